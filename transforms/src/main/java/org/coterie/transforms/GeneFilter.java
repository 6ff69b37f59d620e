package org.coterie.transforms;

import java.util.Arrays;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code gene-filter}: leaves out columns with little in them, as MoE-Sim-VAE does with genes: the training totals of the
 * columns have a quantile (20 % there), and so have their variances; a column is kept whose total or variance lies above its
 * quantile ({@code keep = either}, as the published code has it), or both ({@code keep = both}, as the text has it).
 * Quantiles are interpolated linearly, NumPy's default. Belongs before scaling.
 */
public final class GeneFilter implements Transform {
    private static final String ID = "gene-filter";

    /** For ServiceLoader. */
    public GeneFilter() {}

    @Override
    public String id() {
        return ID;
    }

    /** What must lie above its quantile. */
    enum Keep {
        EITHER,
        BOTH
    }

    @Override
    public Fitter settings(Settings in) {
        double quantile = in.real("quantile", 0, 1);
        Keep keep = in.choice("keep", Keep.class);
        return training -> fit(training, quantile, keep);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return Chosen.restore(ID, in, state);
    }

    private static Fitted fit(Dataset training, double quantile, Keep keep) {
        Moments moments = Moments.of(training.x());
        double[] variance = moments.sampleVariances();
        double total = quantile(moments.sum, quantile);
        double spread = quantile(variance, quantile);
        boolean[] kept = new boolean[variance.length];
        for (int j = 0; j < kept.length; j++) {
            boolean much = moments.sum[j] > total;
            boolean varied = variance[j] > spread;
            kept[j] = keep == Keep.EITHER ? much || varied : much && varied;
        }
        return Chosen.where(training, kept, ID, "lower quantile, or leave the filter out");
    }

    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
