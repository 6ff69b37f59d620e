package org.coterie.datasets.transforms;

import java.util.Arrays;
import java.util.List;
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
            double[] mean = new double[training.features().width()];
            double[] deviation = new double[mean.length];
            for (int j = 0; j < mean.length; j++) {
                double[] values = Statistics.present(training.x(), j);
                // a constant column has deviation 0 exactly, whatever the rounding of its mean
                if (Arrays.stream(values).distinct().limit(2).count() > 1) {
                    mean[j] = Statistics.mean(values);
                    deviation[j] = deviation(values, mean[j]);
                } else if (values.length > 0) {
                    mean[j] = values[0];
                }
            }
            return fitted(training.features(), mean, deviation);
        };
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, Statistics.state(ID, in, state, "mean"), Statistics.state(ID, in, state, "deviation"));
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static Fitted fitted(Features in, double[] mean, double[] deviation) {
        return new Statistics.PerColumn(in, List.of("mean", "deviation"), List.of(mean, deviation), (value, j) -> {
            if (Double.isNaN(value)) {
                return value;
            }
            return deviation[j] == 0 ? 0 : (value - mean[j]) / deviation[j];
        });
    }
}
