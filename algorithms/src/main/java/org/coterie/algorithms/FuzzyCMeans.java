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
        double[] centres = Seeding.greedy(rows, n, m, k, random);
        double[] u = new double[Math.multiplyExact(n, k)];
        double[] changes = new double[n];
        double[] costs = new double[n];
        int steps = 0;
        double change = Double.POSITIVE_INFINITY;
        while (steps < iterations && change > tolerance) {
            IntStream.range(0, n).parallel().forEach(i -> member(rows, i, m, centres, u, changes, costs));
            IntStream.range(0, k).parallel().forEach(c -> centre(rows, n, m, u, centres, c));
            change = Arrays.stream(changes).max().orElse(0);
            steps++;
        }
        IntStream.range(0, n).parallel().forEach(i -> member(rows, i, m, centres, u, changes, costs));
        return new Result(
                Table.of(k, m, Lloyd.narrow(centres)),
                Table.of(n, k, Lloyd.narrow(u)),
                Arrays.stream(costs).sum(),
                steps,
                change <= tolerance);
    }

    /** u_ic = 1 / Σ_b (d_ic / d_ib)^(1/(f−1)) of squared distances d; wholly of a centre it lies on. */
    private void member(float[] rows, int i, int m, double[] centres, double[] u, double[] changes, double[] costs) {
        double[] d = new double[k];
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < k; c++) {
            d[c] = Lloyd.distance(rows, i * m, centres, c * m, m);
            least = Math.min(least, d[c]);
        }
        double sum = 0;
        double[] share = new double[k];
        for (int c = 0; c < k; c++) {
            share[c] = d[c] == least ? 1 : Math.pow(least / d[c], 1 / (fuzzifier - 1));
            sum += share[c];
        }
        changes[i] = 0;
        costs[i] = 0;
        for (int c = 0; c < k; c++) {
            double now = share[c] / sum;
            changes[i] = Math.max(changes[i], Math.abs(now - u[i * k + c]));
            costs[i] += Math.pow(now, fuzzifier) * d[c];
            u[i * k + c] = now;
        }
    }

    /** The mean of the rows by u^f; a centre nobody belongs to stays. */
    private void centre(float[] rows, int n, int m, double[] u, double[] centres, int c) {
        double[] sum = new double[m];
        double weights = 0;
        for (int i = 0; i < n; i++) {
            double w = Math.pow(u[i * k + c], fuzzifier);
            weights += w;
            for (int j = 0; w > 0 && j < m; j++) {
                sum[j] += w * rows[i * m + j];
            }
        }
        for (int j = 0; weights > 0 && j < m; j++) {
            centres[c * m + j] = sum[j] / weights;
        }
    }
}
