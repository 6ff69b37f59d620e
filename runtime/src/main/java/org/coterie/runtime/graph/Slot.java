package org.coterie.runtime.graph;

import java.util.List;
import org.coterie.api.Init;
import org.coterie.api.Var;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * A declared variable.
 *
 * @param path its path
 * @param stack the axes of its stacks
 * @param shape its shape without them
 * @param kind what becomes of it
 * @param whole whether it holds whole numbers
 * @param init how it starts
 * @param streams the path of each member, from which its initial values are drawn
 */
record Slot<T extends TNumber>(
        String path, Shape stack, Shape shape, Kind kind, boolean whole, Init init, List<String> streams)
        implements Var<T> {

    /** Its shape as stored: stack first. */
    Shape full() {
        return stack.append(shape);
    }

    int size() {
        return Math.toIntExact(full().size());
    }

    @Override
    public String toString() {
        return path + full();
    }
}
