package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code max-abs}: x / the largest |x| of the training rows, per column, so that training rows come to lie in [−1, 1] and
 * zeros stay zeros. A column that was all zero in training is 0 ever after. Missing values stay missing.
 */
public final class MaxAbs implements Transform {
    private static final String ID = "max-abs";

    /** For ServiceLoader. */
    public MaxAbs() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> fitted(training.features(), Scan.greatestAbsolute(training.x()));
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).perColumn("largest", in));
    }

    private static Fitted fitted(Features in, double[] largest) {
        return PerColumn.ofPresent(
                in, Map.of("largest", largest), (value, j) -> largest[j] == 0 ? 0 : value / largest[j]);
    }
}
