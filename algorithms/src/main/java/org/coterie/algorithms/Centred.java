package org.coterie.algorithms;

/** Rows less their mean, X of n×m, multiplied in blocks of rows: in double there is never more of it than a block. */
final class Centred {
    private static final int BLOCK = 1 << 22;

    final int n;
    final int m;
    final Linear linear;
    private final float[] rows;
    private final double[] mean;
    private final int block;

    Centred(float[] rows, int n, int m, Linear linear) {
        this.rows = rows;
        this.n = n;
        this.m = m;
        this.linear = linear;
        block = Math.max(1, Math.min(n, BLOCK / Math.max(1, m)));
        mean = new double[m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                mean[j] += rows[i * m + j];
            }
        }
        for (int j = 0; j < m; j++) {
            mean[j] /= n;
        }
    }

    double[] mean() {
        return mean;
    }

    /** The sum of the squares of X. */
    double squares() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double value = rows[i * m + j] - mean[j];
                sum += value * value;
            }
        }
        return sum;
    }

    /** Xᵀ·X, m×m. */
    double[] scatter() {
        double[] sum = new double[Math.multiplyExact(m, m)];
        for (int from = 0; from < n; from += block) {
            int count = Math.min(block, n - from);
            double[] some = some(from, count);
            add(sum, linear.productOfTransposed(some, count, m, some, m));
        }
        return sum;
    }

    /** X·Xᵀ, n×n; for few rows. */
    double[] gram() {
        double[] all = some(0, n);
        double[] transposed = new double[all.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                transposed[j * n + i] = all[i * m + j];
            }
        }
        return linear.product(all, n, m, transposed, n);
    }

    /** X·B for B of m×p. */
    double[] times(double[] right, int p) {
        double[] product = new double[Math.multiplyExact(n, p)];
        for (int from = 0; from < n; from += block) {
            int count = Math.min(block, n - from);
            double[] part = linear.product(some(from, count), count, m, right, p);
            System.arraycopy(part, 0, product, from * p, part.length);
        }
        return product;
    }

    /** Xᵀ·B for B of n×p. */
    double[] transposedTimes(double[] right, int p) {
        double[] sum = new double[Math.multiplyExact(m, p)];
        for (int from = 0; from < n; from += block) {
            int count = Math.min(block, n - from);
            double[] some = java.util.Arrays.copyOfRange(right, from * p, (from + count) * p);
            add(sum, linear.productOfTransposed(some(from, count), count, m, some, p));
        }
        return sum;
    }

    private double[] some(int from, int count) {
        double[] some = new double[count * m];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < m; j++) {
                some[i * m + j] = rows[(from + i) * m + j] - mean[j];
            }
        }
        return some;
    }

    private static void add(double[] to, double[] from) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }
}
