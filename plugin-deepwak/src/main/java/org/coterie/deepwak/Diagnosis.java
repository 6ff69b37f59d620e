package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coterie.api.Desk;
import org.coterie.api.data.Table;

/**
 * What can be said of a trained head without labels.
 *
 * @param variance mean squared distance of the data from its mean, per entry
 * @param mse mean squared error of {@code reconstruct}, per entry
 * @param hardMse the same with every row replaced by the centroid of its cluster
 * @param leaveOneOutMse the same with every row predicted from the others
 * @param usagePerplexity exp H(mean_i K_i), the effective number of clusters, from 1 to k
 */
record Diagnosis(double variance, double mse, double hardMse, double leaveOneOutMse, double usagePerplexity) {

    /** From data, memberships and three reconstructions of all training rows. */
    static Diagnosis of(Table x, Table k, Table soft, Table hard, Table withoutItself) {
        return new Diagnosis(variance(x), mse(x, soft), mse(x, hard), mse(x, withoutItself), Math.exp(usageEntropy(k)));
    }

    /**
     * The soft-hard gap, (hard − soft) / (variance − soft): the share of what the head explains that is in the
     * softness of its memberships and not in its clusters. 0 where nothing is explained.
     */
    double softHardGap() {
        return variance > mse ? (hardMse - mse) / (variance - mse) : 0;
    }

    /** All rows in one cluster, or a prediction no better than the mean. */
    boolean collapsed() {
        return usagePerplexity < 1.05 || mse >= 0.98 * variance;
    }

    /** Memberships used as a code of the row. Kernels without this trouble measure 0.03 to 0.1. */
    boolean leaks() {
        return !collapsed() && softHardGap() > 0.4;
    }

    /** Metrics and warnings of the run. */
    void report(Desk desk) {
        desk.report("deepwak.mse", mse);
        desk.report("deepwak.hard-mse", hardMse);
        desk.report("deepwak.leave-one-out-mse", leaveOneOutMse);
        desk.report("deepwak.variance", variance);
        desk.report("deepwak.usage-perplexity", usagePerplexity);
        desk.report("deepwak.soft-hard-gap", softHardGap());
        warnings().forEach(desk::warn);
    }

    /** What the user should know. */
    List<String> warnings() {
        List<String> texts = new ArrayList<>();
        if (collapsed()) {
            texts.add(String.format(
                    Locale.ROOT,
                    "DeePWAK collapsed: %.2f clusters in use, error %.3g of a variance of %.3g. Another seed, more"
                            + " restarts, a partitioner of 2 or 3 ReLU layers, or a higher rate leave this plateau.",
                    usagePerplexity,
                    mse,
                    variance));
        }
        if (leaks()) {
            texts.add(String.format(
                    Locale.ROOT,
                    "DeePWAK leaks: %.0f %% of what it explains is lost with hard clusters, so memberships are a"
                            + " code of the row rather than a clustering. Set training.mask = 0.5, or"
                            + " autoencoder.kind = none.",
                    100 * softHardGap()));
        }
        return texts;
    }

    private static double variance(Table x) {
        double total = 0;
        for (int j = 0; j < x.columns(); j++) {
            double mean = 0;
            for (int i = 0; i < x.rows(); i++) {
                mean += x.at(i, j);
            }
            mean /= x.rows();
            for (int i = 0; i < x.rows(); i++) {
                total += (x.at(i, j) - mean) * (x.at(i, j) - mean);
            }
        }
        return total / x.rows() / x.columns();
    }

    private static double mse(Table x, Table y) {
        double total = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double error = (double) y.at(i, j) - x.at(i, j);
                total += error * error;
            }
        }
        return total / x.rows() / x.columns();
    }

    private static double usageEntropy(Table k) {
        double entropy = 0;
        for (int c = 0; c < k.columns(); c++) {
            double usage = 0;
            for (int i = 0; i < k.rows(); i++) {
                usage += k.at(i, c);
            }
            usage /= k.rows();
            entropy -= usage > 0 ? usage * Math.log(usage) : 0;
        }
        return entropy;
    }
}
