package org.coterie.runtime.run;

import java.util.Arrays;

/**
 * Some numbers in few.
 *
 * @param n how many
 * @param mean their mean; NaN of none
 * @param sd standard deviation (n - 1); NaN of fewer than two
 * @param median the middle one, or the mean of the two in the middle
 * @param min the least
 * @param max the greatest
 */
public record Summary(int n, double mean, double sd, double median, double min, double max) {

    /** Of any numbers. */
    public static Summary of(double... values) {
        int n = values.length;
        if (n == 0) {
            return new Summary(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / n;
        double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
        return new Summary(
                n,
                mean,
                n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1)),
                (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
                sorted[0],
                sorted[n - 1]);
    }
}
