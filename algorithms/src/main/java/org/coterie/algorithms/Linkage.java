package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Agglomerative clustering: rows are merged pair by pair, the nearest clusters first, by the chain of nearest neighbours
 * (Murtagh 1983) with the updates of Lance and Williams. Clusters are numbered as in SciPy: 0 to n−1 are the rows, n+s is what
 * merge s made. Deterministic. Time O(n²·m); memory for n(n−1)/2 floats, which is why there may be at most {@value #MOST}
 * rows.
 *
 * @param rows number of rows, n
 * @param left the first cluster of each of the n−1 merges
 * @param right the second cluster of each merge, numbered higher
 * @param heights the distance at which they merged, ascending
 */
public record Linkage(int rows, int[] left, int[] right, double[] heights) {

    /** The most rows; their distances take 1.8 GB. */
    public static final int MOST = 30_000;

    /** How far two clusters are from each other. */
    public enum Link {
        /** The least distance between their rows. */
        SINGLE,
        /** The largest distance between their rows. */
        COMPLETE,
        /** The mean distance between their rows (UPGMA). */
        AVERAGE,
        /** √(2·|A|·|B| / (|A|+|B|)) times the distance of their means (Ward 1963), as SciPy scales it. */
        WARD
    }

    /** Copies the arrays. */
    public Linkage {
        if (rows < 1 || left.length != rows - 1 || right.length != rows - 1 || heights.length != rows - 1) {
            throw new IllegalArgumentException(rows + " rows, " + left.length + " merges");
        }
        left = left.clone();
        right = right.clone();
        heights = heights.clone();
    }

    /**
     * Of rows, by their Euclidean distances.
     *
     * @throws CoterieException of kind DATA if there are no rows, or more than {@link #MOST}
     */
    public static Linkage of(Table x, Link link) {
        return of(x.rows(), Distances.euclidean(x, MOST), link);
    }

    /**
     * Of anything between which there are distances.
     *
     * @param n how many there are
     * @param distances n(n−1)/2 numbers from 0 up: of 0 to 1, …, n−1, then of 1 to 2, …; used up
     */
    public static Linkage of(int n, float[] distances, Link link) {
        if (n < 1 || distances.length != (long) n * (n - 1) / 2) {
            throw new IllegalArgumentException(distances.length + " distances between " + n);
        }
        return new Chain(n, distances, link).merged();
    }

    @Override
    public int[] left() {
        return left.clone();
    }

    @Override
    public int[] right() {
        return right.clone();
    }

    @Override
    public double[] heights() {
        return heights.clone();
    }

    /**
     * The k clusters left before the last k−1 merges; numbered in the order of their first rows.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than clusters
     */
    public int[] cut(int k) {
        if (k < 1 || k > rows) {
            throw Fault.of("fewer rows than clusters")
                    .got(rows + " rows, k = " + k)
                    .expected("k from 1 to the number of rows")
                    .as(CoterieException.Kind.DATA);
        }
        int[] in = IntStream.range(0, 2 * rows - 1).toArray();
        for (int s = rows - k - 1; s >= 0; s--) {
            in[left[s]] = in[rows + s];
            in[right[s]] = in[rows + s];
        }
        int[] number = new int[2 * rows - 1];
        Arrays.fill(number, -1);
        int[] labels = new int[rows];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            if (number[in[i]] < 0) {
                number[in[i]] = next++;
            }
            labels[i] = number[in[i]];
        }
        return labels;
    }
}
