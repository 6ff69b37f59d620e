package org.coterie.runtime.graph;

import java.util.Arrays;
import java.util.List;
import org.coterie.api.Var;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * One member of a stacked variable, seen as a variable of its own.
 *
 * @param base the whole variable
 * @param chosen for each of the outermost axes an {@code Integer} or an integer variable
 */
record View<T extends TNumber>(Slot<T> base, List<Object> chosen) implements Var<T> {

    @Override
    public String path() {
        return base.path();
    }

    @Override
    public Shape stack() {
        long[] axes = base.stack().asArray();
        return Shape.of(Arrays.copyOfRange(axes, chosen.size(), axes.length));
    }

    @Override
    public Shape shape() {
        return base.shape();
    }

    @Override
    public Kind kind() {
        return base.kind();
    }
}
