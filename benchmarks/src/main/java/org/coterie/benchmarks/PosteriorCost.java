package org.coterie.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.graph.Streams;

/**
 * What it would cost to draw as VaDE does: a code from a cluster's normal distribution is kept only if its posterior under the
 * mixture of all clusters exceeds a threshold (figure B.4 of MoE-Sim-VAE, which keeps all).
 */
final class PosteriorCost {
    private static final int DRAWN = 2000;
    private static final double[] THRESHOLDS = {0, 0.9, 0.999};

    private PosteriorCost() {}

    /** For each threshold, the draws that 10,000 kept codes of each cluster need, on the average of clusters. */
    static String of(Fitted model, int seed) {
        float[] mass = model.params().values("found/mass");
        float[] sum = model.params().values("found/sum");
        float[] squares = model.params().values("found/squares");
        int width = sum.length / mass.length;
        int[] filled = IntStream.range(0, mass.length).filter(c -> mass[c] > 1).toArray();
        double all = Arrays.stream(filled).mapToDouble(c -> mass[c]).sum();
        int k = filled.length;
        double[] weight = new double[k];
        double[][] mean = new double[k][width];
        double[][] spread = new double[k][width];
        for (int c = 0; c < k; c++) {
            weight[c] = Math.log(mass[filled[c]] / all);
            for (int j = 0; j < width; j++) {
                int at = filled[c] * width + j;
                mean[c][j] = sum[at] / mass[filled[c]];
                double variance = squares[at] / mass[filled[c]] - mean[c][j] * mean[c][j];
                spread[c][j] = Math.sqrt(Math.max(1e-12, variance));
            }
        }
        RandomGenerator random = new Streams(seed).stream("posterior");
        double[] needed = new double[THRESHOLDS.length];
        for (int c = 0; c < k; c++) {
            int[] kept = new int[THRESHOLDS.length];
            for (int i = 0; i < DRAWN; i++) {
                double[] z = new double[width];
                for (int j = 0; j < width; j++) {
                    z[j] = mean[c][j] + spread[c][j] * random.nextGaussian();
                }
                double posterior = posterior(z, c, weight, mean, spread);
                for (int t = 0; t < THRESHOLDS.length; t++) {
                    kept[t] += posterior >= THRESHOLDS[t] ? 1 : 0;
                }
            }
            for (int t = 0; t < THRESHOLDS.length; t++) {
                needed[t] += 10_000.0 * DRAWN / Math.max(0.5, kept[t]) / k;
            }
        }
        return String.format(
                Locale.ROOT,
                "draws for 10,000 rows of a cluster at a posterior of 0, 0.9, 0.999: %.0f, %.0f, %.0f",
                needed[0],
                needed[1],
                needed[2]);
    }

    private static double posterior(double[] z, int own, double[] weight, double[][] mean, double[][] spread) {
        double[] log = new double[weight.length];
        for (int c = 0; c < log.length; c++) {
            log[c] = weight[c];
            for (int j = 0; j < z.length; j++) {
                double apart = (z[j] - mean[c][j]) / spread[c][j];
                log[c] -= 0.5 * apart * apart + Math.log(spread[c][j]);
            }
        }
        double sum = 0;
        for (double one : log) {
            sum += Math.exp(one - log[own]);
        }
        return 1 / sum;
    }
}
