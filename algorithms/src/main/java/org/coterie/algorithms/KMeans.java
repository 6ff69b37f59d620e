package org.coterie.algorithms;

import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * k-means: greedy k-means++ seeds as in scikit-learn, then Lloyd's iteration until no row changes its cluster; the best
 * of several starts. Sums and distances are taken in double. Same rows and same numbers of the generator give the same
 * bits.
 *
 * <p>A cluster that loses all its rows gets the row farthest from its centre. A cluster stays empty only where there
 * are fewer different rows than clusters.
 *
 * @param k number of clusters, at least 1
 * @param restarts number of starts, at least 1
 * @param iterations most iterations of one start, at least 1
 */
public record KMeans(int k, int restarts, int iterations) {

    /** Checks the ranges. */
    public KMeans {
        if (k < 1 || restarts < 1 || iterations < 1) {
            throw new IllegalArgumentException(
                    "k = " + k + ", restarts = " + restarts + ", iterations = " + iterations + ": each at least 1");
        }
    }

    /** Ten starts of at most 300 iterations. */
    public static KMeans of(int k) {
        return new KMeans(k, 10, 300);
    }

    /** The same with another number of starts. */
    public KMeans withRestarts(int starts) {
        return new KMeans(k, starts, iterations);
    }

    /**
     * Clusters the rows. Time O(n·m·k) per iteration at worst, mostly far less; memory for a copy of the rows and k
     * numbers per row.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than clusters or a value is missing or infinite
     */
    public Result fit(Table x, RandomGenerator random) {
        int n = x.rows();
        int m = x.columns();
        if (n < k) {
            throw Fault.of("fewer rows than clusters")
                    .got(n + " rows, k = " + k)
                    .expected("at least k rows")
                    .as(CoterieException.Kind.DATA);
        }
        float[] rows = x.toArray();
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw Fault.of("k-means needs finite numbers")
                        .at("row " + (i / m + 1) + ", column " + (i % m + 1))
                        .got(rows[i])
                        .as(CoterieException.Kind.DATA);
            }
        }
        Lloyd lloyd = new Lloyd(rows, n, m, k);
        Result best = lloyd.run(Seeding.greedy(rows, n, m, k, random), iterations);
        for (int r = 1; r < restarts; r++) {
            Result next = lloyd.run(Seeding.greedy(rows, n, m, k, random), iterations);
            best = next.inertia() < best.inertia() ? next : best;
        }
        return best;
    }

    /**
     * A clustering.
     *
     * @param centres the means of the clusters, k×m
     * @param labels the cluster of each row, 0 to k-1; the nearest centre, the first of equals
     * @param inertia sum of squared distances of the rows from their centres
     * @param iterations how many the best start took
     * @param converged whether it ended because no row changed its cluster
     */
    public record Result(Table centres, int[] labels, double inertia, int iterations, boolean converged) {

        /** Copies the labels. */
        public Result {
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }

        /** The nearest centre of each row, the first of equals; for rows of the same width. */
        public int[] assign(Table x) {
            int m = centres.columns();
            if (x.columns() != m) {
                throw new IllegalArgumentException(x.columns() + " columns, the centres have " + m);
            }
            double[] c = Lloyd.widen(centres.toArray());
            float[] row = new float[m];
            int[] nearest = new int[x.rows()];
            for (int i = 0; i < nearest.length; i++) {
                x.copyRow(i, row, 0);
                nearest[i] = Lloyd.nearest(row, 0, c, m);
            }
            return nearest;
        }
    }
}
