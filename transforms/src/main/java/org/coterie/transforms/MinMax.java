package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code min-max}: (x − least) / (greatest − least) of the training rows, per column. Training rows come to lie in [0,
 * 1], new rows may lie outside. A column that was constant in training is 0 ever after. Missing values are passed over
 * and stay missing. Computed in double.
 */
public final class MinMax implements Transform {
    private static final String ID = "min-max";

    /** For ServiceLoader. */
    public MinMax() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> fitted(training.features(), Scan.least(training.x()), Scan.greatest(training.x()));
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        State saved = new State(ID, state);
        return fitted(in, saved.perColumn("least", in), saved.perColumn("greatest", in));
    }

    private static Fitted fitted(Features in, double[] least, double[] greatest) {
        return PerColumn.ofPresent(in, Map.of("least", least, "greatest", greatest), (value, j) -> {
            double range = greatest[j] - least[j];
            return range == 0 ? 0 : (value - least[j]) / range;
        });
    }
}
