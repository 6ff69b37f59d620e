package org.coterie.api.data;

/** Some rows of a table, without copying them. */
record SelectedTable(Table all, int[] picked) implements Table {

    SelectedTable {
        for (int row : picked) {
            if (row < 0 || row >= all.rows()) {
                throw new IndexOutOfBoundsException("row " + row + " of " + all.rows());
            }
        }
    }

    @Override
    public int rows() {
        return picked.length;
    }

    @Override
    public int columns() {
        return all.columns();
    }

    @Override
    public float at(int i, int j) {
        return all.at(picked[i], j);
    }

    @Override
    public void copyRow(int i, float[] into, int offset) {
        all.copyRow(picked[i], into, offset);
    }

    @Override
    public String toString() {
        return rows() + " rows of a " + all;
    }
}
