package org.coterie.algorithms;

import java.util.function.IntToDoubleFunction;

/**
 * The hypergeometric distribution: of {@code population} things {@code marked} are marked and {@code drawn} are drawn
 * without putting back; how many of the drawn are marked? Probabilities are built from ratios of neighbours, outwards
 * from the most likely number, and divided by their sum, so no logarithm of a factorial rounds them. Time and memory are
 * O(min(marked, drawn)).
 *
 * @param population number of things, at least 0
 * @param marked how many are marked, at most population
 * @param drawn how many are drawn, at most population
 */
public record Hypergeometric(int population, int marked, int drawn) {
    /** Two probabilities this near count as equal, as in R's fisher.test. */
    private static final double EQUAL = 1 + 1e-7;

    /** Checks the ranges. */
    public Hypergeometric {
        if (population < 0 || marked < 0 || drawn < 0 || marked > population || drawn > population) {
            throw new IllegalArgumentException(drawn + " drawn of " + population + ", " + marked + " of them marked");
        }
    }

    /** The least number that can be drawn. */
    public int least() {
        return Math.max(0, marked + drawn - population);
    }

    /** The largest number that can be drawn. */
    public int most() {
        return Math.min(marked, drawn);
    }

    /** The expected number. */
    public double mean() {
        return population == 0 ? 0 : (double) marked * drawn / population;
    }

    /** P(X ≤ q), in [0, 1]. */
    public double atMost(int q) {
        double[] weights = weights();
        return share(weights, least(), Math.min(q, most()));
    }

    /** P(X ≥ q), in [0, 1]. */
    public double atLeast(int q) {
        double[] weights = weights();
        return share(weights, Math.max(q, least()), most());
    }

    /**
     * Fisher's exact two-sided p-value: the probability of all numbers no more likely than q. In (0, 1]: one too small
     * for a double is the smallest double, not 0.
     *
     * @throws IllegalArgumentException if q cannot be drawn
     */
    public double twoSided(int q) {
        possible(q);
        double[] weights = weights();
        double limit = weights[q - least()] * EQUAL;
        double sum = 0;
        double all = 0;
        for (double w : weights) {
            all += w;
            sum += w <= limit ? w : 0;
        }
        return positive(sum / all);
    }

    /**
     * The other exact two-sided p-value, twice the smaller tail: min(1, 2·min(P(X ≤ q), P(X ≥ q))). In (0, 1] as above.
     *
     * @throws IllegalArgumentException if q cannot be drawn
     */
    public double doubled(int q) {
        possible(q);
        return positive(2 * Math.min(atMost(q), atLeast(q)));
    }

    /** The expected value of a function of the number. */
    double expectation(IntToDoubleFunction f) {
        double[] weights = weights();
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                sum += weights[i] * f.applyAsDouble(least() + i);
                all += weights[i];
            }
        }
        return sum / all;
    }

    private void possible(int q) {
        if (q < least() || q > most()) {
            throw new IllegalArgumentException(q + " is not in " + least() + ".." + most());
        }
    }

    private static double positive(double p) {
        return Math.max(Double.MIN_VALUE, Math.min(1, p));
    }

    private double share(double[] weights, int from, int to) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            sum += i + least() >= from && i + least() <= to ? weights[i] : 0;
        }
        return sum / all;
    }

    /** Probabilities from {@link #least} to {@link #most}, up to one factor. */
    private double[] weights() {
        double[] w = new double[most() - least() + 1];
        int mode = (int) ((marked + 1L) * (drawn + 1L) / (population + 2L));
        int at = Math.max(least(), Math.min(most(), mode)) - least();
        w[at] = 1;
        for (int i = at; i < w.length - 1; i++) {
            w[i + 1] = w[i] * ratio(i + least());
        }
        for (int i = at; i > 0; i--) {
            w[i - 1] = w[i] / ratio(i - 1 + least());
        }
        return w;
    }

    /** P(X = q+1) / P(X = q). */
    private double ratio(int q) {
        return ((double) (marked - q) * (drawn - q)) / ((q + 1.0) * (population - marked - (double) drawn + q + 1));
    }
}
