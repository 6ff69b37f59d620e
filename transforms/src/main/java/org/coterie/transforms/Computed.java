package org.coterie.transforms;

import org.coterie.api.data.Table;

/**
 * Tables whose rows are computed from the rows of another: small ones at once, large ones each time a row is read, so
 * that a table which does not fit into memory can be transformed all the same.
 */
public final class Computed {
    /** The most values that are computed at once: 64 Mi, a quarter of a gibibyte. */
    static final long AT_ONCE = 1L << 26;

    private Computed() {}

    /** Computes a row. Must be safe to call from several threads. */
    @FunctionalInterface
    public interface RowChange {

        /**
         * Computes row {@code i}.
         *
         * @param from the row as it is, to be used and changed at will
         * @param to where the new row goes
         * @param offset where in {@code to} it begins
         */
        void row(int i, float[] from, float[] to, int offset);
    }

    public static Table of(Table x, int columns, RowChange change) {
        return of(x, columns, change, AT_ONCE);
    }

    public static Table of(Table x, int columns, RowChange change, long atOnce) {
        Lazy lazy = new Lazy(x, columns, change);
        return (long) x.rows() * columns > atOnce ? lazy : Table.of(x.rows(), columns, lazy.toArray());
    }

    /** A table computed as it is read. */
    private record Lazy(Table x, int columns, RowChange change) implements Table {

        @Override
        public int rows() {
            return x.rows();
        }

        @Override
        public float at(int i, int j) {
            if (j < 0 || j >= columns) {
                throw new IndexOutOfBoundsException("column " + j + " of " + columns);
            }
            float[] row = new float[columns];
            copyRow(i, row, 0);
            return row[j];
        }

        @Override
        public void copyRow(int i, float[] into, int offset) {
            float[] from = new float[x.columns()];
            x.copyRow(i, from, 0);
            change.row(i, from, into, offset);
        }

        @Override
        public float[] toArray() {
            float[] all = new float[Math.multiplyExact(rows(), columns)];
            float[] from = new float[x.columns()];
            for (int i = 0; i < rows(); i++) {
                x.copyRow(i, from, 0);
                change.row(i, from, all, i * columns);
            }
            return all;
        }

        @Override
        public String toString() {
            return rows() + "×" + columns + " table computed as it is read";
        }
    }
}
