package org.coterie.api.data;

import java.util.Arrays;

/**
 * A table that stores the values other than zero, row by row (compressed sparse rows). A transform that leaves zeros at zero
 * can work on the stored values alone; to everyone else it is a table like any other.
 */
public final class SparseTable implements Table {
    private final int columns;
    private final int[] starts;
    private final int[] indices;
    private final float[] values;

    private SparseTable(int columns, int[] starts, int[] indices, float[] values) {
        this.columns = columns;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    /**
     * A table over arrays, which are copied.
     *
     * @param columns number of columns, m
     * @param starts n + 1 numbers: the entries of row {@code i} are {@code starts[i]} to {@code starts[i + 1] − 1}
     * @param indices the column of each entry, ascending within a row
     * @param values the value of each entry
     */
    public static SparseTable of(int columns, int[] starts, int[] indices, float[] values) {
        int entries = starts.length == 0 ? -1 : starts[starts.length - 1];
        if (columns < 0 || entries != indices.length || entries != values.length || starts[0] != 0) {
            throw new IllegalArgumentException("starts, indices and values do not fit together");
        }
        for (int i = 0; i + 1 < starts.length; i++) {
            if (starts[i] > starts[i + 1]) {
                throw new IllegalArgumentException("row " + i + " ends before it starts");
            }
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                if (indices[e] < (e == starts[i] ? 0 : indices[e - 1] + 1) || indices[e] >= columns) {
                    throw new IllegalArgumentException(
                            "row " + i + ": column " + indices[e] + " of " + columns + " is out of order or range");
                }
            }
        }
        return new SparseTable(columns, starts.clone(), indices.clone(), values.clone());
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** How many values are stored. */
    public int entries() {
        return values.length;
    }

    /** The first entry of row {@code i}; {@code start(rows())} is the number of entries. */
    public int start(int i) {
        return starts[i];
    }

    /** The column of an entry. */
    public int column(int entry) {
        return indices[entry];
    }

    /** The value of an entry. */
    public float value(int entry) {
        return values[entry];
    }

    /** The same places with other values, one for each entry; copied. */
    public SparseTable withValues(float[] other) {
        if (other.length != values.length) {
            throw new IllegalArgumentException(other.length + " values for " + values.length + " entries");
        }
        return new SparseTable(columns, starts, indices, other.clone());
    }

    @Override
    public float at(int i, int j) {
        if (j < 0 || j >= columns) {
            throw new IndexOutOfBoundsException("column " + j + " of " + columns);
        }
        int entry = Arrays.binarySearch(indices, starts[i], starts[i + 1], j);
        return entry < 0 ? 0 : values[entry];
    }

    @Override
    public void copyRow(int i, float[] into, int offset) {
        Arrays.fill(into, offset, offset + columns, 0);
        for (int e = starts[i]; e < starts[i + 1]; e++) {
            into[offset + indices[e]] = values[e];
        }
    }

    /** Copies the rows, which stay sparse. */
    @Override
    public SparseTable select(int... rows) {
        int[] from = new int[rows.length + 1];
        for (int r = 0; r < rows.length; r++) {
            from[r + 1] = Math.addExact(from[r], starts[rows[r] + 1] - starts[rows[r]]);
        }
        int[] some = new int[from[rows.length]];
        float[] their = new float[some.length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(indices, starts[rows[r]], some, from[r], from[r + 1] - from[r]);
            System.arraycopy(values, starts[rows[r]], their, from[r], from[r + 1] - from[r]);
        }
        return new SparseTable(columns, from, some, their);
    }

    @Override
    public String toString() {
        return rows() + "×" + columns + " table of " + entries() + " stored values";
    }
}
