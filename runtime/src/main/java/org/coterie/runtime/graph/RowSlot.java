package org.coterie.runtime.graph;

import org.coterie.api.RowVar;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * A declared value per training row; stored rows first.
 *
 * @param path its path
 * @param stack the axes of its stacks
 * @param row the shape for one row without them
 * @param whole whether it holds whole numbers
 */
record RowSlot<T extends TNumber>(String path, Shape stack, Shape row, boolean whole) implements RowVar<T> {

    /** The shape for {@code n} rows as stored. */
    Shape full(int n) {
        return Shape.of(n).append(stack).append(row);
    }
}
