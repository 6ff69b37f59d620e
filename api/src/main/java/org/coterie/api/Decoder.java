package org.coterie.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The role of an architecture from codes to data. */
public interface Decoder extends Arch<Latent, Features> {

    /**
     * Layers from {@code in} to {@code out}.
     *
     * @throws CoterieException if the sizes do not meet
     */
    static Decoder of(Latent in, Features out, Layer... layers) {
        return of(Arch.of(in, out, layers));
    }

    /** The way back of {@link Encoder#dense}: the widths are given as the encoder has them, and taken last to first. */
    static Decoder mirrored(Latent in, Features out, List<Integer> widths) {
        List<Integer> back = new ArrayList<>(widths);
        Collections.reverse(back);
        return of(in, out, Layers.perceptron(back, Layers.relu(), out.width()));
    }

    /** Any architecture with these borders in this role. */
    static Decoder of(Arch<Latent, Features> arch) {
        return new Decoder() {
            @Override
            public Latent in() {
                return arch.in();
            }

            @Override
            public Features out() {
                return arch.out();
            }

            @Override
            public Model<Latent, Features> bind(Vars v) {
                return arch.bind(v);
            }

            @Override
            public String toString() {
                return "Decoder " + arch;
            }
        };
    }
}
