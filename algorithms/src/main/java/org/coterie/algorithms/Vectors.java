package org.coterie.algorithms;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Rows as a metric sees them. Under cosine and correlation a row is a unit vector, made on the fly from the row's shift
 * and stretch, so that three of the metrics are one Euclidean distance in double.
 */
final class Vectors {
    final float[] rows;
    final int n;
    final int m;
    final Metric metric;
    private final boolean plain;
    private final double[] shift;
    private final double[] stretch;

    Vectors(float[] rows, int n, int m, Metric metric) {
        this.rows = rows;
        this.n = n;
        this.m = m;
        this.metric = metric;
        plain = metric == Metric.EUCLIDEAN || metric == Metric.CANBERRA;
        shift = new double[plain ? 0 : n];
        stretch = new double[plain ? 0 : n];
        for (int i = 0; i < shift.length; i++) {
            direct(i);
        }
    }

    /** The rows of a table, all of them finite. */
    static Vectors of(Table x, Metric metric) {
        return new Vectors(finite(x), x.rows(), x.columns(), metric);
    }

    /** All values of a table in row order, none of them missing or infinite. */
    static float[] finite(Table x) {
        float[] rows = x.toArray();
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw Fault.of("distances need finite numbers")
                        .at("row " + (i / x.columns() + 1) + ", column " + (i % x.columns() + 1))
                        .got(rows[i])
                        .as(CoterieException.Kind.DATA);
            }
        }
        return rows;
    }

    private void direct(int i) {
        double mean = 0;
        if (metric == Metric.CORRELATION) {
            for (int j = 0; j < m; j++) {
                mean += rows[i * m + j];
            }
            mean /= m;
        }
        double squares = 0;
        double most = 0;
        for (int j = 0; j < m; j++) {
            double value = rows[i * m + j] - mean;
            squares += value * value;
            most = Math.max(most, Math.abs(rows[i * m + j]));
        }
        double norm = Math.sqrt(squares);
        shift[i] = mean;
        // what is left of a constant row is the rounding of its mean
        stretch[i] = norm > 1e-13 * most * Math.sqrt(m) ? 1 / norm : 0;
    }

    /** The j-th number of row i as the metric sees it. */
    double at(int i, int j) {
        float value = rows[i * m + j];
        return plain ? value : (value - shift[i]) * stretch[i];
    }

    double distance(int i, Vectors other, int j) {
        return metric == Metric.CANBERRA
                ? canberra(i, other, j, Double.POSITIVE_INFINITY)
                : metric.fromSquared(squared(i, other, j));
    }

    /** Squared Euclidean distance of row i and the other's row j; four sums, so that additions need not wait. */
    double squared(int i, Vectors other, int j) {
        return plain ? squared(rows, i * m, other.rows, j * m, m) : ofDirections(i, other, j);
    }

    private double ofDirections(int i, Vectors other, int j) {
        double a = shift[i];
        double b = other.shift[j];
        double s = stretch[i];
        double t = other.stretch[j];
        int p = i * m;
        int q = j * m;
        double even = 0;
        double odd = 0;
        int c = 0;
        for (; c < m - 1; c += 2) {
            double d = (rows[p + c] - a) * s - (other.rows[q + c] - b) * t;
            double e = (rows[p + c + 1] - a) * s - (other.rows[q + c + 1] - b) * t;
            even += d * d;
            odd += e * e;
        }
        if (c < m) {
            double d = (rows[p + c] - a) * s - (other.rows[q + c] - b) * t;
            even += d * d;
        }
        return even + odd;
    }

    static double squared(float[] x, int p, float[] y, int q, int m) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j < m - 3; j += 4) {
            double d0 = (double) x[p + j] - y[q + j];
            double d1 = (double) x[p + j + 1] - y[q + j + 1];
            double d2 = (double) x[p + j + 2] - y[q + j + 2];
            double d3 = (double) x[p + j + 3] - y[q + j + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; j < m; j++) {
            double d = (double) x[p + j] - y[q + j];
            s0 += d * d;
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Canberra's distance; given up, and anything above the limit returned, once it is above the limit. */
    double canberra(int i, Vectors other, int j, double limit) {
        int p = i * m;
        int q = j * m;
        double sum = 0;
        int c = 0;
        while (c < m && sum <= limit) {
            int end = Math.min(m, c + 16);
            for (; c < end; c++) {
                double x = rows[p + c];
                double y = other.rows[q + c];
                double size = Math.abs(x) + Math.abs(y);
                sum += size > 0 ? Math.abs(x - y) / size : 0;
            }
        }
        return sum;
    }
}
