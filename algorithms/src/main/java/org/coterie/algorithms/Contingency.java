package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How two labellings of the same rows meet: how many rows of each class lie in each cluster. Classes and clusters are in
 * ascending order of their numbers and none is empty: a cluster without rows does not exist here and changes no score.
 * Only cells that hold rows are kept, so time and memory are O(n + cells); where numbers are far apart or classes and
 * clusters very many, O(n log n).
 */
public final class Contingency {
    final int[] classSizes;
    final int[] clusterSizes;
    /** The cells of class i are those from {@code start[i]} to before {@code start[i + 1]}, in order of clusters. */
    final int[] start;

    final int[] clusterOf;
    final int[] count;

    private final int[] classIds;
    private final int[] clusterIds;
    private final int rows;

    private Contingency(int[] classes, int[] clusters) {
        rows = classes.length;
        classIds = distinct(classes);
        clusterIds = distinct(clusters);
        int[] rowOf = indices(classes, classIds);
        int[] columnOf = indices(clusters, clusterIds);
        classSizes = new int[classIds.length];
        clusterSizes = new int[clusterIds.length];
        for (int i = 0; i < rows; i++) {
            classSizes[rowOf[i]]++;
            clusterSizes[columnOf[i]]++;
        }
        // rows in order of their cells, by two counting sorts: by cluster, then, keeping that order, by class
        int[] order = sorted(IntStream.range(0, rows).toArray(), columnOf, clusterSizes);
        order = sorted(order, rowOf, classSizes);
        start = new int[classIds.length + 1];
        int[] meets = new int[rows];
        int[] counts = new int[rows];
        int cells = 0;
        for (int at = 0; at < rows; at++) {
            int i = order[at];
            boolean opens = at == 0 || rowOf[i] != rowOf[order[at - 1]] || columnOf[i] != columnOf[order[at - 1]];
            if (opens) {
                meets[cells] = columnOf[i];
                cells++;
                start[rowOf[i] + 1] = cells;
            }
            counts[cells - 1]++;
        }
        clusterOf = Arrays.copyOf(meets, cells);
        count = Arrays.copyOf(counts, cells);
    }

    /**
     * Counts the rows whose class is known, that is not negative.
     *
     * @param classes the class of each row; negative where unknown
     * @param clusters the cluster of each row
     * @param noise how rows of negative cluster count
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Contingency of(int[] classes, int[] clusters, Noise noise) {
        sameLength(classes, clusters);
        int[] rows = IntStream.range(0, classes.length)
                .filter(i -> classes[i] >= 0 && (noise != Noise.LEFT_OUT || clusters[i] >= 0))
                .toArray();
        return new Contingency(
                Arrays.stream(rows).map(i -> classes[i]).toArray(),
                Arrays.stream(rows)
                        .map(i -> noise == Noise.ALONE && clusters[i] < 0 ? -1 - i : clusters[i])
                        .toArray());
    }

    /**
     * Counts all rows of two clusterings. Noise is a cluster like others, in both.
     *
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Contingency between(int[] one, int[] other) {
        sameLength(one, other);
        return new Contingency(one.clone(), other.clone());
    }

    /** How many rows were counted. */
    public int rows() {
        return rows;
    }

    /** The numbers of the classes, ascending. */
    public int[] classes() {
        return classIds.clone();
    }

    /** The numbers of the clusters, ascending; with {@link Noise#ALONE}, a noise row i is cluster -1-i. */
    public int[] clusters() {
        return clusterIds.clone();
    }

    /** Rows of the i-th class. */
    public int inClass(int i) {
        return classSizes[i];
    }

    /** Rows of the j-th cluster. */
    public int inCluster(int j) {
        return clusterSizes[j];
    }

    /** Rows of the i-th class in the j-th cluster. */
    public int both(int i, int j) {
        if (j < 0 || j >= clusterIds.length) {
            throw new IndexOutOfBoundsException("cluster " + j + " of " + clusterIds.length);
        }
        int at = Arrays.binarySearch(clusterOf, start[i], start[i + 1], j);
        return at < 0 ? 0 : count[at];
    }

    private static void sameLength(int[] classes, int[] clusters) {
        if (classes.length != clusters.length) {
            throw new IllegalArgumentException(classes.length + " classes for " + clusters.length + " clusters");
        }
    }

    private static int[] sorted(int[] order, int[] keys, int[] sizes) {
        int[] next = new int[sizes.length];
        for (int k = 1; k < next.length; k++) {
            next[k] = next[k - 1] + sizes[k - 1];
        }
        int[] sorted = new int[order.length];
        for (int i : order) {
            sorted[next[keys[i]]++] = i;
        }
        return sorted;
    }

    static int[] distinct(int[] labels) {
        if (labels.length == 0) {
            return new int[0];
        }
        int least = Arrays.stream(labels).min().getAsInt();
        long range = Arrays.stream(labels).max().getAsInt() - (long) least + 1;
        if (range > 4L * labels.length + 1024) {
            return Arrays.stream(labels).sorted().distinct().toArray();
        }
        boolean[] seen = new boolean[(int) range];
        for (int label : labels) {
            seen[label - least] = true;
        }
        return IntStream.range(0, seen.length)
                .filter(i -> seen[i])
                .map(i -> i + least)
                .toArray();
    }

    static int[] indices(int[] labels, int[] ids) {
        int[] of = new int[labels.length];
        if (ids.length == 0) {
            return of;
        }
        long range = ids[ids.length - 1] - (long) ids[0] + 1;
        if (range > 4L * labels.length + 1024) {
            Arrays.setAll(of, i -> Arrays.binarySearch(ids, labels[i]));
            return of;
        }
        int[] index = new int[(int) range];
        for (int k = 0; k < ids.length; k++) {
            index[ids[k] - ids[0]] = k;
        }
        Arrays.setAll(of, i -> index[labels[i] - ids[0]]);
        return of;
    }
}
