package org.coterie.algorithms;

import java.util.SplittableRandom;

/**
 * The largest singular values of centred rows with their right vectors.
 *
 * @param squares squared singular values, falling; those lost in rounding are 0
 * @param directions right singular vectors, one a row, their entry of largest size positive; zero where the value is
 */
record Spectrum(double[] squares, double[] directions) {
    private static final int SPARE = 10;

    static Spectrum exact(Centred x, int k) {
        if (x.m <= x.n) {
            Linear.Eigen eigen = x.linear.eigen(x.scatter(), x.m);
            return of(top(eigen, x.m, k), transposed(topVectors(eigen, x.m, k), x.m, k), x.n, x.m);
        }
        Linear.Eigen eigen = x.linear.eigen(x.gram(), x.n);
        double[] directions = x.transposedTimes(topVectors(eigen, x.n, k), k);
        return of(top(eigen, x.n, k), transposed(directions, x.m, k), x.n, x.m);
    }

    static Spectrum random(Centred x, int k, long seed) {
        int smaller = Math.min(x.n, x.m);
        int p = Math.min(k + SPARE, smaller);
        // as many as scikit-learn takes; few components need more
        int iterations = k < 0.1 * smaller ? 7 : 4;
        SplittableRandom random = new SplittableRandom(seed);
        double[] start = new double[Math.multiplyExact(x.m, p)];
        for (int i = 0; i < start.length; i++) {
            start[i] = random.nextGaussian();
        }
        double[] range = x.linear.basis(x.times(start, p), x.n, p);
        for (int i = 0; i < iterations; i++) {
            double[] rowSpace = x.linear.basis(x.transposedTimes(range, p), x.m, p);
            range = x.linear.basis(x.times(rowSpace, p), x.n, p);
        }
        double[] small = x.transposedTimes(range, p); // the transpose of QᵀX
        Linear.Eigen eigen = x.linear.eigen(x.linear.productOfTransposed(small, x.m, p, small, p), p);
        double[] directions = x.linear.product(small, x.m, p, topVectors(eigen, p, k), k);
        return of(top(eigen, p, k), transposed(directions, x.m, k), x.n, x.m);
    }

    private static Spectrum of(double[] squares, double[] directions, int n, int m) {
        double least = Math.ulp(1.0) * Math.max(n, m) * Math.max(0, squares[0]);
        for (int c = 0; c < squares.length; c++) {
            int most = c * m;
            double length = 0;
            for (int j = c * m; j < (c + 1) * m; j++) {
                length += directions[j] * directions[j];
                most = Math.abs(directions[j]) > Math.abs(directions[most]) ? j : most;
            }
            boolean lost = squares[c] <= least || length == 0;
            squares[c] = lost ? 0 : squares[c];
            double factor = lost ? 0 : (directions[most] < 0 ? -1 : 1) / Math.sqrt(length);
            for (int j = c * m; j < (c + 1) * m; j++) {
                directions[j] *= factor;
            }
        }
        return new Spectrum(squares, directions);
    }

    private static double[] top(Linear.Eigen eigen, int n, int k) {
        double[] values = new double[k];
        for (int c = 0; c < k; c++) {
            values[c] = eigen.values()[n - 1 - c];
        }
        return values;
    }

    private static double[] topVectors(Linear.Eigen eigen, int n, int k) {
        double[] vectors = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                vectors[i * k + c] = eigen.vectors()[i * n + n - 1 - c];
            }
        }
        return vectors;
    }

    private static double[] transposed(double[] matrix, int rows, int columns) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = matrix[i * columns + j];
            }
        }
        return transposed;
    }
}
