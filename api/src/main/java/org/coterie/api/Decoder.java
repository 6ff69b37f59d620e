package org.coterie.api;

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
