package org.coterie.api;

import java.util.List;
import org.tensorflow.types.TFloat32;

/**
 * An architecture bound to variables, F(θ) : Model(n, m) in the papers. Symbolic: applying it adds to the graph, as often
 * as wanted, always with the same variables.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public interface Model<I extends Space, O extends Space> {

    /** Adds one application to the graph. */
    Rows<O> apply(Trace t, Rows<I> x);

    /** The trained variables, in order of declaration. */
    List<Var<TFloat32>> weights();
}
