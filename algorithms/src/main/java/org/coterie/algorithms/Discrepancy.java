package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Maximum mean discrepancy of two samples (Gretton et al., JMLR 13, 2012) with the kernel exp(-‖x - y‖²/w): are these
 * rows drawn from the same distribution as those?
 *
 * @param squared the unbiased estimate of MMD², Σ_{i≠i'} κ(x_i, x_i')/(m(m-1)) + Σ_{j≠j'} κ(y_j, y_j')/(n(n-1)) - 2
 *     Σ_ij κ(x_i, y_j)/(mn); at most 2, and below 0 about half the time where the samples are alike
 * @param statistic the same times mn/(m+n), as MoE-Sim-VAE prints it; grows with the samples
 * @param width w of the kernel
 * @param p share of random divisions of the pooled rows with at least this statistic, the given one included: (1 +
 *     #)/(1 + permutations), so never 0; 1 without permutations
 * @param permutations how many random divisions were drawn
 */
public record Discrepancy(double squared, double statistic, double width, double p, int permutations) {
    private static final int MOST_FOR_WIDTH = 500;

    /** With the {@linkplain #width median width}; otherwise as {@link #of(Table, Table, double, int, RandomGenerator)}. */
    public static Discrepancy of(Table x, Table y, int permutations, RandomGenerator random) {
        return of(x, y, width(x, y, random), permutations, random);
    }

    /**
     * Compares two samples. Time O((m+n)²·columns + permutations·m²), memory (m+n)²/2 numbers: draw a few thousand rows
     * from larger samples. Same rows and same numbers of the generator give the same bits.
     *
     * @param width w of the kernel, above 0
     * @param permutations how many random divisions the p-value rests on; 0 for none
     * @throws CoterieException of kind DATA if the columns differ, a sample has fewer than two rows, or a value is
     *     missing or infinite
     */
    public static Discrepancy of(Table x, Table y, double width, int permutations, RandomGenerator random) {
        if (!(width > 0) || permutations < 0) {
            throw new IllegalArgumentException("width " + width + ", " + permutations + " permutations");
        }
        RowBlocks pooled = pooled(x, y, all(x), all(y));
        Kernel kernel = new Kernel(pooled, width);
        int m = x.rows();
        double squared = kernel.mmd(all(x), m);
        int[][] divisions = new int[permutations][];
        for (int i = 0; i < permutations; i++) {
            divisions[i] = Draw.some(pooled.n, m, random);
        }
        // sums in another order differ in their last digits; without the margin equal divisions could count as smaller
        double limit = squared - 1e-12;
        long atLeast = Arrays.stream(divisions)
                .parallel()
                .filter(division -> kernel.mmd(division, m) >= limit)
                .count();
        double scale = (double) m * y.rows() / (m + y.rows());
        return new Discrepancy(squared, scale * squared, width, (1.0 + atLeast) / (1 + permutations), permutations);
    }

    /**
     * The usual kernel width: the median of the squared distances between different rows of both samples, of up to 500
     * drawn from each; the mean of the middle two where their number is even. 1 where it would be 0.
     */
    public static double width(Table x, Table y, RandomGenerator random) {
        RowBlocks rows =
                pooled(x, y, Draw.some(x.rows(), MOST_FOR_WIDTH, random), Draw.some(y.rows(), MOST_FOR_WIDTH, random));
        double[] squared = Kernel.triangle(rows);
        Arrays.sort(squared);
        double median = (squared[(squared.length - 1) / 2] + squared[squared.length / 2]) / 2;
        return median > 0 ? median : 1;
    }

    private static int[] all(Table x) {
        return IntStream.range(0, x.rows()).toArray();
    }

    private static RowBlocks pooled(Table x, Table y, int[] fromX, int[] fromY) {
        int d = x.columns();
        if (y.columns() != d || x.rows() < 2 || y.rows() < 2) {
            throw Fault.of("two samples to compare need the same columns and at least two rows each")
                    .got(x.rows() + "×" + d + " and " + y.rows() + "×" + y.columns())
                    .as(CoterieException.Kind.DATA);
        }
        float[] values = new float[Math.multiplyExact(fromX.length + fromY.length, d)];
        for (int i = 0; i < fromX.length; i++) {
            x.copyRow(fromX[i], values, i * d);
        }
        for (int i = 0; i < fromY.length; i++) {
            y.copyRow(fromY[i], values, (fromX.length + i) * d);
        }
        return new RowBlocks(Table.of(fromX.length + fromY.length, d, values), "maximum mean discrepancy");
    }

    /** The kernel between all pooled rows, from which any division's statistic follows by one sum. */
    private static final class Kernel {
        private final double[] below; // row i holds its kernel with rows 0 to i-1
        private final double[] sums; // of each row with all others
        private final double total; // over pairs
        private final int n;

        Kernel(RowBlocks rows, double width) {
            n = rows.n;
            below = triangle(rows);
            sums = new double[n];
            double all = 0;
            for (int i = 0, at = 0; i < n; i++) {
                for (int j = 0; j < i; j++, at++) {
                    below[at] = Math.exp(-below[at] / width);
                    sums[i] += below[at];
                    sums[j] += below[at];
                    all += below[at];
                }
            }
            total = all;
        }

        /** Squared distances, row i from rows 0 to i-1. */
        static double[] triangle(RowBlocks rows) {
            int n = rows.n;
            double[] below = new double[Math.toIntExact((long) n * (n - 1) / 2)];
            rows.each(IntStream.range(0, n).toArray(), (i, from, to, squared) -> {
                if (from < i) {
                    System.arraycopy(squared, 0, below, start(i) + from, Math.min(to, i) - from);
                }
            });
            return below;
        }

        private static int start(int i) {
            return (int) ((long) i * (i - 1) / 2);
        }

        /** MMD² of the first sample, rows ascending, against the rest. */
        double mmd(int[] first, int m) {
            double within = 0;
            double touching = 0;
            for (int a = 0; a < m; a++) {
                int from = start(first[a]);
                double sum = 0;
                for (int b = 0; b < a; b++) {
                    sum += below[from + first[b]];
                }
                within += sum;
                touching += sums[first[a]];
            }
            double between = touching - 2 * within;
            double rest = total - within - between;
            double k = n - (double) m;
            return 2 * within / (m * (m - 1.0)) + 2 * rest / (k * (k - 1)) - 2 * between / (m * k);
        }
    }
}
