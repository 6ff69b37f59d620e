package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * k normal densities with their shares: one step of expectation, one of maximisation. Each row, and each component, is
 * added up on one thread in order, so that bits do not depend on how many threads there are.
 */
final class Gaussians {
    final int k;
    final int m;
    final boolean full;
    final double[] shares;
    final double[] means;

    /** Diagonal: 1/σ, k×m. Full: of each component the upper triangular P with Σ⁻¹ = P·Pᵀ, k×m×m. */
    final double[] factors;

    final double[] offsets; // ln share + ln det P − m/2 ln 2π

    Gaussians(int k, int m, boolean full) {
        this.k = k;
        this.m = m;
        this.full = full;
        shares = new double[k];
        means = new double[k * m];
        factors = new double[Math.multiplyExact(k, full ? Math.multiplyExact(m, m) : m)];
        offsets = new double[k];
    }

    /** Shares of the components in each row, into n×k; gives the mean ln density of the rows. */
    double expect(float[] rows, double[] shared) {
        int n = rows.length / m;
        double[] logs = new double[n];
        IntStream.range(0, n).parallel().forEach(i -> logs[i] = row(rows, i * m, shared, i * k));
        return Arrays.stream(logs).sum() / n;
    }

    private double row(float[] rows, int at, double[] into, int to) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            double length = full ? lengthFull(rows, at, c) : lengthDiagonal(rows, at, c);
            into[to + c] = offsets[c] - length / 2;
            most = Math.max(most, into[to + c]);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
            sum += Math.exp(into[to + c] - most);
        }
        double log = most + Math.log(sum);
        for (int c = 0; c < k; c++) {
            into[to + c] = Math.exp(into[to + c] - log);
        }
        return log;
    }

    private double lengthDiagonal(float[] rows, int at, int c) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
            double z = (rows[at + j] - means[c * m + j]) * factors[c * m + j];
            sum += z * z;
        }
        return sum;
    }

    private double lengthFull(float[] rows, int at, int c) {
        double[] z = new double[m];
        for (int a = 0; a < m; a++) {
            double d = rows[at + a] - means[c * m + a];
            int line = (c * m + a) * m;
            for (int b = a; b < m; b++) {
                z[b] += d * factors[line + b];
            }
        }
        double sum = 0;
        for (double value : z) {
            sum += value * value;
        }
        return sum;
    }

    /** The parameters of greatest likelihood under these shares, variances with {@code more} added. */
    void maximise(float[] rows, double[] shared, double more) {
        int n = rows.length / m;
        IntStream.range(0, k).parallel().forEach(c -> component(rows, shared, n, c, more));
        double all = Arrays.stream(shares).sum();
        for (int c = 0; c < k; c++) {
            shares[c] /= all;
            offsets[c] += Math.log(shares[c]);
        }
    }

    private void component(float[] rows, double[] shared, int n, int c, double more) {
        double weight = 10 * Math.ulp(1.0);
        double[] mean = new double[m];
        for (int i = 0; i < n; i++) {
            double r = shared[i * k + c];
            weight += r;
            for (int j = 0; j < m; j++) {
                mean[j] += r * rows[i * m + j];
            }
        }
        for (int j = 0; j < m; j++) {
            mean[j] /= weight;
        }
        System.arraycopy(mean, 0, means, c * m, m);
        shares[c] = weight;
        double logs =
                full ? invert(scatter(rows, shared, n, c, weight, more), c) : deviations(rows, shared, n, c, more);
        offsets[c] = logs - m / 2.0 * Math.log(2 * Math.PI);
    }

    /** Writes 1/σ of a component, and gives the sum of their logarithms. */
    private double deviations(float[] rows, double[] shared, int n, int c, double more) {
        double[] squares = new double[m];
        for (int i = 0; i < n; i++) {
            double r = shared[i * k + c];
            for (int j = 0; r > 0 && j < m; j++) {
                double d = rows[i * m + j] - means[c * m + j];
                squares[j] += r * d * d;
            }
        }
        double logs = 0;
        for (int j = 0; j < m; j++) {
            double variance = squares[j] / shares[c] + more;
            positive(variance, c);
            factors[c * m + j] = 1 / Math.sqrt(variance);
            logs -= Math.log(variance) / 2;
        }
        return logs;
    }

    /** Σ of a component, its lower triangle. */
    private double[] scatter(float[] rows, double[] shared, int n, int c, double weight, double more) {
        double[] sum = new double[m * m];
        double[] d = new double[m];
        for (int i = 0; i < n; i++) {
            double r = shared[i * k + c];
            if (r > 0) {
                for (int j = 0; j < m; j++) {
                    d[j] = rows[i * m + j] - means[c * m + j];
                }
                for (int a = 0; a < m; a++) {
                    double scaled = r * d[a];
                    for (int b = 0; b <= a; b++) {
                        sum[a * m + b] += scaled * d[b];
                    }
                }
            }
        }
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                sum[a * m + b] /= weight;
            }
            sum[a * m + a] += more;
        }
        return sum;
    }

    /** Σ = L·Lᵀ in place, P = L⁻ᵀ into the factors; gives ln det P. */
    private double invert(double[] l, int c) {
        double logs = 0;
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = l[a * m + b];
                for (int e = 0; e < b; e++) {
                    sum -= l[a * m + e] * l[b * m + e];
                }
                if (a == b) {
                    positive(sum, c);
                    l[a * m + a] = Math.sqrt(sum);
                    logs -= Math.log(l[a * m + a]);
                } else {
                    l[a * m + b] = sum / l[b * m + b];
                }
            }
        }
        int base = c * m * m;
        for (int column = 0; column < m; column++) { // L·x = a unit vector
            factors[base + column * m + column] = 1 / l[column * m + column];
            for (int a = column + 1; a < m; a++) {
                double sum = 0;
                for (int e = column; e < a; e++) {
                    sum -= l[a * m + e] * factors[base + column * m + e];
                }
                factors[base + column * m + a] = sum / l[a * m + a];
            }
        }
        return logs;
    }

    private static void positive(double variance, int component) {
        if (!(variance > 0)) {
            throw Fault.of("a component of the mixture has collapsed")
                    .at("component " + (component + 1))
                    .got("a variance of " + variance)
                    .advise("raise the regularisation, use diagonal covariances, or fewer components")
                    .as(CoterieException.Kind.TRAINING);
        }
    }
}
