package org.coterie.algorithms;

import java.util.Arrays;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * How far near rows of a map may be trusted to be near in the data (Venna and Kaski 2001): 1 less a penalty for each of
 * a row's k nearest in the map that is not among its k nearest in the data, by how far down its rank there is.
 */
public final class Trustworthiness {
    private Trustworthiness() {}

    /**
     * 1 − 2/(nk(2n − 3k − 1)) · Σᵢ Σ_{j ∈ U(i)} (r(i, j) − k), Euclidean in both. Exact, with equal distances ranked by
     * row number; time O(n²·m), memory for a block of rows by n.
     *
     * @param x the data, n×m
     * @param map the map, n rows
     * @param k neighbours of each row, 1 to below n/2
     * @return from 0 to 1
     * @throws CoterieException of kind DATA if n is not above 2k or a value is missing or infinite
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public static double of(Table x, Table map, int k) {
        int n = x.rows();
        if (map.rows() != n) {
            throw new IllegalArgumentException(n + " rows, the map has " + map.rows());
        }
        if (k < 1 || n <= 2 * k) {
            throw Fault.of("too few rows for so many neighbours")
                    .got(n + " rows, k = " + k)
                    .expected("k at least 1 and rows above 2k")
                    .as(CoterieException.Kind.DATA);
        }
        Neighbours near = Neighbours.exact(map, k, Metric.EUCLIDEAN);
        Vectors rows = Vectors.of(x, Metric.EUCLIDEAN);
        long[] penalties = new long[n];
        try (Bounds bounds = new Bounds(rows, rows)) {
            bounds.forEachBlock(block -> {
                Ranks ranks = new Ranks(rows, k);
                for (int i = block.from(); i < block.to(); i++) {
                    penalties[i] = ranks.penalty(block, i, near);
                }
            });
        }
        return 1 - 2.0 * Arrays.stream(penalties).sum() / ((double) n * k * (2.0 * n - 3.0 * k - 1));
    }

    /** The ranks of a few rows among all by their distance from one. */
    private static final class Ranks {
        private final Vectors rows;
        private final int k;
        private final double[] distance; // of the k rows, ascending; the first of equals first
        private final int[] row;
        private final int[] nearer; // how many rows lie before the r-th but not before the one above it

        Ranks(Vectors rows, int k) {
            this.rows = rows;
            this.k = k;
            distance = new double[k];
            row = new int[k];
            nearer = new int[k + 1];
        }

        long penalty(Bounds.Block block, int i, Neighbours near) {
            for (int r = 0; r < k; r++) {
                int j = near.index(i, r);
                double d = rows.squared(i, rows, j);
                int at = r;
                for (; at > 0 && before(d, j, distance[at - 1], row[at - 1]); at--) {
                    distance[at] = distance[at - 1];
                    row[at] = row[at - 1];
                }
                distance[at] = d;
                row[at] = j;
            }
            Arrays.fill(nearer, 0);
            block.choose(i);
            double farthest = distance[k - 1];
            for (int j = 0; j < rows.n; j++) {
                double lower = block.lower(j);
                if (lower <= farthest && j != i) {
                    nearer[place(lower, block.upper(j), i, j)]++;
                }
            }
            long penalty = 0;
            int rank = 1; // counted from 1; each of the k rows counts itself in the place after its own
            for (int r = 0; r < k; r++) {
                rank += nearer[r];
                penalty += Math.max(0, rank - k);
            }
            return penalty;
        }

        /** How many of the k rows lie before row j or are it. */
        private int place(double lower, double upper, int i, int j) {
            int at = 0;
            while (at < k && distance[at] < lower) {
                at++;
            }
            if (at < k && distance[at] <= upper) {
                double d = rows.squared(i, rows, j);
                while (at < k && !before(d, j, distance[at], row[at])) {
                    at++;
                }
            }
            return at;
        }

        private static boolean before(double a, int i, double b, int j) {
            return a < b || (a == b && i < j);
        }
    }
}
