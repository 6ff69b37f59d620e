package org.coterie.algorithms;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How alike the clusterings of several runs are, of one method with several seeds: ARI of every pair of runs. All rows
 * count, noise as one more cluster.
 *
 * @param mean mean ARI over pairs of runs
 * @param sd standard deviation over pairs; 0 for a single pair
 * @param error standard error of the mean by leaving each run out in turn (jackknife), since pairs share runs; NaN for
 *     two runs
 * @param min the least alike pair
 * @param ofRun mean ARI of each run with the others, in their order
 */
public record Stability(double mean, double sd, double error, double min, List<Double> ofRun) {

    /** Copies the list. */
    public Stability {
        ofRun = List.copyOf(ofRun);
    }

    /**
     * Compares runs.
     *
     * @param runs at least two clusterings of the same rows
     * @throws IllegalArgumentException if there are fewer, or their lengths differ
     */
    public static Stability of(List<int[]> runs) {
        int n = runs.size();
        if (n < 2) {
            throw new IllegalArgumentException("stability of " + n + " run");
        }
        double[] ofRun = new double[n];
        double[] pairs = new double[n * (n - 1) / 2];
        int at = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                pairs[at] = Agreement.between(runs.get(a), runs.get(b)).ari();
                ofRun[a] += pairs[at];
                ofRun[b] += pairs[at];
                at++;
            }
        }
        double sum = Arrays.stream(pairs).sum();
        double mean = sum / pairs.length;
        double squares = Arrays.stream(pairs).map(p -> (p - mean) * (p - mean)).sum();
        return new Stability(
                mean,
                pairs.length == 1 ? 0 : Math.sqrt(squares / (pairs.length - 1)),
                n == 2 ? Double.NaN : jackknife(ofRun, sum),
                Arrays.stream(pairs).min().orElse(mean),
                Arrays.stream(ofRun).map(sumOfRun -> sumOfRun / (n - 1)).boxed().toList());
    }

    /** The run most like the others, a choice that needs no labels: the number, from 0, of the largest mean ARI; the first such. */
    public int medoid() {
        return ofRun.indexOf(Collections.max(ofRun));
    }

    private static double jackknife(double[] ofRun, double sum) {
        int n = ofRun.length;
        double left = (n - 1) * (n - 2) / 2.0; // pairs without one run
        double[] without = Arrays.stream(ofRun).map(own -> (sum - own) / left).toArray();
        double mean = Arrays.stream(without).sum() / n;
        double squares =
                Arrays.stream(without).map(w -> (w - mean) * (w - mean)).sum();
        return Math.sqrt((n - 1.0) / n * squares);
    }
}
