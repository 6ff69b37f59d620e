package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code row-l2}: x / √Σx² of its own row, so that every row has length 1. Nothing is learned. Rows of zeros stay; missing
 * values are passed over and stay. Computed in double.
 */
public final class RowL2 implements Transform {
    private static final String ID = "row-l2";

    /** For ServiceLoader. */
    public RowL2() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> new PerRow(training.features(), Map.of(), RowL2::divisor);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return new PerRow(in, Map.of(), RowL2::divisor);
    }

    private static double divisor(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += Float.isNaN(value) ? 0 : (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
