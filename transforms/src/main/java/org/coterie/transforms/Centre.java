package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code centre}: x − mean of the training rows, per column; of a column that was constant in training exactly that
 * constant is taken away. Missing values are passed over and stay missing. Computed in double.
 */
public final class Centre implements Transform {
    private static final String ID = "centre";

    /** For ServiceLoader. */
    public Centre() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> fitted(training.features(), Moments.of(training.x()).mean);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).perColumn("mean", in));
    }

    private static Fitted fitted(Features in, double[] mean) {
        return PerColumn.ofPresent(in, Map.of("mean", mean), (value, j) -> value - mean[j]);
    }
}
