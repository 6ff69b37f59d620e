package org.coterie.algorithms;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Non-negative matrix factorisation, X ≈ W·H with nothing below 0 (Lee and Seung 1999), by hierarchical alternating least
 * squares (Cichocki and Phan 2009) from a random start: one column of W, or row of H, at a time is best given all others.
 * Same rows and same numbers of the generator give the same bits on one machine.
 *
 * @param rank r, number of parts, at least 1
 * @param iterations most iterations, at least 1
 * @param tolerance it ends when |X − W·H|² falls by less than this share, at least 0
 */
public record Nmf(int rank, int iterations, double tolerance) {
    private static final double TINY = 1e-12;

    /** Checks the ranges. */
    public Nmf {
        if (rank < 1 || iterations < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "rank = " + rank + ", iterations = " + iterations + ", tolerance = " + tolerance);
        }
    }

    /** At most 300 iterations, tolerance 1e-5. */
    public static Nmf of(int rank) {
        return new Nmf(rank, 300, 1e-5);
    }

    /**
     * A factorisation.
     *
     * @param codes W, n×r
     * @param parts H, r×m, each row of length 1, or 0 where a part is not needed
     * @param error |X − W·H|, the root of the sum of squares
     * @param iterations how many it took
     */
    public record Result(Table codes, Table parts, double error, int iterations) {}

    /**
     * Factors the rows. Time O(n·m·r) per iteration; memory for a copy of the rows in double.
     *
     * @throws CoterieException of kind DATA if a value is negative, missing or infinite
     */
    public Result fit(Table x, RandomGenerator random) {
        int n = x.rows();
        int m = x.columns();
        double[] rows = Lloyd.widen(Vectors.finite(x));
        double squares = 0;
        double sum = 0;
        for (int e = 0; e < rows.length; e++) {
            if (rows[e] < 0) {
                throw Fault.of("non-negative factors need numbers from 0 up")
                        .at("row " + (e / m + 1) + ", column " + (e % m + 1))
                        .got(rows[e])
                        .advise("use a transform such as min-max")
                        .as(CoterieException.Kind.DATA);
            }
            squares += rows[e] * rows[e];
            sum += rows[e];
        }
        double scale = Math.sqrt(sum / Math.max(1, rows.length) / rank);
        double[] w = drawn(n * rank, scale, random);
        double[] h = drawn(rank * m, scale, random); // H itself, r×m
        double[] transposed = new double[rows.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                transposed[j * n + i] = rows[i * m + j];
            }
        }
        int steps = 0;
        double error = Double.POSITIVE_INFINITY;
        try (Linear linear = new Linear()) {
            for (boolean falls = true; falls && steps < iterations; steps++) {
                double[] turned = turned(h, rank, m);
                update(w, n, linear.product(rows, n, m, turned, rank), gram(turned, m));
                double[] products = linear.product(transposed, m, n, w, rank); // Xᵀ·W, m×r
                double[] gram = gram(w, n);
                update(turned, m, products, gram);
                h = turned(turned, m, rank);
                double now = error(squares, turned, products, gram);
                falls = !(error - now < tolerance * squares);
                error = now;
            }
        }
        return result(w, h, n, m, Math.sqrt(Math.max(0, error)), steps);
    }

    private static double[] drawn(int count, double scale, RandomGenerator random) {
        double[] values = new double[count];
        for (int e = 0; e < count; e++) {
            values[e] = scale * Math.abs(random.nextGaussian());
        }
        return values;
    }

    private static double[] turned(double[] a, int rows, int columns) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[i * columns + j];
            }
        }
        return t;
    }

    /** Aᵀ·A of a tall matrix with r columns. */
    private double[] gram(double[] tall, int rows) {
        double[] gram = new double[rank * rank];
        for (int i = 0; i < rows; i++) {
            for (int a = 0; a < rank; a++) {
                double value = tall[i * rank + a];
                for (int b = 0; value != 0 && b < rank; b++) {
                    gram[a * rank + b] += value * tall[i * rank + b];
                }
            }
        }
        return gram;
    }

    /** Every row of a tall factor, one entry after the other: a ← max(0, a + (product − a·gram) / gram_aa). */
    private void update(double[] tall, int rows, double[] products, double[] gram) {
        IntStream.range(0, rows).parallel().forEach(i -> {
            for (int a = 0; a < rank; a++) {
                double slope = products[i * rank + a];
                for (int b = 0; b < rank; b++) {
                    slope -= tall[i * rank + b] * gram[b * rank + a];
                }
                if (gram[a * rank + a] > TINY) {
                    tall[i * rank + a] = Math.max(0, tall[i * rank + a] + slope / gram[a * rank + a]);
                }
            }
        });
    }

    /** |X|² − 2⟨XᵀW, Hᵀ⟩ + ⟨WᵀW, HHᵀ⟩. */
    private double error(double squares, double[] turned, double[] products, double[] gram) {
        double cross = 0;
        for (int e = 0; e < turned.length; e++) {
            cross += turned[e] * products[e];
        }
        double[] own = gram(turned, turned.length / rank);
        double both = 0;
        for (int e = 0; e < own.length; e++) {
            both += own[e] * gram[e];
        }
        return squares - 2 * cross + both;
    }

    /** Parts of length 1, codes with what that takes away. */
    private Result result(double[] w, double[] h, int n, int m, double error, int steps) {
        for (int a = 0; a < rank; a++) {
            double length = 0;
            for (int j = 0; j < m; j++) {
                length += h[a * m + j] * h[a * m + j];
            }
            length = Math.sqrt(length);
            for (int j = 0; length > 0 && j < m; j++) {
                h[a * m + j] /= length;
            }
            for (int i = 0; i < n; i++) {
                w[i * rank + a] *= length;
            }
        }
        return new Result(Table.of(n, rank, Lloyd.narrow(w)), Table.of(rank, m, Lloyd.narrow(h)), error, steps);
    }
}
