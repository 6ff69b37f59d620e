package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code z-score}: (x − mean) / standard deviation of the training rows, per column; the deviation is the population's,
 * √(Σ(x−mean)²/n). A column that was constant in training is 0 ever after. Missing values are passed over and stay
 * missing. Computed in double.
 */
public final class ZScore implements Transform {
    private static final String ID = "z-score";

    /** For ServiceLoader. */
    public ZScore() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> {
            Moments moments = Moments.of(training.x());
            return fitted(training.features(), moments.mean, moments.deviations());
        };
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        State saved = new State(ID, state);
        return fitted(in, saved.perColumn("mean", in), saved.perColumn("deviation", in));
    }

    private static Fitted fitted(Features in, double[] mean, double[] deviation) {
        return PerColumn.ofPresent(
                in,
                Map.of("mean", mean, "deviation", deviation),
                (value, j) -> deviation[j] == 0 ? 0 : (value - mean[j]) / deviation[j]);
    }
}
