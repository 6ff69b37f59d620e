package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code row-max}: x / the largest |x| of its own row, so that every row comes to lie in [−1, 1] and touches an end
 * (DeePWAK scales each embryo so). Nothing is learned. Rows of zeros stay; missing values are passed over and stay.
 */
public final class RowMax implements Transform {
    private static final String ID = "row-max";

    /** For ServiceLoader. */
    public RowMax() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> new PerRow(training.features(), Map.of(), RowMax::divisor);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return new PerRow(in, Map.of(), RowMax::divisor);
    }

    private static double divisor(float[] row) {
        double most = 0;
        for (float value : row) {
            most = Float.isNaN(value) ? most : Math.max(most, Math.abs(value));
        }
        return most;
    }
}
