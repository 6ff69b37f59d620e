package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Kernel SHAP (Lundberg and Lee 2017, theorem 2), for models without gradients, such as k-means: the Shapley values of the game
 * in which a coalition of features keeps its values and the others come from background rows, by least squares weighted
 * with (m−1)/(C(m,|s|)·|s|·(m−|s|)). Exact where there is room for all coalitions; else the smallest and the largest ones
 * are taken whole and of the rest some are drawn, each with its complement. Sums to f(x) less the mean of f over the
 * background always. Features that differ from no background row get 0. A row's result depends on that row and the seed alone.
 *
 * @param coalitions at most so many for each row, at least 2; {@link #usual} is 2m + 2048
 * @param seed of the draws
 */
public record KernelShap(int coalitions, long seed) {
    private static final int NUMBERS = 1 << 20;

    /** Checks the range. */
    public KernelShap {
        if (coalitions < 2) {
            throw new IllegalArgumentException("coalitions = " + coalitions + ": at least 2");
        }
    }

    /** As many coalitions as the authors' package takes for m features. */
    public static int usual(int m) {
        return 2 * m + 2048;
    }

    /**
     * Explains rows.
     *
     * @param x the rows, n×m
     * @param background rows without the information to explain, at least one
     * @param clusters of each row the cluster whose membership is explained
     * @throws CoterieException of kind CONFIG if there are too few coalitions for a row's features
     */
    public Attribution of(Attribution.Memberships model, Table x, Table background, int[] clusters) {
        Attribution.check(x, background.columns(), clusters);
        int m = x.columns();
        float[] values = new float[Math.multiplyExact(x.rows(), m)];
        double[] at = Attribution.of(model, x, clusters);
        Table without = model.of(background);
        double[] base = IntStream.of(clusters)
                .mapToDouble(c -> Attribution.mean(without, c))
                .toArray();
        float[] row = new float[m];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            int[] varying = varying(row, background);
            double[] shares = shares(model, row, background, clusters[i], varying, at[i] - base[i], base[i]);
            for (int j = 0; j < varying.length; j++) {
                values[i * m + varying[j]] = (float) shares[j];
            }
        }
        return new Attribution(Table.of(x.rows(), m, values), at, base);
    }

    private static int[] varying(float[] row, Table background) {
        return IntStream.range(0, row.length)
                .filter(d -> IntStream.range(0, background.rows()).anyMatch(b -> background.at(b, d) != row[d]))
                .toArray();
    }

    private double[] shares(
            Attribution.Memberships model,
            float[] row,
            Table background,
            int cluster,
            int[] varying,
            double whole,
            double base) {
        int m = varying.length;
        if (m < 2) {
            return m == 0 ? new double[0] : new double[] {whole};
        }
        Coalitions drawn = Coalitions.of(m, coalitions, seed ^ Arrays.hashCode(row));
        double[] worth = worth(model, row, background, cluster, varying, drawn);
        // the last feature gets what the others leave of the whole, so that the sum is right
        int free = m - 1;
        double[] left = new double[free * free];
        double[] right = new double[free];
        double[] line = new double[free];
        for (int s = 0; s < drawn.size(); s++) {
            double last = drawn.has(s, free) ? 1 : 0;
            double y = worth[s] - base - last * whole;
            double weight = drawn.weight(s);
            for (int j = 0; j < free; j++) {
                line[j] = (drawn.has(s, j) ? 1 : 0) - last;
            }
            for (int j = 0; j < free; j++) {
                if (line[j] != 0) {
                    double w = weight * line[j];
                    right[j] += w * y;
                    for (int l = 0; l <= j; l++) {
                        left[j * free + l] += w * line[l];
                    }
                }
            }
        }
        double[] shares = Arrays.copyOf(solved(left, right, drawn.size()), m);
        shares[free] = whole - Arrays.stream(shares, 0, free).sum();
        return shares;
    }

    /** The mean membership over the background of every coalition. */
    private static double[] worth(
            Attribution.Memberships model,
            float[] row,
            Table background,
            int cluster,
            int[] varying,
            Coalitions drawn) {
        int m = row.length;
        int b = background.rows();
        float[] empty = background.toArray();
        double[] worth = new double[drawn.size()];
        int block = Math.max(1, NUMBERS / Math.max(1, b * m));
        for (int from = 0; from < drawn.size(); from += block) {
            int count = Math.min(block, drawn.size() - from);
            float[] rows = new float[count * b * m];
            for (int s = 0; s < count; s++) {
                System.arraycopy(empty, 0, rows, s * b * m, b * m);
                for (int j = 0; j < varying.length; j++) {
                    if (drawn.has(from + s, j)) {
                        for (int r = 0; r < b; r++) {
                            rows[(s * b + r) * m + varying[j]] = row[varying[j]];
                        }
                    }
                }
            }
            Table found = model.of(Table.of(count * b, m, rows));
            for (int s = 0; s < count; s++) {
                double sum = 0;
                for (int r = 0; r < b; r++) {
                    sum += found.at(s * b + r, cluster);
                }
                worth[from + s] = sum / b;
            }
        }
        return worth;
    }

    /** By Cholesky; the lower half of the matrix is given, and overwritten. */
    private static double[] solved(double[] a, double[] y, int coalitions) {
        int n = y.length;
        double most = IntStream.range(0, n).mapToDouble(j -> a[j * n + j]).max().orElse(0);
        for (int j = 0; j < n; j++) {
            for (int l = 0; l <= j; l++) {
                double sum = a[j * n + l];
                for (int k = 0; k < l; k++) {
                    sum -= a[j * n + k] * a[l * n + k];
                }
                if (l < j) {
                    a[j * n + l] = sum / a[l * n + l];
                } else if (sum > 1e-12 * most) {
                    a[j * n + j] = Math.sqrt(sum);
                } else {
                    throw Fault.of("too few coalitions to tell the features apart")
                            .got(coalitions + " for " + (n + 1) + " features")
                            .expected("about " + usual(n + 1))
                            .as(CoterieException.Kind.CONFIG);
                }
            }
        }
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                y[j] -= a[j * n + k] * y[k];
            }
            y[j] /= a[j * n + j];
        }
        for (int j = n - 1; j >= 0; j--) {
            for (int k = j + 1; k < n; k++) {
                y[j] -= a[k * n + j] * y[k];
            }
            y[j] /= a[j * n + j];
        }
        return y;
    }
}
