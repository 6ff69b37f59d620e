package org.coterie.api;

/**
 * The role of an architecture that scores rows for k clusters. It gives {@link Scores}, never probabilities: entropies,
 * Gumbel noise and log-softmax need them unnormalised.
 *
 * @param <I> what it partitions: data, or codes
 */
public interface Partitioner<I extends Space> extends Arch<I, Scores> {

    /**
     * Layers from {@code in} to {@code k} scores; the last layer gives {@code k} numbers and has no activation.
     *
     * @throws CoterieException if the sizes do not meet
     */
    static <I extends Space> Partitioner<I> of(I in, int k, Layer... layers) {
        return of(Arch.of(in, new Scores(k), layers));
    }

    /** Any architecture with these borders in this role. */
    static <I extends Space> Partitioner<I> of(Arch<I, Scores> arch) {
        return new Partitioner<>() {
            @Override
            public I in() {
                return arch.in();
            }

            @Override
            public Scores out() {
                return arch.out();
            }

            @Override
            public Model<I, Scores> bind(Vars v) {
                return arch.bind(v);
            }

            @Override
            public String toString() {
                return "Partitioner " + arch;
            }
        };
    }
}
