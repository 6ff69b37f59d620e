package org.coterie.api;

import java.util.List;

/** The role of an architecture from data to codes. */
public interface Encoder extends Arch<Features, Latent> {

    /**
     * Layers from {@code in} to {@code out}.
     *
     * @throws CoterieException if the sizes do not meet
     */
    static Encoder of(Features in, Latent out, Layer... layers) {
        return of(Arch.of(in, out, layers));
    }

    /** Dense layers of these widths with a ReLU after each, then a dense layer to the code; see {@link Layers#dense(int)}. */
    static Encoder dense(Features in, Latent out, List<Integer> widths) {
        return of(in, out, Layers.perceptron(widths, Layers.relu(), out.width()));
    }

    /** Any architecture with these borders in this role. */
    static Encoder of(Arch<Features, Latent> arch) {
        return new Encoder() {
            @Override
            public Features in() {
                return arch.in();
            }

            @Override
            public Latent out() {
                return arch.out();
            }

            @Override
            public Model<Features, Latent> bind(Vars v) {
                return arch.bind(v);
            }

            @Override
            public String toString() {
                return "Encoder " + arch;
            }
        };
    }
}
