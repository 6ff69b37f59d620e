package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code tpm}: x · target / Σx of its own row, so that every row adds up to {@code target}: a million makes transcripts per
 * million of amounts that are already divided by gene lengths (and counts per million of plain counts), 10,000 the counts
 * per ten thousand of scanpy's {@code normalize_total}. Nothing is learned. Rows of zeros stay; a negative value is
 * refused; missing values are passed over and stay. Computed in double.
 */
public final class Tpm implements Transform {
    private static final String ID = "tpm";

    /** For ServiceLoader. */
    public Tpm() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        double target = in.real("target", 1e-6, 1e12);
        return training -> fitted(training.features(), target);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in, new State(ID, state).number("target"));
    }

    private static Fitted fitted(Features in, double target) {
        return new PerRow(in, Map.of("target", new double[] {target}), row -> {
            double sum = 0;
            for (float value : row) {
                if (value < 0) {
                    return Double.NaN;
                }
                sum += Float.isNaN(value) ? 0 : value;
            }
            return sum / target;
        });
    }
}
