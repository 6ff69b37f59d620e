package org.coterie.api;

/**
 * An architecture, F : Arch(n, m) in the papers: two borders and an application rule, immutable. In
 * {@link Trace.Mode#INFER} the result of a row depends on that row alone.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public interface Arch<I extends Space, O extends Space> {

    /** What it takes. */
    I in();

    /** What it gives. */
    O out();

    /** Declares its variables below {@code v}: F(θ). Bound to stacked variables it is a stack of models. */
    Model<I, O> bind(Vars v);

    /**
     * Layers between two borders.
     *
     * @throws CoterieException if a layer cannot take what the one before it gives, or the last does not give {@code out}
     */
    static <I extends Space, O extends Space> Arch<I, O> of(I in, O out, Layer... layers) {
        return new Chain<>(in, out, layers);
    }

    /**
     * This one followed by another. The compiler checks that the spaces meet, construction that the sizes do.
     *
     * @throws CoterieException naming both parts if the sizes differ
     */
    default <P extends Space> Arch<I, P> then(Arch<O, P> next) {
        return Composed.of(this, next);
    }
}
