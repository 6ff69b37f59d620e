package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.coterie.api.data.Table;

/**
 * Kruskal and Wallis's test (1952): is a number spread alike over all clusters? For a numeric annotation as a whole; which
 * cluster differs, {@link Marker} says. Large h, small p where it is not.
 *
 * @param h the statistic, corrected for ties; 0 where all numbers are equal or fewer than two clusters have any
 * @param degrees clusters with numbers, less one
 * @param p upper tail of the chi-square distribution, in (0, 1]; rough where clusters have fewer than five numbers
 * @param rows how many numbers were counted
 */
public record KruskalWallis(double h, int degrees, double p, int rows) {

    /**
     * Tests one column. Time O(n log n).
     *
     * @param values a number for each row; missing ones (NaN) are left out
     * @param clusters the cluster of each row; negative (noise) left out
     */
    public static KruskalWallis of(float[] values, int[] clusters) {
        if (values.length != clusters.length) {
            throw new IllegalArgumentException(values.length + " values for " + clusters.length + " clusters");
        }
        int[] counted = IntStream.range(0, values.length)
                .filter(i -> clusters[i] >= 0 && !Float.isNaN(values[i]))
                .toArray();
        float[] numbers = new float[counted.length];
        int[] labels = new int[counted.length];
        for (int i = 0; i < counted.length; i++) {
            numbers[i] = values[counted[i]];
            labels[i] = clusters[counted[i]];
        }
        int[] ids = Contingency.distinct(labels);
        Ranks ranks = Ranks.of(numbers, Contingency.indices(labels, ids), ids.length);
        double n = ranks.n();
        double spread = 1 - ranks.ties() / (n * n * n - n);
        int degrees = Math.max(0, ids.length - 1);
        if (degrees == 0 || !(spread > 0)) {
            return new KruskalWallis(0, degrees, 1, ranks.n());
        }
        double between = IntStream.range(0, ids.length)
                .mapToDouble(g -> ranks.sums()[g] * ranks.sums()[g] / ranks.counts()[g])
                .sum();
        double h = Math.max(0, (12 / (n * (n + 1)) * between - 3 * (n + 1)) / spread);
        double p = ChiSquaredDistribution.of(degrees).survivalProbability(h);
        return new KruskalWallis(h, degrees, Math.max(Double.MIN_VALUE, p), ranks.n());
    }

    /** Tests every column of a table. */
    public static KruskalWallis[] ofColumns(Table x, int[] clusters) {
        KruskalWallis[] all = new KruskalWallis[x.columns()];
        Arrays.setAll(all, d -> {
            float[] column = new float[x.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = x.at(i, d);
            }
            return of(column, clusters);
        });
        return all;
    }
}
