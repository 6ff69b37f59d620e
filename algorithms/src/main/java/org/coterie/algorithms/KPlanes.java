package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Clusters around planes (Bradley and Mangasarian 2000): each cluster is a mean and its first principal directions V, and
 * a row belongs where |x − c|² − (1 − λ)|V(x − c)|² is least. The closed-form counterpart of one linear autoencoder per
 * cluster. From greedy k-means++ seeds; the best of several starts. Same rows and same numbers of the generator give the
 * same bits.
 *
 * @param k number of clusters, at least 1
 * @param dimensions h of each plane, from 0, which is k-means
 * @param penalty λ from 0 to 1: what lying far out in a plane costs; at 0 planes have no end, at 1 they do not matter
 * @param restarts number of starts, at least 1
 * @param iterations most iterations of one start, at least 1
 */
public record KPlanes(int k, int dimensions, double penalty, int restarts, int iterations) {
    /** Up to so many rows or columns directions are exact; above, they are those of a random range (see {@link Pca}). */
    public static final int EXACT_UP_TO = 128;

    /** Checks the ranges. */
    public KPlanes {
        if (k < 1 || dimensions < 0 || !(penalty >= 0 && penalty <= 1) || restarts < 1 || iterations < 1) {
            throw new IllegalArgumentException("k = " + k + ", dimensions = " + dimensions + ", penalty = " + penalty
                    + ", restarts = " + restarts + ", iterations = " + iterations + ": out of range");
        }
    }

    /** Lines, a penalty of 0.03, the best of ten starts of at most 100 iterations. */
    public static KPlanes of(int k) {
        return new KPlanes(k, 1, 0.03, 10, 100);
    }

    /**
     * A clustering.
     *
     * @param centres the means of the clusters, k×m
     * @param directions of the planes, k·h×m, each of length 1, or 0 where a cluster has fewer dimensions
     * @param labels the cluster of each row
     * @param cost the sum over the rows of what was made least
     * @param iterations how many the best start took
     * @param converged whether it ended because no row changed its cluster
     */
    public record Result(
            Table centres, Table directions, int[] labels, double cost, int iterations, boolean converged) {

        /** Copies the labels. */
        public Result {
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }
    }

    /**
     * Clusters the rows. Time O(n·m·k·h) per iteration, and the principal directions.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than clusters, not more columns than dimensions, or a
     *     value is missing or infinite
     */
    public Result fit(Table x, RandomGenerator random) {
        if (x.rows() < k || x.columns() <= dimensions) {
            throw Fault.of("too few rows or columns for so many planes")
                    .got(x.rows() + " rows and " + x.columns() + " columns, k = " + k + ", dimensions = " + dimensions)
                    .expected("at least k rows, and more columns than dimensions")
                    .as(CoterieException.Kind.DATA);
        }
        float[] rows = Vectors.finite(x);
        try (Linear linear = new Linear()) {
            Result best = start(rows, x.rows(), x.columns(), linear, random);
            for (int r = 1; r < restarts; r++) {
                Result next = start(rows, x.rows(), x.columns(), linear, random);
                best = next.cost() < best.cost() ? next : best;
            }
            return best;
        }
    }

    private Result start(float[] rows, int n, int m, Linear linear, RandomGenerator random) {
        double[] centres = Seeding.greedy(rows, n, m, k, random);
        long seed = random.nextLong();
        double[] directions = new double[k * dimensions * m];
        int[] labels = new int[n];
        Arrays.fill(labels, -1);
        double[] costs = new double[n];
        boolean moved = assign(rows, n, m, centres, directions, labels, costs);
        int steps = 0;
        while (moved && steps < iterations) {
            for (int c = 0; c < k; c++) {
                refit(rows, n, m, c, centres, directions, labels, costs, linear, seed);
            }
            moved = assign(rows, n, m, centres, directions, labels, costs);
            steps++;
        }
        return new Result(
                Table.of(k, m, Lloyd.narrow(centres)),
                Table.of(k * dimensions, m, Lloyd.narrow(directions)),
                labels,
                Arrays.stream(costs).sum(),
                steps,
                !moved);
    }

    private boolean assign(
            float[] rows, int n, int m, double[] centres, double[] directions, int[] labels, double[] costs) {
        boolean[] moved = new boolean[n];
        IntStream.range(0, n).parallel().forEach(i -> {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double cost = Lloyd.distance(rows, i * m, centres, c * m, m);
                for (int h = 0; h < dimensions; h++) {
                    double along = 0;
                    for (int j = 0; j < m; j++) {
                        along += (rows[i * m + j] - centres[c * m + j]) * directions[(c * dimensions + h) * m + j];
                    }
                    cost -= (1 - penalty) * along * along;
                }
                if (cost < least) {
                    least = cost;
                    best = c;
                }
            }
            moved[i] = labels[i] != best;
            labels[i] = best;
            costs[i] = Math.max(0, least);
        });
        for (boolean one : moved) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** The mean and the directions of a cluster; one without rows takes the costliest row of all. */
    private void refit(
            float[] rows,
            int n,
            int m,
            int c,
            double[] centres,
            double[] directions,
            int[] labels,
            double[] costs,
            Linear linear,
            long seed) {
        int[] members = IntStream.range(0, n).filter(i -> labels[i] == c).toArray();
        if (members.length == 0) {
            int far = 0;
            for (int i = 1; i < n; i++) {
                far = costs[i] > costs[far] ? i : far;
            }
            costs[far] = 0;
            members = new int[] {far};
        }
        float[] own = new float[members.length * m];
        for (int i = 0; i < members.length; i++) {
            System.arraycopy(rows, members[i] * m, own, i * m, m);
        }
        Centred x = new Centred(own, members.length, m, linear);
        System.arraycopy(x.mean(), 0, centres, c * m, m);
        int from = c * dimensions * m;
        Arrays.fill(directions, from, from + dimensions * m, 0);
        int found = Math.min(dimensions, members.length - 1);
        if (found > 0) {
            Spectrum spectrum = Math.min(members.length, m) <= EXACT_UP_TO
                    ? Spectrum.exact(x, found)
                    : Spectrum.random(x, found, seed);
            System.arraycopy(spectrum.directions(), 0, directions, from, found * m);
        }
    }
}
