package org.coterie.api.data;

/** A table held in one array, in row order. */
record ArrayTable(int rows, int columns, float[] values) implements Table {

    ArrayTable {
        if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill " + rows + " rows of " + columns + " columns");
        }
    }

    @Override
    public float at(int i, int j) {
        if (j < 0 || j >= columns) {
            throw new IndexOutOfBoundsException("column " + j + " of " + columns);
        }
        return values[i * columns + j];
    }

    @Override
    public void copyRow(int i, float[] into, int offset) {
        System.arraycopy(values, i * columns, into, offset, columns);
    }

    @Override
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public String toString() {
        return rows + "×" + columns + " table";
    }
}
