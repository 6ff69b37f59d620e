package org.coterie.transforms;

import java.util.Arrays;
import java.util.function.Consumer;
import org.coterie.api.data.Table;

/** Reads tables in the order in which they are stored: by rows. */
final class Scan {
    /** How many values of a table are turned at once to be read by columns. */
    private static final int TURNED = 1 << 22;

    private Scan() {}

    /** Shows every row, in order, in one array that is used again. */
    static void rows(Table x, Consumer<float[]> row) {
        float[] values = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, values, 0);
            row.accept(values);
        }
    }

    /** The smallest value of each column that is there; 0 where none is. */
    static double[] least(Table x) {
        return folded(x, Double.POSITIVE_INFINITY, Math::min);
    }

    /** The greatest value of each column that is there; 0 where none is. */
    static double[] greatest(Table x) {
        return folded(x, Double.NEGATIVE_INFINITY, Math::max);
    }

    /** The greatest |value| of each column that is there; 0 where none is. */
    static double[] greatestAbsolute(Table x) {
        return folded(x, 0, (most, value) -> Math.max(most, Math.abs(value)));
    }

    private static double[] folded(Table x, double start, java.util.function.DoubleBinaryOperator fold) {
        double[] folded = new double[x.columns()];
        boolean[] any = new boolean[folded.length];
        Arrays.fill(folded, start);
        rows(x, row -> {
            for (int j = 0; j < row.length; j++) {
                if (!Float.isNaN(row[j])) {
                    folded[j] = fold.applyAsDouble(folded[j], row[j]);
                    any[j] = true;
                }
            }
        });
        Arrays.setAll(folded, j -> any[j] ? folded[j] : 0);
        return folded;
    }

    /** How many values of each column are above zero. */
    static int[] positive(Table x) {
        int[] counts = new int[x.columns()];
        rows(x, row -> {
            for (int j = 0; j < row.length; j++) {
                counts[j] += row[j] > 0 ? 1 : 0;
            }
        });
        return counts;
    }

    /** What is done with a column. */
    @FunctionalInterface
    interface ColumnVisitor {

        /**
         * Takes a column.
         *
         * @param j its number
         * @param values its values in the order of the rows, without the missing ones; the visitor's own
         */
        void column(int j, double[] values);
    }

    /** Shows every column, in order; reads the table as often as needed to hold only a block of columns at a time. */
    static void columns(Table x, ColumnVisitor visitor) {
        int n = x.rows();
        int block = Math.max(1, TURNED / Math.max(1, n));
        for (int from = 0; from < x.columns(); from += block) {
            int first = from;
            double[][] values = new double[Math.min(block, x.columns() - from)][n];
            int[] counts = new int[values.length];
            rows(x, row -> {
                for (int b = 0; b < values.length; b++) {
                    if (!Float.isNaN(row[first + b])) {
                        values[b][counts[b]++] = row[first + b];
                    }
                }
            });
            for (int b = 0; b < values.length; b++) {
                visitor.column(first + b, Arrays.copyOf(values[b], counts[b]));
            }
        }
    }
}
