package org.coterie.api;

import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.types.TFloat32;

/** A model as a list of weights and a function. */
record Bound<I extends Space, O extends Space>(List<Var<TFloat32>> weights, BiFunction<Trace, Rows<I>, Rows<O>> rule)
        implements Model<I, O> {

    Bound {
        weights = List.copyOf(weights);
    }

    @Override
    public Rows<O> apply(Trace t, Rows<I> x) {
        return rule.apply(t, x);
    }
}
