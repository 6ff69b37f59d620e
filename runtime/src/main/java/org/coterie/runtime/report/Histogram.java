package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** How often values fall into twenty equal bins. */
final class Histogram {
    private static final int BINS = 20;
    private static final double WIDTH = 460;
    private static final double HEIGHT = 210;
    private static final double LEFT = 58;
    private static final double RIGHT = WIDTH - 24;
    private static final double TOP = 12;
    private static final double BOTTOM = HEIGHT - 38;

    private Histogram() {}

    static Figure of(String id, String title, String caption, String below, double[] values, double low, double high) {
        int[] counts = new int[BINS];
        int most = 1;
        for (double value : values) {
            if (Double.isFinite(value)) {
                int bin = (int) Math.max(0, Math.min(BINS - 1, Math.floor(BINS * (value - low) / (high - low))));
                most = Math.max(most, ++counts[bin]);
            }
        }
        Axis across = new Axis(low, high, false, LEFT, RIGHT);
        Axis up = new Axis(0, most * 1.05, false, BOTTOM, TOP);
        List<Node> marks = new ArrayList<>();
        for (double tick : up.ticks(4)) {
            if (tick == Math.rint(tick)) {
                marks.add(Draw.line(LEFT, up.at(tick), RIGHT, up.at(tick), "grid"));
                marks.add(Draw.text(LEFT - 7, up.at(tick) + 4, "t e", up.label(tick)));
            }
        }
        double step = (high - low) / BINS;
        for (int i = 0; i < BINS; i++) {
            double from = across.at(low + i * step);
            String range = Num.tick(low + i * step) + " to " + Num.tick(low + (i + 1) * step);
            marks.add(Draw.rect(
                            from + 0.5,
                            up.at(counts[i]),
                            across.at(low + (i + 1) * step) - from - 1,
                            BOTTOM - up.at(counts[i]),
                            "c0")
                    .add(Draw.tip(range + ": " + Num.count(counts[i], "row"))));
        }
        for (double tick : across.ticks(5)) {
            marks.add(Draw.text(across.at(tick), BOTTOM + 16, "t m", across.label(tick)));
        }
        marks.add(Draw.text((LEFT + RIGHT) / 2, HEIGHT - 5, "t m", below));
        marks.add(Draw.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis"));
        return new Figure(id, title, caption, WIDTH, HEIGHT, marks, List.of());
    }
}
