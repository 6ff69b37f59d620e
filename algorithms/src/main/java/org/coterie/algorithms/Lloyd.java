package org.coterie.algorithms;

import java.util.Arrays;
import org.coterie.api.data.Table;

/**
 * Lloyd's iteration with Elkan's bounds (ICML 2003): a distance is computed only where the triangle inequality cannot
 * rule the centre out, and sums follow the rows that move. Both gather rounding, so an iteration that changes nothing
 * is repeated with everything computed afresh before it counts as the end.
 */
final class Lloyd {
    private final float[] rows;
    private final int n;
    private final int m;
    private final int k;
    private final int[] labels;
    private final int[] counts;
    private final double[] sums; // k×m, of the rows of each cluster
    private final double[] upper; // at least the distance from the own centre
    private final double[] lower; // n×k, at most the distance from each centre

    Lloyd(float[] rows, int n, int m, int k) {
        this.rows = rows;
        this.n = n;
        this.m = m;
        this.k = k;
        labels = new int[n];
        counts = new int[k];
        sums = new double[Math.multiplyExact(k, m)];
        upper = new double[n];
        lower = new double[Math.multiplyExact(n, k)];
    }

    KMeans.Result run(double[] seeds, int iterations) {
        double[] centres = seeds;
        Arrays.fill(labels, 0);
        assignAfresh(centres);
        boolean afresh = true;
        boolean converged = false;
        int done = 0;
        for (; done < iterations && !converged; done++) {
            if (afresh) {
                sum();
            }
            double[] next = means(centres);
            int changed = afresh ? assignAfresh(next) : assignByBounds(centres, next);
            centres = next;
            converged = afresh && changed == 0;
            afresh = changed == 0;
        }
        // labels belong to the centres as they are given away, in float
        Table given = Table.of(k, m, narrow(centres));
        Arrays.fill(labels, 0);
        assignAfresh(widen(given.toArray()));
        double inertia = 0;
        for (double u : upper) {
            inertia += u * u;
        }
        return new KMeans.Result(given, labels, inertia, done, converged);
    }

    private void sum() {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        for (int i = 0; i < n; i++) {
            add(i, labels[i], 1);
        }
    }

    private void add(int row, int cluster, int sign) {
        counts[cluster] += sign;
        int from = row * m;
        int to = cluster * m;
        for (int j = 0; j < m; j++) {
            sums[to + j] += sign * (double) rows[from + j];
        }
    }

    private void move(int row, int cluster) {
        add(row, labels[row], -1);
        add(row, cluster, 1);
        labels[row] = cluster;
    }

    private double[] means(double[] centres) {
        for (int c = 0; c < k; c++) {
            if (counts[c] == 0) {
                rescue(c, centres);
            }
        }
        double[] next = centres.clone();
        for (int c = 0; c < k; c++) {
            if (counts[c] > 0) {
                for (int j = 0; j < m; j++) {
                    next[c * m + j] = sums[c * m + j] / counts[c];
                }
            }
        }
        return next;
    }

    /** Gives an empty cluster the row farthest from its centre, if any row is away from its centre. */
    private void rescue(int cluster, double[] centres) {
        int worst = -1;
        double farthest = 0;
        for (int i = 0; i < n; i++) {
            if (counts[labels[i]] > 1) {
                double d = distance(rows, i * m, centres, labels[i] * m, m);
                if (d > farthest) {
                    farthest = d;
                    worst = i;
                }
            }
        }
        if (worst >= 0) {
            move(worst, cluster);
            upper[worst] = Double.POSITIVE_INFINITY;
        }
    }

    /** Computes all distances; a row stays where it is as near. Returns how many moved. */
    private int assignAfresh(double[] centres) {
        int changed = 0;
        for (int i = 0; i < n; i++) {
            int best = labels[i];
            double least = Math.sqrt(distance(rows, i * m, centres, best * m, m));
            lower[i * k + best] = least;
            for (int c = 0; c < k; c++) {
                if (c != labels[i]) {
                    double d = Math.sqrt(distance(rows, i * m, centres, c * m, m));
                    lower[i * k + c] = d;
                    if (d < least) {
                        least = d;
                        best = c;
                    }
                }
            }
            upper[i] = least;
            if (best != labels[i]) {
                move(i, best);
                changed++;
            }
        }
        return changed;
    }

    private int assignByBounds(double[] before, double[] centres) {
        double[] shift = new double[k];
        double[] half = new double[k * k];
        double[] gap = new double[k];
        Arrays.fill(gap, Double.POSITIVE_INFINITY);
        for (int a = 0; a < k; a++) {
            shift[a] = Math.sqrt(distance(before, a * m, centres, a * m, m));
            for (int b = 0; b < k; b++) {
                half[a * k + b] = Math.sqrt(distance(centres, a * m, centres, b * m, m)) / 2;
                if (b != a) {
                    gap[a] = Math.min(gap[a], half[a * k + b]);
                }
            }
        }
        int changed = 0;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < k; c++) {
                lower[i * k + c] = Math.max(0, lower[i * k + c] - shift[c]);
            }
            upper[i] += shift[labels[i]];
            if (upper[i] > gap[labels[i]]) {
                int best = search(i, centres, half);
                if (best != labels[i]) {
                    move(i, best);
                    changed++;
                }
            }
        }
        return changed;
    }

    /** The nearest centre of a row; tightens its bounds on the way. */
    private int search(int i, double[] centres, double[] half) {
        int best = labels[i];
        boolean tight = false;
        for (int c = 0; c < k; c++) {
            if (c == best || upper[i] <= lower[i * k + c] || upper[i] <= half[best * k + c]) {
                continue;
            }
            if (!tight) {
                tight = true;
                upper[i] = Math.sqrt(distance(rows, i * m, centres, best * m, m));
                lower[i * k + best] = upper[i];
                if (upper[i] <= lower[i * k + c] || upper[i] <= half[best * k + c]) {
                    continue;
                }
            }
            double d = Math.sqrt(distance(rows, i * m, centres, c * m, m));
            lower[i * k + c] = d;
            if (d < upper[i]) {
                upper[i] = d;
                best = c;
            }
        }
        return best;
    }

    /** The nearest of the centres, the first of equals. */
    static int nearest(float[] row, int offset, double[] centres, int m) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c * m < centres.length; c++) {
            double d = Math.sqrt(distance(row, offset, centres, c * m, m));
            if (d < least) {
                least = d;
                best = c;
            }
        }
        return best;
    }

    /** Squared distance; four sums, so that additions need not wait for each other. */
    static double distance(float[] x, int p, double[] c, int q, int m) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j < m - 3; j += 4) {
            double d0 = x[p + j] - c[q + j];
            double d1 = x[p + j + 1] - c[q + j + 1];
            double d2 = x[p + j + 2] - c[q + j + 2];
            double d3 = x[p + j + 3] - c[q + j + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; j < m; j++) {
            double d = x[p + j] - c[q + j];
            s0 += d * d;
        }
        return s0 + s1 + (s2 + s3);
    }

    /** The same of numbers that are double already. */
    static double distance(double[] x, int p, double[] c, int q, int m) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j < m - 3; j += 4) {
            double d0 = x[p + j] - c[q + j];
            double d1 = x[p + j + 1] - c[q + j + 1];
            double d2 = x[p + j + 2] - c[q + j + 2];
            double d3 = x[p + j + 3] - c[q + j + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; j < m; j++) {
            double d = x[p + j] - c[q + j];
            s0 += d * d;
        }
        return s0 + s1 + (s2 + s3);
    }

    static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }
}
