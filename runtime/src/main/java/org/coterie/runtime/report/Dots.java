package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** A table of discs: colour says how much and in which direction, size how sure. */
final class Dots {
    private static final int SHADES = 63;

    /**
     * A disc.
     *
     * @param colour from −1 to 1
     * @param size from 0 to 1
     * @param ringed whether it is outlined
     * @param tip what shows when pointed at
     */
    record Dot(double colour, double size, boolean ringed, String tip) {}

    private Dots() {}

    static Figure of(
            String id,
            String title,
            String caption,
            List<String> rows,
            List<String> columns,
            List<List<Dot>> dots,
            List<Figure.Key> keys) {
        double cell = columns.size() <= 6 ? 40 : 28;
        int[] colours = Palette.diverging(SHADES);
        double left = 60;
        for (String row : rows) {
            left = Math.max(left, Math.min(220, Words.width(row, 12)) + 14);
        }
        double top = 30;
        List<Node> marks = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            marks.add(Draw.fitted(left + (j + 0.5) * cell, top - 10, "m", columns.get(j), 12, cell));
        }
        for (int i = 0; i < rows.size(); i++) {
            double y = top + (i + 0.5) * cell;
            marks.add(Draw.line(left, y, left + columns.size() * cell, y, "grid"));
            marks.add(Draw.fitted(left - 8, y + 4, "e", rows.get(i), 12, left - 12));
            for (int j = 0; j < columns.size(); j++) {
                Dot dot = dots.get(i).get(j);
                int shade = (int) Math.round((Math.max(-1, Math.min(1, dot.colour())) + 1) / 2 * (SHADES - 1));
                marks.add(Draw.circle(
                                left + (j + 0.5) * cell,
                                y,
                                1.5 + 9.5 * Math.sqrt(Math.max(0, Math.min(1, dot.size()))),
                                dot.ringed() ? "dot ringed" : "dot")
                        .with("fill", Palette.css(colours[shade]))
                        .add(Draw.tip(dot.tip())));
            }
        }
        double right = Math.max(left + columns.size() * cell, left + 120);
        return new Figure(id, title, caption, right + 12, top + rows.size() * cell + 8, marks, keys);
    }
}
