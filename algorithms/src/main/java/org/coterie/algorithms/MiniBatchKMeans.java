package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Mini-batch k-means (Sculley 2010) for tables that do not fit in memory: every batch moves the centres to the running mean
 * of the rows they were given so far. Starts from greedy k-means++ on a sample, the best of three by the inertia of a second
 * sample. A centre that was given fewer than a hundredth of the rows of the fullest is put on a row of the batch. Rows are read
 * one at a time; memory for one batch. Same rows and same numbers of the generator give the same bits.
 *
 * @param k number of clusters, at least 1
 * @param batch rows in a batch, at least 1
 * @param epochs how often as many rows are drawn as there are, at least 1
 */
public record MiniBatchKMeans(int k, int batch, int epochs) {
    private static final int STARTS = 3;
    private static final double STARVED = 0.01;

    /** Checks the ranges. */
    public MiniBatchKMeans {
        if (k < 1 || batch < 1 || epochs < 1) {
            throw new IllegalArgumentException(
                    "k = " + k + ", batch = " + batch + ", epochs = " + epochs + ": each at least 1");
        }
    }

    /** One epoch of batches of 1024 rows. */
    public static MiniBatchKMeans of(int k) {
        return new MiniBatchKMeans(k, 1024, 1);
    }

    /**
     * Clusters the rows, and assigns each to its centre in a last pass.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than clusters or a value is missing or infinite
     */
    public KMeans.Result fit(Table x, RandomGenerator random) {
        if (x.rows() < k) {
            throw Fault.of("fewer rows than clusters")
                    .got(x.rows() + " rows, k = " + k)
                    .expected("at least k rows")
                    .as(CoterieException.Kind.DATA);
        }
        double[] centres = start(x, random);
        double[] counts = new double[k];
        long steps = Math.max(1, (long) epochs * x.rows() / batch);
        for (long s = 0; s < steps; s++) {
            step(sample(x, batch, random), centres, counts, random);
        }
        return assigned(x, centres, steps);
    }

    private double[] start(Table x, RandomGenerator random) {
        int size = (int) Math.min(x.rows(), Math.max(3L * k, 3L * batch));
        float[] judges = sample(x, size, random);
        double[] best = new double[0];
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < STARTS; r++) {
            double[] centres = Seeding.greedy(sample(x, size, random), size, x.columns(), k, random);
            double inertia = 0;
            for (int i = 0; i < size; i++) {
                int at = i * x.columns();
                int c = Lloyd.nearest(judges, at, centres, x.columns());
                inertia += Lloyd.distance(judges, at, centres, c * x.columns(), x.columns());
            }
            if (inertia < least) {
                least = inertia;
                best = centres;
            }
        }
        return best;
    }

    private static float[] sample(Table x, int size, RandomGenerator random) {
        int m = x.columns();
        float[] rows = new float[Math.multiplyExact(size, m)];
        for (int i = 0; i < size; i++) {
            int row = random.nextInt(x.rows());
            x.copyRow(row, rows, i * m);
            finite(rows, i * m, m, row);
        }
        return rows;
    }

    private void step(float[] rows, double[] centres, double[] counts, RandomGenerator random) {
        int m = centres.length / k;
        double[] sums = new double[centres.length];
        double[] more = new double[k];
        for (int at = 0; at < rows.length; at += m) {
            int c = Lloyd.nearest(rows, at, centres, m);
            more[c]++;
            for (int j = 0; j < m; j++) {
                sums[c * m + j] += rows[at + j];
            }
        }
        for (int c = 0; c < k; c++) {
            double all = counts[c] + more[c];
            for (int j = 0; more[c] > 0 && j < m; j++) {
                int at = c * m + j;
                centres[at] = (counts[c] * centres[at] + sums[at]) / all;
            }
            counts[c] = all;
        }
        double most = Arrays.stream(counts).max().orElse(0);
        for (int c = 0; c < k; c++) {
            if (counts[c] < STARVED * most) {
                int row = random.nextInt(rows.length / m);
                for (int j = 0; j < m; j++) {
                    centres[c * m + j] = rows[row * m + j];
                }
                counts[c] = STARVED * most;
            }
        }
    }

    private static KMeans.Result assigned(Table x, double[] centres, long steps) {
        int m = x.columns();
        float[] row = new float[m];
        int[] labels = new int[x.rows()];
        double inertia = 0;
        for (int i = 0; i < labels.length; i++) {
            x.copyRow(i, row, 0);
            finite(row, 0, m, i);
            labels[i] = Lloyd.nearest(row, 0, centres, m);
            inertia += Lloyd.distance(row, 0, centres, labels[i] * m, m);
        }
        Table means = Table.of(centres.length / m, m, Lloyd.narrow(centres));
        return new KMeans.Result(means, labels, inertia, (int) Math.min(steps, Integer.MAX_VALUE), false);
    }

    private static void finite(float[] values, int from, int m, int row) {
        for (int j = 0; j < m; j++) {
            if (!Float.isFinite(values[from + j])) {
                throw Fault.of("k-means needs finite numbers")
                        .at("row " + (row + 1) + ", column " + (j + 1))
                        .got(values[from + j])
                        .as(CoterieException.Kind.DATA);
            }
        }
    }
}
