package org.coterie.datasets.csv;

import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/** Numbers as they come, in one array. */
final class Floats {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private float[] values = new float[1 << 10];
    private int size;

    void add(float value) {
        if (size == values.length) {
            if (size == MOST) {
                throw Fault.of("too many values for one table")
                        .expected("at most " + MOST)
                        .as(CoterieException.Kind.DATA);
            }
            values = Arrays.copyOf(values, size > MOST / 2 ? MOST : 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** Forgets the last ones. */
    void cut(int newSize) {
        size = newSize;
    }

    Table table(int columns) {
        return Table.of(size / columns, columns, size == values.length ? values : Arrays.copyOf(values, size));
    }
}
