package org.coterie.algorithms;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Integrated Gradients (Sundararajan, Taly and Yan 2017, equation 1): (x − x⁰)_d · ∫₀¹ ∂f(x⁰ + a(x − x⁰))/∂x_d da, by the
 * midpoint rule. Complete: over all features it sums to f(x) − f(x⁰), up to the rule's error, which falls with the square
 * of the steps where f is smooth; see {@link Attribution#largestGap}. Nothing is random.
 *
 * @param steps of the rule, at least 1
 */
public record IntegratedGradients(int steps) {

    /** Checks the range. */
    public IntegratedGradients {
        if (steps < 1) {
            throw new IllegalArgumentException("steps = " + steps + ": at least 1");
        }
    }

    /**
     * Explains rows.
     *
     * @param x the rows, n×m
     * @param baseline x⁰, m numbers: a row that carries no information
     * @param clusters of each row the cluster whose membership is explained
     */
    public Attribution of(Attribution.Differentiable model, Table x, float[] baseline, int[] clusters) {
        Attribution.check(x, baseline.length, clusters);
        int m = x.columns();
        float[] values = new float[Math.multiplyExact(x.rows(), m)];
        float[] row = new float[m];
        float[] path = new float[Math.multiplyExact(steps, m)];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int s = 0; s < steps; s++) {
                double a = (s + 0.5) / steps;
                for (int d = 0; d < m; d++) {
                    path[s * m + d] = (float) (baseline[d] + a * ((double) row[d] - baseline[d]));
                }
            }
            int[] same = new int[steps];
            Arrays.fill(same, clusters[i]);
            Table gradient = model.gradient(Table.of(steps, m, path), same);
            for (int d = 0; d < m; d++) {
                double sum = 0;
                for (int s = 0; s < steps; s++) {
                    sum += gradient.at(s, d);
                }
                values[i * m + d] = (float) (((double) row[d] - baseline[d]) * sum / steps);
            }
        }
        Table without = model.of(Table.of(1, m, baseline));
        return new Attribution(
                Table.of(x.rows(), m, values),
                Attribution.of(model, x, clusters),
                IntStream.of(clusters).mapToDouble(c -> without.at(0, c)).toArray());
    }
}
