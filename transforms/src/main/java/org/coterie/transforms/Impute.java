package org.coterie.transforms;

import java.util.Arrays;
import java.util.Map;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code impute}: puts the mean or median of a column's training values in the place of missing ones. Needs
 * {@code data.missing = keep}.
 */
public final class Impute implements Transform {
    private static final String ID = "impute";

    /** What missing values become. */
    enum Statistic {
        MEAN,
        MEDIAN;

        double of(double[] values) {
            if (this == MEAN) {
                double sum = 0;
                for (double value : values) {
                    sum += value;
                }
                return sum / values.length;
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    /** For ServiceLoader. */
    public Impute() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        Statistic statistic = in.has("statistic") ? in.choice("statistic", Statistic.class) : Statistic.MEAN;
        return training -> fit(training, statistic);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).perColumn("value", in));
    }

    private static Fitted fit(Dataset training, Statistic statistic) {
        Features features = training.features();
        double[] instead = new double[features.width()];
        Scan.columns(training.x(), (j, values) -> {
            if (values.length == 0) {
                throw Fault.of("a column has no value at all")
                        .at(training.name() + ", column "
                                + Quote.of(features.names().get(j)))
                        .advise("leave it out with data.ignore")
                        .as(CoterieException.Kind.DATA);
            }
            instead[j] = statistic.of(values);
        });
        return fitted(features, instead);
    }

    private static Fitted fitted(Features in, double[] instead) {
        return new PerColumn(
                in, Map.of("value", instead), "a number", (value, j) -> Double.isNaN(value) ? instead[j] : value);
    }
}
