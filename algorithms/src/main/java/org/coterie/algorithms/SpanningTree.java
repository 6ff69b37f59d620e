package org.coterie.algorithms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * The least spanning tree of mutual reachability distances, max(core_i, core_j, |x_i − x_j|), as the merges of single
 * linkage: 0 to n−1 are the rows, n+s is what merge s made.
 *
 * @param n number of rows
 * @param left the first part of each of the n−1 merges
 * @param right the second
 * @param heights the distance at which they merged, ascending
 * @param sizes how many rows each merge holds
 */
record SpanningTree(int n, int[] left, int[] right, double[] heights, int[] sizes) {
    private static final int PARTS = 8;
    private static final int WORTH = 200_000; // numbers above which a step is shared among threads

    static SpanningTree of(Table x, double[] cores) {
        int n = x.rows();
        int m = x.columns();
        float[] rows = Vectors.finite(x);
        double[] distance = new double[n]; // of each row outside from the tree
        int[] from = new int[n];
        int[] outside = IntStream.range(0, n).toArray(); // ascending
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        int[] a = new int[n - 1];
        int[] b = new int[n - 1];
        double[] length = new double[n - 1];
        int current = 0;
        for (int left = n - 1, s = 0; s < n - 1; s++, left--) {
            int gone = Arrays.binarySearch(outside, 0, left + 1, current);
            System.arraycopy(outside, gone + 1, outside, gone, left - gone);
            reach(rows, m, cores, current, outside, left, distance, from);
            int next = outside[0];
            for (int o = 1; o < left; o++) {
                next = distance[outside[o]] < distance[next] ? outside[o] : next;
            }
            a[s] = from[next];
            b[s] = next;
            length[s] = distance[next];
            current = next;
        }
        return merged(n, a, b, length);
    }

    /** What the newest row of the tree is nearer to than those before. */
    private static void reach(
            float[] rows, int m, double[] cores, int row, int[] outside, int count, double[] distance, int[] from) {
        IntStream parts = IntStream.range(0, PARTS);
        ((long) count * m > WORTH ? parts.parallel() : parts).forEach(part -> {
            int end = (int) ((long) count * (part + 1) / PARTS);
            for (int o = (int) ((long) count * part / PARTS); o < end; o++) {
                int j = outside[o];
                double core = Math.max(cores[row], cores[j]);
                if (core < distance[j]) {
                    double d = Math.max(core, Math.sqrt(Vectors.squared(rows, row * m, rows, j * m, m)));
                    if (d < distance[j]) {
                        distance[j] = d;
                        from[j] = row;
                    }
                }
            }
        });
    }

    /** Shortest edges first; of equal ones the first drawn. */
    private static SpanningTree merged(int n, int[] a, int[] b, double[] length) {
        int[] order = IntStream.range(0, n - 1)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> length[e]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] parent = IntStream.range(0, 2 * n - 1).toArray();
        int[] left = new int[n - 1];
        int[] right = new int[n - 1];
        int[] sizes = new int[n - 1];
        double[] heights = new double[n - 1];
        for (int s = 0; s < n - 1; s++) {
            left[s] = root(parent, a[order[s]]);
            right[s] = root(parent, b[order[s]]);
            heights[s] = length[order[s]];
            sizes[s] = size(sizes, n, left[s]) + size(sizes, n, right[s]);
            parent[left[s]] = n + s;
            parent[right[s]] = n + s;
        }
        return new SpanningTree(n, left, right, heights, sizes);
    }

    private static int root(int[] parent, int node) {
        int root = node;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private static int size(int[] sizes, int n, int node) {
        return node < n ? 1 : sizes[node - n];
    }

    /** How many rows a node holds. */
    int size(int node) {
        return size(sizes, n, node);
    }

    /** The rows below a node. */
    int[] rows(int node) {
        int[] found = new int[size(node)];
        int[] stack = new int[found.length + 1];
        int open = 1;
        int count = 0;
        stack[0] = node;
        while (open > 0) {
            int top = stack[--open];
            if (top < n) {
                found[count++] = top;
            } else {
                stack[open++] = left[top - n];
                stack[open++] = right[top - n];
            }
        }
        return found;
    }
}
