package org.coterie.api;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.types.TFloat32;

/** One architecture after another. */
record Composed<I extends Space, M extends Space, O extends Space>(Arch<I, M> first, Arch<M, O> then)
        implements Arch<I, O> {

    static <I extends Space, M extends Space, O extends Space> Composed<I, M, O> of(Arch<I, M> first, Arch<M, O> then) {
        if (!first.out().row().equals(then.in().row())) {
            throw Fault.of("two parts do not meet")
                    .at(first + " then " + then)
                    .got("the first gives " + first.out() + ", the second takes " + then.in())
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return new Composed<>(first, then);
    }

    @Override
    public I in() {
        return first.in();
    }

    @Override
    public O out() {
        return then.out();
    }

    @Override
    public Model<I, O> bind(Vars v) {
        Model<I, M> a = first.bind(v.at("first"));
        Model<M, O> b = then.bind(v.at("then"));
        List<Var<TFloat32>> weights = new ArrayList<>(a.weights());
        weights.addAll(b.weights());
        return new Bound<>(weights, (t, x) -> b.apply(t, a.apply(t, x)));
    }
}
