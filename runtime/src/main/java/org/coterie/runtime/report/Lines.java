package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values over steps, with borders where a stage begins. */
final class Lines {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 210;
    private static final double LEFT = 58;
    private static final double RIGHT = WIDTH - 24;
    private static final double TOP = 26;
    private static final double BOTTOM = HEIGHT - 38;

    /** Where something begins on the axis of steps. */
    record Border(double at, String name) {}

    private Lines() {}

    /** One curve; places without a finite value break it. */
    static Figure of(
            String id, String title, String caption, String below, double[] x, double[] y, List<Border> borders) {
        double end = Arrays.stream(x).max().orElse(1);
        Axis across = new Axis(0, Math.max(1, end), false, LEFT, RIGHT);
        Axis up = Axis.ofLoss(y, BOTTOM, TOP);
        List<Node> marks = new ArrayList<>();
        for (double tick : up.ticks(4)) {
            marks.add(Draw.line(LEFT, up.at(tick), RIGHT, up.at(tick), "grid"));
            marks.add(Draw.text(LEFT - 7, up.at(tick) + 4, "t e", up.label(tick)));
        }
        for (double tick : across.ticks(5)) {
            marks.add(Draw.text(across.at(tick), BOTTOM + 16, "t m", across.label(tick)));
        }
        marks.add(Draw.text((LEFT + RIGHT) / 2, HEIGHT - 5, "t m", below));
        marks.add(Draw.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis"));
        for (int i = 0; i < borders.size(); i++) {
            double from = across.at(borders.get(i).at());
            double to = i + 1 < borders.size() ? across.at(borders.get(i + 1).at()) : RIGHT;
            if (borders.get(i).at() > 0) {
                marks.add(Draw.line(from, TOP - 14, from, BOTTOM, "border"));
            }
            if (to - from > 24) {
                marks.add(Draw.fitted(from + 4, TOP - 8, "t", borders.get(i).name(), 11, to - from - 8));
            }
        }
        marks.add(Node.of("path").with("d", path(x, y, across, up)).with("class", "curve l0"));
        return new Figure(
                id, title, caption + (up.log() ? " The scale is logarithmic." : ""), WIDTH, HEIGHT, marks, List.of());
    }

    private static String path(double[] x, double[] y, Axis across, Axis up) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < x.length; i++) {
            boolean drawn = Double.isFinite(y[i]);
            if (drawn) {
                path.append(pen ? 'L' : 'M')
                        .append(Num.at(across.at(x[i])))
                        .append(' ')
                        .append(Num.at(up.at(y[i])));
            }
            pen = drawn;
        }
        return path.toString();
    }
}
