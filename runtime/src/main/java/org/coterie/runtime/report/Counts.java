package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A table of counts as a picture: the share of its line colours a cell, the count stands in it. */
final class Counts {
    private static final int SHADES = 32;
    private static final int[] COLOURS = Palette.rising(SHADES);
    private static final double CELL = 26;

    private Counts() {}

    static Figure of(
            String id,
            String title,
            String caption,
            String rowsAre,
            List<String> rows,
            String columnsAre,
            List<String> columns,
            long[][] cells) {
        double left = 60;
        for (String row : rows) {
            left = Math.max(left, Math.min(150, Words.width(row, 12)) + 34);
        }
        long most = 0;
        for (long[] line : cells) {
            most = Math.max(most, LongStream.of(line).max().orElse(0));
        }
        double least = Math.max(26, Words.width(Long.toString(most), 12) + 8);
        double wide = Math.max(least, Math.min(46, (500 - left) / Math.max(1, columns.size())));
        double top = 40;
        double right = left + wide * columns.size();
        double bottom = top + CELL * rows.size();
        List<Node> marks = new ArrayList<>();
        marks.add(Draw.text((left + right) / 2, 12, "t m", columnsAre));
        marks.add(Draw.fitted(12, (top + bottom) / 2, "t m", rowsAre, 12, bottom - top)
                .with("transform", "rotate(-90 12 " + Num.at((top + bottom) / 2) + ")"));
        for (int j = 0; j < columns.size(); j++) {
            marks.add(Draw.fitted(left + (j + 0.5) * wide, top - 8, "m", columns.get(j), 12, wide - 2));
        }
        for (int i = 0; i < rows.size(); i++) {
            double y = top + i * CELL;
            marks.add(Draw.fitted(left - 8, y + 17, "e", rows.get(i), 12, left - 26));
            long sum = 0;
            for (long cell : cells[i]) {
                sum += cell;
            }
            for (int j = 0; j < columns.size(); j++) {
                double share = sum == 0 ? 0 : (double) cells[i][j] / sum;
                int colour = COLOURS[(int) Math.round(share * (SHADES - 1))];
                String tip = rowsAre + " " + rows.get(i) + ", " + columnsAre + " " + columns.get(j) + ": "
                        + Num.count(cells[i][j], "row") + ", " + Num.percent(share) + " of the line";
                marks.add(Draw.rect(left + j * wide + 0.5, y + 0.5, wide - 1, CELL - 1, "cell")
                        .with("fill", Palette.css(colour))
                        .add(Draw.tip(tip)));
                if (cells[i][j] > 0) {
                    String css = Palette.dark(colour) ? "m over light" : "m over";
                    marks.add(Draw.text(left + (j + 0.5) * wide, y + 17, css, Long.toString(cells[i][j])));
                }
            }
        }
        return new Figure(id, title, caption, right + 8, bottom + 8, marks, List.of());
    }
}
