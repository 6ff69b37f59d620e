package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;

/**
 * How much explanations differ between like rows (IDC): ‖w_i - w_j‖/‖x_i - x_j‖, w the gates. Pairs of equal rows, at
 * distance 0, are passed over. In units of gates per unit of the data, so it is comparable on one scaling only.
 *
 * @param mean mean of the ratios; IDC's code reports this one, of nearest neighbours. NaN where there is no pair
 * @param min the smallest ratio; IDC's paper reports this one. NaN where there is no pair
 * @param pairs how many ratios there are
 */
public record Uniqueness(double mean, double min, long pairs) {

    /**
     * Each row with its nearest row that differs from it, of equally near ones the first. Time O(n²·m); draw a thousand
     * rows, as the paper does, where there are many.
     *
     * @param x the rows the gates were made for, n×m
     * @param gates n×D
     * @throws CoterieException of kind DATA if a value is missing or infinite
     */
    public static Uniqueness ofNearest(Table x, Table gates) {
        RowBlocks rows = blocks(x, gates);
        double[] nearest = new double[rows.n];
        int[] neighbour = new int[rows.n];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        rows.each(IntStream.range(0, rows.n).toArray(), (q, from, to, squared) -> {
            for (int j = from; j < to; j++) {
                if (squared[j - from] > 0 && squared[j - from] < nearest[q]) {
                    nearest[q] = squared[j - from];
                    neighbour[q] = j;
                }
            }
        });
        double[] ratios = IntStream.range(0, rows.n)
                .filter(i -> nearest[i] < Double.POSITIVE_INFINITY)
                .mapToDouble(i -> apart(gates, i, neighbour[i]) / Math.sqrt(nearest[i]))
                .toArray();
        return new Uniqueness(
                ratios.length == 0 ? Double.NaN : Arrays.stream(ratios).sum() / ratios.length,
                Arrays.stream(ratios).min().orElse(Double.NaN),
                ratios.length);
    }

    /**
     * All unordered pairs at most a radius apart, as in the paper's definition.
     *
     * @param radius r in ‖x_i - x_j‖ ≤ r, above 0
     * @throws CoterieException of kind DATA if a value is missing or infinite
     */
    public static Uniqueness within(Table x, Table gates, double radius) {
        if (!(radius > 0)) {
            throw new IllegalArgumentException("radius " + radius);
        }
        RowBlocks rows = blocks(x, gates);
        double[] sums = new double[rows.n];
        double[] least = new double[rows.n];
        long[] pairs = new long[rows.n];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        rows.each(IntStream.range(0, rows.n).toArray(), (q, from, to, squared) -> {
            for (int j = from; j < Math.min(to, q); j++) {
                double distance = Math.sqrt(squared[j - from]);
                if (distance > 0 && distance <= radius) {
                    double ratio = apart(gates, q, j) / distance;
                    sums[q] += ratio;
                    least[q] = Math.min(least[q], ratio);
                    pairs[q]++;
                }
            }
        });
        long all = Arrays.stream(pairs).sum();
        return new Uniqueness(
                all == 0 ? Double.NaN : Arrays.stream(sums).sum() / all,
                all == 0 ? Double.NaN : Arrays.stream(least).min().orElse(Double.NaN),
                all);
    }

    private static RowBlocks blocks(Table x, Table gates) {
        if (x.rows() != gates.rows()) {
            throw new IllegalArgumentException(gates.rows() + " rows of gates for " + x.rows() + " rows");
        }
        return new RowBlocks(x, "uniqueness");
    }

    private static double apart(Table gates, int i, int j) {
        double sum = 0;
        for (int d = 0; d < gates.columns(); d++) {
            double e = (double) gates.at(i, d) - gates.at(j, d);
            sum += e * e;
        }
        return Math.sqrt(sum);
    }
}
