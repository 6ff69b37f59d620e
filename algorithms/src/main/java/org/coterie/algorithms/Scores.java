package org.coterie.algorithms;

import java.util.Arrays;

/**
 * How well clusters agree with known classes. None of the three depends on how classes or clusters are numbered. Rows
 * whose class is unknown (negative) are left out. Every other number is a class or cluster of its own, so noise, which
 * is cluster -1, counts as one more cluster and may be matched with a class as any other.
 *
 * <p>Where nothing can be wrong, because no row is counted or both labellings put all rows together, all three are 1,
 * as in scikit-learn; look at {@link #rows} before reporting them.
 *
 * @param acc accuracy under the best one-to-one matching of clusters with classes, in [0, 1]; a cluster or class left
 *     without partner counts as wrong
 * @param nmi mutual information over the arithmetic mean of both entropies, 2I/(H+H'), in [0, 1]
 * @param ari Rand index adjusted for chance (Hubert and Arabie 1985), in [-0.5, 1]; 0 is the mean of random labellings
 * @param rows how many rows were counted
 */
public record Scores(double acc, double nmi, double ari, int rows) {

    /**
     * Scores a clustering.
     *
     * @param truth the class of each row; negative where unknown
     * @param clusters the cluster of each row
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scores of(int[] truth, int[] clusters) {
        Contingency table = Contingency.of(truth, clusters);
        return new Scores(accuracy(table), nmi(table), ari(table), (int) table.n());
    }

    private static double accuracy(Contingency table) {
        if (table.n() == 0) {
            return 1;
        }
        double[][] gain = new double[table.cells().length][];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = Arrays.stream(table.cells()[i]).asDoubleStream().toArray();
        }
        int[] clusterOf = Assignment.maximise(gain);
        long right = 0;
        for (int i = 0; i < gain.length; i++) {
            right += clusterOf[i] < 0 ? 0 : table.cells()[i][clusterOf[i]];
        }
        return (double) right / table.n();
    }

    private static double nmi(Contingency table) {
        if (table.classes().length <= 1 && table.clusters().length <= 1) {
            return 1;
        }
        double n = table.n();
        double information = 0;
        for (int i = 0; i < table.classes().length; i++) {
            for (int j = 0; j < table.clusters().length; j++) {
                double both = table.cells()[i][j];
                if (both > 0) {
                    information += both / n * Math.log(both * n / ((double) table.classes()[i] * table.clusters()[j]));
                }
            }
        }
        // rounding of independent labellings; the bound is scikit-learn's
        if (information <= Math.ulp(1.0)) {
            return 0;
        }
        return Math.min(1, 2 * information / (entropy(table.classes(), n) + entropy(table.clusters(), n)));
    }

    private static double entropy(long[] counts, double n) {
        double sum = 0;
        for (long count : counts) {
            sum -= count / n * Math.log(count / n);
        }
        return sum;
    }

    /** From ordered pairs of rows: together in both, in one, in none. */
    private static double ari(Contingency table) {
        double both = -(double) table.n();
        for (long[] row : table.cells()) {
            both += squares(row);
        }
        double inClassOnly = squares(table.classes()) - table.n() - both;
        double inClusterOnly = squares(table.clusters()) - table.n() - both;
        if (inClassOnly == 0 && inClusterOnly == 0) {
            return 1;
        }
        double apart = (double) table.n() * table.n() - table.n() - both - inClassOnly - inClusterOnly;
        return 2
                * (both * apart - inClassOnly * inClusterOnly)
                / ((both + inClassOnly) * (inClassOnly + apart) + (both + inClusterOnly) * (inClusterOnly + apart));
    }

    private static double squares(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += (double) count * count;
        }
        return sum;
    }
}
