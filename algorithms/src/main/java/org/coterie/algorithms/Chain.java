package org.coterie.algorithms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The chain of nearest neighbours: go from a cluster to its nearest, and on, until two are each other's nearest; merge them
 * and go on from where the chain stood before. All four links are reducible, so the merges are those of the greedy rule.
 */
final class Chain {
    private final int n;
    private final float[] d;
    private final Linkage.Link link;
    private final int[] size;

    /** Takes the distances over. */
    Chain(int n, float[] distances, Linkage.Link link) {
        this.n = n;
        this.d = distances;
        this.link = link;
        this.size = new int[n];
        Arrays.fill(size, 1);
        if (link == Linkage.Link.WARD) {
            for (int p = 0; p < d.length; p++) {
                d[p] *= d[p];
            }
        }
    }

    Linkage merged() {
        int[] a = new int[n - 1];
        int[] b = new int[n - 1];
        double[] heights = new double[n - 1];
        int[] chain = new int[n];
        int length = 0;
        for (int s = 0; s < n - 1; s++) {
            if (length == 0) {
                chain[length++] = first();
            }
            while (true) {
                int x = chain[length - 1];
                int y = nearest(x, length > 1 ? chain[length - 2] : -1);
                if (length > 1 && y == chain[length - 2]) {
                    length -= 2;
                    a[s] = Math.min(x, y);
                    b[s] = Math.max(x, y);
                    heights[s] = distance(x, y);
                    merge(a[s], b[s]);
                    break;
                }
                chain[length++] = y;
            }
        }
        return numbered(a, b, heights);
    }

    private int first() {
        return IntStream.range(0, n).filter(i -> size[i] > 0).findFirst().orElseThrow();
    }

    /** The nearest of a cluster; of equals the one before it in the chain, else the first. */
    private int nearest(int x, int before) {
        int best = before;
        float least = before < 0 ? Float.POSITIVE_INFINITY : distance(x, before);
        for (int i = 0; i < n; i++) {
            if (size[i] > 0 && i != x && (best < 0 || distance(x, i) < least)) {
                best = i;
                least = distance(x, i);
            }
        }
        return best;
    }

    private float distance(int i, int j) {
        return d[i < j ? Distances.at(n, i, j) : Distances.at(n, j, i)];
    }

    /** What was {@code a} and {@code b} is at {@code b} from now on. */
    private void merge(int a, int b) {
        double between = distance(a, b);
        for (int i = 0; i < n; i++) {
            if (size[i] > 0 && i != a && i != b) {
                int at = i < b ? Distances.at(n, i, b) : Distances.at(n, b, i);
                d[at] = (float) updated(distance(i, a), d[at], between, size[a], size[b], size[i]);
            }
        }
        size[b] += size[a];
        size[a] = 0;
    }

    private double updated(double fromA, double fromB, double between, double a, double b, double i) {
        return switch (link) {
            case SINGLE -> Math.min(fromA, fromB);
            case COMPLETE -> Math.max(fromA, fromB);
            case AVERAGE -> (a * fromA + b * fromB) / (a + b);
            case WARD -> ((a + i) * fromA + (b + i) * fromB - i * between) / (a + b + i);
        };
    }

    /** Sorts the merges by height and gives the clusters their numbers. */
    private Linkage numbered(int[] a, int[] b, double[] heights) {
        int[] order = IntStream.range(0, n - 1)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> heights[s]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] parent = IntStream.range(0, 2 * n - 1).toArray();
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        double[] at = new double[n - 1];
        for (int s = 0; s < n - 1; s++) {
            int x = root(parent, a[order[s]]);
            int y = root(parent, b[order[s]]);
            left[s] = Math.min(x, y);
            right[s] = Math.max(x, y);
            at[s] = link == Linkage.Link.WARD ? Math.sqrt(heights[order[s]]) : heights[order[s]];
            parent[x] = n + s;
            parent[y] = n + s;
        }
        return new Linkage(n, left, right, at);
    }

    private static int root(int[] parent, int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        int at = i;
        while (parent[at] != root) {
            int next = parent[at];
            parent[at] = root;
            at = next;
        }
        return root;
    }
}
