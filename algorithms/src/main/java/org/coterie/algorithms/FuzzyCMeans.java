package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Fuzzy c-means (Bezdek 1981): memberships u and centres that lower J = Σ_i Σ_c u_ic^f |x_i − c|² in turn, from greedy
 * k-means++ seeds; the best of several starts. In double; same rows and same numbers of the generator give the same bits.
 *
 * @param k number of clusters, at least 1
 * @param fuzzifier f, above 1; near 1 memberships are hard, the larger it is the more alike they are
 * @param restarts number of starts, at least 1
 * @param iterations most iterations of one start, at least 1
 * @param tolerance it ends when no membership changes by more than this, at least 0
 */
public record FuzzyCMeans(int k, double fuzzifier, int restarts, int iterations, double tolerance) {
    private static final int BLOCK = 32; // rows
    private static final int SLICE = 256; // columns

    /** Checks the ranges. */
    public FuzzyCMeans {
        if (k < 1 || !(fuzzifier > 1 && fuzzifier < 1e6) || restarts < 1 || iterations < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException("k = " + k + ", fuzzifier = " + fuzzifier + ", restarts = " + restarts
                    + ", iterations = " + iterations + ", tolerance = " + tolerance + ": out of range");
        }
    }

    /** Fuzzifier 2, five starts of at most 300 iterations, tolerance 1e-5. */
    public static FuzzyCMeans of(int k) {
        return new FuzzyCMeans(k, 2, 5, 300, 1e-5);
    }

    /**
     * A fuzzy clustering.
     *
     * @param centres the centres, k×m
     * @param memberships u, n×k; each row sums to 1
     * @param objective J
     * @param iterations how many the best start took
     * @param converged whether it ended because memberships no longer changed
     */
    public record Result(Table centres, Table memberships, double objective, int iterations, boolean converged) {}

    /**
     * Clusters the rows. Time O(n·m·k) per iteration.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than clusters or a value is missing or infinite
     */
    public Result fit(Table x, RandomGenerator random) {
        if (x.rows() < k) {
            throw Fault.of("fewer rows than clusters")
                    .got(x.rows() + " rows, k = " + k)
                    .expected("at least k rows")
                    .as(CoterieException.Kind.DATA);
        }
        float[] rows = Vectors.finite(x);
        Result best = start(rows, x.rows(), x.columns(), random);
        for (int r = 1; r < restarts; r++) {
            Result next = start(rows, x.rows(), x.columns(), random);
            best = next.objective() < best.objective() ? next : best;
        }
        return best;
    }

    private Result start(float[] rows, int n, int m, RandomGenerator random) {
        return new Start(rows, n, m, random).run();
    }

    /** One start. */
    private final class Start {
        private final float[] rows;
        private final int n;
        private final int m;
        private final double[] centres;
        private final double[] u; // n×k
        private final double[] powers; // u^f
        private final double[] changes; // largest change of a row's memberships
        private final double[] costs; // share of a row in J

        Start(float[] rows, int n, int m, RandomGenerator random) {
            this.rows = rows;
            this.n = n;
            this.m = m;
            centres = Seeding.greedy(rows, n, m, k, random);
            u = new double[Math.multiplyExact(n, k)];
            powers = new double[n * k];
            changes = new double[n];
            costs = new double[n];
        }

        Result run() {
            int slices = (m + SLICE - 1) / SLICE;
            int steps = 0;
            double change = Double.POSITIVE_INFINITY;
            while (steps < iterations && change > tolerance) {
                members();
                IntStream.range(0, slices).parallel().forEach(s -> centre(s * SLICE, Math.min(SLICE, m - s * SLICE)));
                change = Arrays.stream(changes).max().orElse(0);
                steps++;
            }
            members();
            return new Result(
                    Table.of(k, m, Lloyd.narrow(centres)),
                    Table.of(n, k, Lloyd.narrow(u)),
                    Arrays.stream(costs).sum(),
                    steps,
                    change <= tolerance);
        }

        private void members() {
            int blocks = (n + BLOCK - 1) / BLOCK;
            IntStream.range(0, blocks).parallel().forEach(b -> block(b * BLOCK, Math.min(BLOCK, n - b * BLOCK)));
        }

        private void block(int from, int count) {
            double[] x = new double[m];
            double[] d = new double[k];
            for (int i = from; i < from + count; i++) {
                for (int j = 0; j < m; j++) {
                    x[j] = rows[i * m + j]; // once, and not for every centre
                }
                for (int c = 0; c < k; c++) {
                    d[c] = Lloyd.distance(x, 0, centres, c * m, m);
                }
                member(d, i);
            }
        }

        /** u_ic = 1 / Σ_b (d_ic / d_ib)^(1/(f−1)) of squared distances d; wholly of a centre it lies on. */
        private void member(double[] d, int row) {
            double least = Arrays.stream(d).min().orElseThrow();
            double sum = 0;
            double[] share = new double[k];
            for (int c = 0; c < k; c++) {
                share[c] = d[c] == least ? 1 : Math.pow(least / d[c], 1 / (fuzzifier - 1));
                sum += share[c];
            }
            changes[row] = 0;
            costs[row] = 0;
            for (int c = 0; c < k; c++) {
                double now = share[c] / sum;
                changes[row] = Math.max(changes[row], Math.abs(now - u[row * k + c]));
                powers[row * k + c] = Math.pow(now, fuzzifier);
                costs[row] += powers[row * k + c] * d[c];
                u[row * k + c] = now;
            }
        }

        /** Some columns of the means of the rows by u^f; a centre nobody belongs to stays. */
        private void centre(int from, int count) {
            double[] x = new double[count];
            double[][] sums = new double[k][count];
            double[] weights = new double[k];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < count; j++) {
                    x[j] = rows[i * m + from + j];
                }
                for (int c = 0; c < k; c++) {
                    weights[c] += powers[i * k + c];
                    add(sums[c], powers[i * k + c], x);
                }
            }
            for (int c = 0; c < k; c++) {
                for (int j = 0; weights[c] > 0 && j < count; j++) {
                    centres[c * m + from + j] = sums[c][j] / weights[c];
                }
            }
        }
    }

    private static void add(double[] sums, double weight, double[] x) {
        for (int j = 0; j < x.length; j++) {
            sums[j] += weight * x[j];
        }
    }
}
