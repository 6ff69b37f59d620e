package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A brick: an untyped map of rows, such as a dense layer or a ReLU. Immutable and without variables of its own; binding it
 * declares the variables. A layer written for {@code [n, in…]} works in a stack of models as it is: unless
 * {@link #stacks()} says otherwise, it is bound member by member and the results are stacked. Where it is the only member, shared by
 * a stack of rows, it sees the rows of all of them.
 */
public interface Layer {

    /** The word used in variable paths and drawings, for example {@code dense}. */
    String name();

    /**
     * The shape of a row it gives for a row it takes.
     *
     * @throws CoterieException if it cannot take such rows
     */
    Shape out(Shape in);

    /** Declares the variables below {@code v} and returns the application. */
    Fn bind(Vars v, Shape in);

    /** Whether the application handles {@code [stack…, n, in…]} and stacked variables itself. */
    default boolean stacks() {
        return false;
    }

    /** A bound layer: rows in, rows out; in {@link Trace.Mode#INFER} each row by itself. */
    @FunctionalInterface
    interface Fn {

        /** Applies the layer to {@code [stack…, n, in…]}. */
        Operand<TFloat32> apply(Trace t, Operand<TFloat32> x);
    }
}
