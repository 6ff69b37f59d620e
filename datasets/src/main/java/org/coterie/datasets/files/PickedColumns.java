package org.coterie.datasets.files;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Some columns of a table, without copying them.
 *
 * @param picked the number of each column in the whole table
 */
public record PickedColumns(Table all, int[] picked) implements Table {

    /** Copies the numbers. */
    public PickedColumns {
        picked = picked.clone();
    }

    /** The columns asked for; the table itself where they are all, in order. */
    public static Table of(Table all, int[] picked) {
        boolean same = Arrays.equals(picked, IntStream.range(0, all.columns()).toArray());
        return same ? all : new PickedColumns(all, picked);
    }

    @Override
    public int[] picked() {
        return picked.clone();
    }

    @Override
    public int rows() {
        return all.rows();
    }

    @Override
    public int columns() {
        return picked.length;
    }

    @Override
    public float at(int i, int j) {
        return all.at(i, picked[j]);
    }

    @Override
    public void copyRow(int i, float[] into, int offset) {
        for (int j = 0; j < picked.length; j++) {
            into[offset + j] = all.at(i, picked[j]);
        }
    }

    @Override
    public String toString() {
        return picked.length + " columns of a " + all;
    }
}
