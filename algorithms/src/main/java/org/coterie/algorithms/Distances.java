package org.coterie.algorithms;

import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/** All distances between rows, half of the matrix. */
final class Distances {
    private static final int BLOCK = 64;

    private Distances() {}

    /** The place of a pair, {@code i < j}. */
    static int at(int n, int i, int j) {
        return (int) ((long) i * (2L * n - i - 1) / 2 + (j - i - 1));
    }

    /** Euclidean, in double before they are stored. */
    static float[] euclidean(Table x, int most) {
        int n = x.rows();
        int m = x.columns();
        if (n < 1 || n > most) {
            throw Fault.of(n < 1 ? "there are no rows" : "too many rows for all their distances")
                    .got(n + " rows")
                    .expected("1 to " + most)
                    .advise("cluster a sample, or use a method whose memory does not grow with the square of the rows")
                    .as(CoterieException.Kind.DATA);
        }
        float[] rows = x.toArray();
        float[] all = new float[n * (n - 1) / 2];
        int blocks = (n + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(block -> {
            int first = block * BLOCK;
            double[] here = wide(rows, first, Math.min(n, first + BLOCK), m);
            for (int from = first; from < n; from += BLOCK) {
                int to = Math.min(n, from + BLOCK);
                double[] there = wide(rows, from, to, m);
                for (int i = first; i < Math.min(n, first + BLOCK); i++) {
                    for (int j = Math.max(i + 1, from); j < to; j++) {
                        all[at(n, i, j)] = (float) Math.sqrt(squared(here, (i - first) * m, there, (j - from) * m, m));
                    }
                }
            }
        });
        return all;
    }

    /** Some rows in double: to widen every number for every pair takes five times as long as the sums. */
    private static double[] wide(float[] rows, int from, int to, int m) {
        double[] wide = new double[(to - from) * m];
        for (int e = 0; e < wide.length; e++) {
            wide[e] = rows[from * m + e];
        }
        return wide;
    }

    /** In four sums, which a processor works on side by side. */
    private static double squared(double[] x, int p, double[] y, int q, int m) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < m; j += 4) {
            double e = x[p + j] - y[q + j];
            double f = x[p + j + 1] - y[q + j + 1];
            double g = x[p + j + 2] - y[q + j + 2];
            double h = x[p + j + 3] - y[q + j + 3];
            a += e * e;
            b += f * f;
            c += g * g;
            d += h * h;
        }
        for (; j < m; j++) {
            double e = x[p + j] - y[q + j];
            a += e * e;
        }
        return (a + b) + (c + d);
    }
}
