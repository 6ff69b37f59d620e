package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Two methods on the same cases, seeds as a rule: are the differences about 0? With few cases neither test can say much: with
 * five, no rank test comes below 1/16.
 *
 * @param n cases
 * @param mean mean difference, first less second
 * @param sd standard deviation of the differences (n - 1); NaN for one case
 * @param t two-sided p-value of Student's paired t; NaN for one case, 1 where all differences are 0, 0 where all are equal and
 *     not 0
 * @param wilcoxon two-sided p-value of Wilcoxon's signed ranks, from the exact distribution given the ties; differences of 0
 *     are left out, as Wilcoxon did, and 1 is returned where nothing is left
 * @param ranked cases that were ranked, those that differ
 */
public record Paired(int n, double mean, double sd, double t, double wilcoxon, int ranked) {
    /** Differences closer than this, relative to the larger number, are ties: scores are quotients of counts. */
    private static final double TIE = 1e-12;

    /**
     * Compares pairs.
     *
     * @throws IllegalArgumentException if there is none, or the lengths differ
     */
    public static Paired of(double[] first, double[] second) {
        int n = first.length;
        if (n == 0 || n != second.length) {
            throw new IllegalArgumentException(n + " numbers and " + second.length);
        }
        double[] d = IntStream.range(0, n)
                .mapToDouble(i -> difference(first[i], second[i]))
                .toArray();
        double mean = Arrays.stream(d).sum() / n;
        double squares = Arrays.stream(d).map(e -> (e - mean) * (e - mean)).sum();
        double sd = n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1));
        double[] different = Arrays.stream(d).filter(e -> e != 0).toArray();
        return new Paired(n, mean, sd, student(n, mean, sd), signedRanks(different), different.length);
    }

    private static double difference(double a, double b) {
        double d = a - b;
        return Math.abs(d) <= TIE * Math.max(Math.abs(a), Math.abs(b)) ? 0 : d;
    }

    private static double student(int n, double mean, double sd) {
        if (n == 1) {
            return Double.NaN;
        }
        if (sd <= TIE * Math.abs(mean)) {
            return mean == 0 ? 1 : 0;
        }
        double t = Math.abs(mean) / (sd / Math.sqrt(n));
        return Math.min(1, 2 * TDistribution.of(n - 1.0).survivalProbability(t));
    }

    /** Ranks are doubled, so that those of ties are whole; each sign falls as a coin does. */
    private static double signedRanks(double[] d) {
        if (d.length == 0) {
            return 1;
        }
        int[] ranks = doubledRanks(Arrays.stream(d).map(Math::abs).toArray());
        int total = Arrays.stream(ranks).sum();
        int positive = IntStream.range(0, d.length)
                .filter(i -> d[i] > 0)
                .map(i -> ranks[i])
                .sum();
        double[] chance = new double[total + 1];
        chance[0] = 1;
        for (int rank : ranks) {
            for (int sum = total; sum >= 0; sum--) {
                chance[sum] = (chance[sum] + (sum >= rank ? chance[sum - rank] : 0)) / 2;
            }
        }
        double tail = 0; // the distribution is symmetric
        for (int sum = 0; sum <= Math.min(positive, total - positive); sum++) {
            tail += chance[sum];
        }
        return Math.min(1, 2 * tail);
    }

    private static int[] doubledRanks(double[] size) {
        int[] order = IntStream.range(0, size.length)
                .boxed()
                .sorted((a, b) -> Double.compare(size[a], size[b]))
                .mapToInt(i -> i)
                .toArray();
        int[] ranks = new int[size.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && size[order[to]] - size[order[to - 1]] <= TIE) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = from + to + 1; // twice the mean of from+1 … to
            }
            from = to;
        }
        return ranks;
    }
}
