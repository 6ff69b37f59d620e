package org.coterie.moesimvae;

import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The two layers this method needs beyond the common ones. */
final class CodeLayers {
    /** The variance batch normalisation starts with, and the ε the published code adds to it. */
    private static final double FROZEN = 1 / Math.sqrt(1.001);

    private CodeLayers() {}

    /** Puts as many zeros beside a row: the logarithms of unit variances, so that means become a {@link Gaussian}. */
    static Layer unitNoise() {
        return new UnitNoise();
    }

    /**
     * Batch normalisation as the published code has it: never told that it trains, it keeps mean 0 and variance 1 for ever
     * and is γx/√1.001 + β.
     */
    static Layer frozenNorm() {
        return new FrozenNorm();
    }

    private static int width(Shape in, String layer) {
        if (in.numDimensions() != 1) {
            throw Fault.of("a layer takes rows of one axis")
                    .at(layer)
                    .got("rows of " + in)
                    .as(CoterieException.Kind.PLUGIN);
        }
        return Math.toIntExact(in.get(0));
    }

    private record UnitNoise() implements Layer {
        @Override
        public String name() {
            return "unit-noise";
        }

        @Override
        public Shape out(Shape in) {
            return Shape.of(2L * width(in, name()));
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> t.m().beside(List.of(x, t.m().scale(x, 0)));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record FrozenNorm() implements Layer {
        @Override
        public String name() {
            return "frozen-norm";
        }

        @Override
        public Shape out(Shape in) {
            width(in, name());
            return in;
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Shape row = Shape.of(1, width(in, name()));
            Var<TFloat32> scale = v.weight("scale", row, Init.ones());
            Var<TFloat32> shift = v.weight("shift", row, Init.zeros());
            return (t, x) -> t.m().add(t.m().mul(x, t.m().scale(t.read(scale), FROZEN)), t.read(shift));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }
}
