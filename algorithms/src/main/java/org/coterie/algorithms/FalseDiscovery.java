package org.coterie.algorithms;

import java.util.stream.IntStream;

/** Correction of many p-values at once. */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * Benjamini and Hochberg's (1995) adjusted p-values, in the order given: with the r-th smallest of M, min over s ≥ r
     * of M·p_(s)/s, at most 1. Calling all up to a level significant, that level bounds the expected share of false ones.
     * All tests that were looked at belong into one call.
     *
     * @throws IllegalArgumentException if a value is not in [0, 1]
     */
    public static double[] adjust(double[] p) {
        for (double value : p) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a p-value of " + value);
            }
        }
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int r = p.length; r > 0; r--) {
            least = Math.min(least, p[order[r - 1]] * p.length / r);
            adjusted[order[r - 1]] = least;
        }
        return adjusted;
    }
}
