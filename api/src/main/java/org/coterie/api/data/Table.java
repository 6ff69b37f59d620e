package org.coterie.api.data;

/**
 * A matrix of numbers, rows being samples: n×m. Reading is safe from several threads; nothing can be written. A missing
 * value is NaN. Not every table has its numbers in memory: who needs many reads them row by row.
 */
public interface Table {

    /** Number of rows, n. */
    int rows();

    /** Number of columns, m. */
    int columns();

    /** The value in row {@code i} and column {@code j}, both from 0. */
    float at(int i, int j);

    /** Copies row {@code i} into {@code into}, beginning at {@code offset}. */
    default void copyRow(int i, float[] into, int offset) {
        for (int j = 0; j < columns(); j++) {
            into[offset + j] = at(i, j);
        }
    }

    /** All values in row order; a fresh array of n·m numbers. */
    default float[] toArray() {
        float[] all = new float[Math.multiplyExact(rows(), columns())];
        for (int i = 0; i < rows(); i++) {
            copyRow(i, all, i * columns());
        }
        return all;
    }

    /** Some rows, in the order given; a row may be named twice. */
    default Table select(int... rows) {
        return new SelectedTable(this, rows.clone());
    }

    /** A table over values in row order; the array is copied. */
    static Table of(int rows, int columns, float[] values) {
        return new ArrayTable(rows, columns, values.clone());
    }

    /** A table of rows of equal length; copied. */
    static Table of(float[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, columns)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " values, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new ArrayTable(rows.length, columns, values);
    }
}
