package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** Shares between 0 and 1 along steps, several curves together. */
final class Curves {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 250;
    private static final double LEFT = 44;
    private static final double RIGHT = WIDTH - 16;
    private static final double TOP = 12;
    private static final double BOTTOM = HEIGHT - 38;

    /** A curve: what it is, and its value at step 0, 1, … */
    record Curve(String name, double[] values) {}

    private Curves() {}

    static Figure of(String id, String title, String caption, String below, List<Curve> curves) {
        int steps =
                curves.stream().mapToInt(curve -> curve.values().length).max().orElse(1) - 1;
        Axis across = new Axis(0, Math.max(1, steps), false, LEFT, RIGHT);
        Axis up = new Axis(0, 1, false, BOTTOM, TOP);
        List<Node> marks = new ArrayList<>();
        for (double tick : up.ticks(5)) {
            marks.add(Draw.line(LEFT, up.at(tick), RIGHT, up.at(tick), "grid"));
            marks.add(Draw.text(LEFT - 7, up.at(tick) + 4, "t e", up.label(tick)));
        }
        for (double tick : across.ticks(6)) {
            marks.add(Draw.text(across.at(tick), BOTTOM + 16, "t m", across.label(tick)));
        }
        marks.add(Draw.text((LEFT + RIGHT) / 2, HEIGHT - 5, "t m", below));
        marks.add(Draw.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis"));
        List<Figure.Key> keys = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            double[] values = curves.get(c).values();
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < values.length; i++) {
                path.append(i == 0 ? 'M' : 'L')
                        .append(Num.at(across.at(i)))
                        .append(' ')
                        .append(Num.at(up.at(values[i])));
            }
            Node.Element line = Node.of("path").with("d", path).with("class", "curve l" + c);
            marks.add(c == 0 ? line : line.with("stroke-dasharray", "6 4"));
            keys.add(new Figure.Key("c" + c, curves.get(c).name() + (c == 0 ? "" : " (dashed)")));
        }
        return new Figure(id, title, caption, WIDTH, HEIGHT, marks, keys);
    }
}
