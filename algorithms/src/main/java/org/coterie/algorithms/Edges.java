package org.coterie.algorithms;

import java.util.Arrays;

/**
 * An undirected graph with weights: each edge once, its first end the smaller number, edges in ascending order, no loops.
 *
 * @param nodes number of nodes
 * @param from the smaller end of each edge
 * @param to the larger end of each edge
 * @param weights the weight of each edge, positive
 */
public record Edges(int nodes, int[] from, int[] to, double[] weights) {

    /** Copies the arrays and checks what the class promises. */
    public Edges {
        from = from.clone();
        to = to.clone();
        weights = weights.clone();
        if (from.length != to.length || from.length != weights.length) {
            throw new IllegalArgumentException(from.length + ", " + to.length + " and " + weights.length + " edges");
        }
        for (int e = 0; e < from.length; e++) {
            boolean ordered = e == 0 || from[e - 1] < from[e] || (from[e - 1] == from[e] && to[e - 1] < to[e]);
            if (from[e] < 0 || from[e] >= to[e] || to[e] >= nodes || !(weights[e] > 0) || !ordered) {
                throw new IllegalArgumentException(
                        "edge " + e + ": " + from[e] + " to " + to[e] + ", weight " + weights[e]);
            }
        }
    }

    @Override
    public int[] from() {
        return from.clone();
    }

    @Override
    public int[] to() {
        return to.clone();
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    /** Number of edges. */
    public int count() {
        return from.length;
    }

    /** An edge of weight 1 wherever one row is among the nearest of the other. */
    public static Edges union(Neighbours near) {
        return of(near, (i, j) -> 1);
    }

    /**
     * The graph of PhenoGraph (Levine et al. 2015): where one row is among the nearest of the other, the share of neighbours
     * they have in common, |N(i) ∩ N(j)| / |N(i) ∪ N(j)|; no edge where they have none. As in the authors' code an edge that
     * goes one way only has half the weight.
     */
    public static Edges jaccard(Neighbours near) {
        int[][] sets = new int[near.rows()][];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = new int[near.k()];
            for (int r = 0; r < near.k(); r++) {
                sets[i][r] = near.index(i, r);
            }
            Arrays.sort(sets[i]);
        }
        return of(near, (i, j) -> {
            double ways =
                    (Arrays.binarySearch(sets[i], j) >= 0 ? 0.5 : 0) + (Arrays.binarySearch(sets[j], i) >= 0 ? 0.5 : 0);
            int common = common(sets[i], sets[j]);
            return ways * common / (2.0 * near.k() - common);
        });
    }

    /** An edge of weight 1 between rows that are among the nearest of each other, ½ where only one is. */
    public static Edges mutual(Neighbours near) {
        return of(near, (i, j) -> names(near, i, j) && names(near, j, i) ? 1 : 0.5);
    }

    private static boolean names(Neighbours near, int i, int j) {
        for (int r = 0; r < near.k(); r++) {
            if (near.index(i, r) == j) {
                return true;
            }
        }
        return false;
    }

    /** The weight of a pair of rows. */
    @FunctionalInterface
    interface Weight {
        double of(int i, int j);
    }

    /** An edge wherever one row is among the nearest of the other, where its weight is above 0. */
    static Edges of(Neighbours near, Weight weight) {
        long[] pairs = new long[Math.multiplyExact(near.rows(), near.k())];
        for (int i = 0; i < near.rows(); i++) {
            for (int r = 0; r < near.k(); r++) {
                int j = near.index(i, r);
                pairs[i * near.k() + r] = (long) Math.min(i, j) << 32 | Math.max(i, j);
            }
        }
        Arrays.sort(pairs);
        int[] from = new int[pairs.length];
        int[] to = new int[pairs.length];
        double[] weights = new double[pairs.length];
        int count = 0;
        for (int p = 0; p < pairs.length; p++) {
            if (p > 0 && pairs[p] == pairs[p - 1]) {
                continue;
            }
            from[count] = (int) (pairs[p] >>> 32);
            to[count] = (int) pairs[p];
            weights[count] = weight.of(from[count], to[count]);
            if (weights[count] > 0) {
                count++;
            }
        }
        return new Edges(
                near.rows(), Arrays.copyOf(from, count), Arrays.copyOf(to, count), Arrays.copyOf(weights, count));
    }

    private static int common(int[] a, int[] b) {
        int both = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return both;
    }
}
