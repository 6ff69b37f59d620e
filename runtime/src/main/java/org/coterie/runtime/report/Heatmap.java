package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix as a picture of cells, its rows in blocks with a gap between them, each with its name and its colour at the left.
 * A few thousand cells are a few thousand bytes.
 */
final class Heatmap {
    private static final int SHADES = 63;
    private static final double GAP = 3;
    private static final double SIDE = 14;
    private static final double WIDEST = 940;

    /** Rows that belong together: a name, the class of their colour, and their values, NaN where there is none. */
    record Block(String name, String css, double[][] values) {}

    /**
     * The scale.
     *
     * @param low the value at the first colour; lower ones look like it
     * @param high the value at the last
     * @param diverging whether the middle is a zero
     * @param name what the values are
     */
    record Shade(double low, double high, boolean diverging, String name) {}

    private Heatmap() {}

    static Figure of(String id, String title, String caption, List<String> columns, List<Block> blocks, Shade shade) {
        int m = columns.size();
        int n = blocks.stream().mapToInt(block -> block.values().length).sum();
        double label = 30;
        for (Block block : blocks) {
            label = Math.max(label, Math.min(110, Words.width(block.name(), 12)));
        }
        double left = label + SIDE + 14;
        double wide = Math.min(m <= 8 ? 48 : 34, (WIDEST - left) / Math.max(1, m));
        double tall = Math.max(1.6, Math.min(18, 420.0 / Math.max(1, n)));
        int[] colours = shade.diverging() ? Palette.diverging(SHADES) : Palette.rising(SHADES);
        List<Node> marks = new ArrayList<>();
        double y = 30;
        double named = 0; // where the last name stands
        for (Block block : blocks) {
            int rows = block.values().length;
            if (rows == 0) {
                continue;
            }
            double height = rows * tall;
            byte[] pixels = new byte[rows * m];
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < m; j++) {
                    pixels[i * m + j] = (byte) index(block.values()[i][j], shade);
                }
            }
            marks.add(Draw.picture(left, y, wide * m, height, Png.indexed(m, rows, pixels, withNone(colours))));
            marks.add(
                    Draw.rect(left - SIDE + 2, y, SIDE - 6, height, block.css()).add(Draw.tip(block.name())));
            double middle = y + height / 2 + 4;
            if ((height >= 9 || rows == 1) && middle - named >= 11) {
                marks.add(Draw.fitted(left - SIDE - 5, middle, "e", block.name(), 12, label));
                named = middle;
            }
            y += height + GAP;
        }
        double right = Math.max(left + wide * m, scale(marks, left, shade, colours));
        double below = names(marks, columns, left, wide, y + 4);
        return new Figure(id, title, caption, right + 12, y + below + 10, marks, List.of());
    }

    private static int[] withNone(int[] colours) {
        int[] all = java.util.Arrays.copyOf(colours, SHADES + 1);
        all[SHADES] = 0xb9c0c7;
        return all;
    }

    private static int index(double value, Shade shade) {
        if (Double.isNaN(value)) {
            return SHADES;
        }
        double share = (value - shade.low()) / (shade.high() - shade.low());
        return (int) Math.max(0, Math.min(SHADES - 1, Math.round(share * (SHADES - 1))));
    }

    /** Returns where it ends. */
    private static double scale(List<Node> marks, double left, Shade shade, int[] colours) {
        byte[] ramp = new byte[SHADES];
        for (int i = 0; i < SHADES; i++) {
            ramp[i] = (byte) i;
        }
        String low = Num.tick(shade.low());
        double x = left + Words.width(low, 11) + 6;
        marks.add(Draw.text(left, 15, "t", low));
        marks.add(Draw.picture(x, 6, 90, 10, Png.indexed(SHADES, 1, ramp, colours)));
        String high = Num.tick(shade.high()) + " " + shade.name();
        marks.add(Draw.text(x + 96, 15, "t", high));
        return x + 96 + Words.width(high, 11);
    }

    /** Names of columns on the slant, as many as there is room for; returns the height they take. */
    private static double names(List<Node> marks, List<String> columns, double left, double wide, double y) {
        int every = Math.max(1, (int) Math.ceil(11 / wide));
        double longest = 0;
        for (int j = 0; j < columns.size(); j += every) {
            double x = left + (j + 0.5) * wide + 3;
            String name = Words.fit(columns.get(j), 11, 92);
            longest = Math.max(longest, Words.width(name, 11));
            Node.Element text = Draw.text(x, y + 8, "t e", name)
                    .with("transform", "rotate(-60 " + Num.at(x) + " " + Num.at(y + 8) + ")");
            marks.add(name.equals(columns.get(j)) ? text : text.add(Draw.tip(columns.get(j))));
        }
        return 12 + longest * 0.87;
    }
}
