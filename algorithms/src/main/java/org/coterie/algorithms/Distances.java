package org.coterie.algorithms;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/** All distances between rows, half of the matrix. */
final class Distances {
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
        int p = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                all[p++] = (float) Math.sqrt(squared(rows, i * m, j * m, m));
            }
        }
        return all;
    }

    /** In four sums, which a processor works on side by side. */
    private static double squared(float[] x, int p, int q, int m) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < m; j += 4) {
            double e = (double) x[p + j] - x[q + j];
            double f = (double) x[p + j + 1] - x[q + j + 1];
            double g = (double) x[p + j + 2] - x[q + j + 2];
            double h = (double) x[p + j + 3] - x[q + j + 3];
            a += e * e;
            b += f * f;
            c += g * g;
            d += h * h;
        }
        for (; j < m; j++) {
            double e = (double) x[p + j] - x[q + j];
            a += e * e;
        }
        return (a + b) + (c + d);
    }
}
