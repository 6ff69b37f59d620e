package org.coterie.datasets.transforms;

import java.util.Arrays;
import java.util.List;
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
        return training -> {
            Features features = training.features();
            double[] least = Statistics.perColumn(
                    features,
                    j -> Arrays.stream(Statistics.present(training.x(), j))
                            .min()
                            .orElse(0));
            double[] greatest = Statistics.perColumn(
                    features,
                    j -> Arrays.stream(Statistics.present(training.x(), j))
                            .max()
                            .orElse(0));
            return fitted(features, least, greatest);
        };
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, Statistics.state(ID, in, state, "least"), Statistics.state(ID, in, state, "greatest"));
    }

    private static Fitted fitted(Features in, double[] least, double[] greatest) {
        return new Statistics.PerColumn(in, List.of("least", "greatest"), List.of(least, greatest), (value, j) -> {
            if (Double.isNaN(value)) {
                return value;
            }
            double range = greatest[j] - least[j];
            return range == 0 ? 0 : (value - least[j]) / range;
        });
    }
}
