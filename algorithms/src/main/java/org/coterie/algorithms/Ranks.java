package org.coterie.algorithms;

import java.util.Arrays;

/**
 * Ranks of numbers by groups, ties at their middle rank; missing numbers (NaN) are left out.
 *
 * @param sums sum of ranks of each group, ranks from 1
 * @param counts numbers of each group
 * @param n numbers ranked, those of no group among them
 * @param ties Σ(t³ - t) over runs of t equal numbers
 */
record Ranks(double[] sums, int[] counts, int n, double ties) {

    /**
     * Ranks numbers.
     *
     * @param group of each number, below {@code groups}; negative for none: ranked, but in no group
     */
    static Ranks of(float[] values, int[] group, int groups) {
        long[] keys = new long[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                // bits that order as the numbers do, -0 as 0; the place below them
                int bits = Float.floatToIntBits(values[i] + 0f);
                keys[n++] = ((long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32) | i;
            }
        }
        Arrays.sort(keys, 0, n);
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        double ties = 0;
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && keys[to] >> 32 == keys[from] >> 32) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            double t = to - from;
            ties += t * t * t - t;
            for (int at = from; at < to; at++) {
                int g = group[(int) keys[at]];
                if (g >= 0) {
                    sums[g] += rank;
                    counts[g]++;
                }
            }
        }
        return new Ranks(sums, counts, n, ties);
    }
}
