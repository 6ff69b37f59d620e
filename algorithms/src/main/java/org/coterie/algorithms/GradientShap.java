package org.coterie.algorithms;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Gradient SHAP, which is expected gradients (Erion, Janizek, Sturmfels, Lundberg and Lee 2021): Integrated Gradients averaged
 * over baselines x⁰ from background rows, E[(x − x⁰)_d · ∂f(x⁰ + a(x − x⁰))/∂x_d], a uniform in (0, 1). Sums to f(x) less
 * the mean of f over the background, up to the error of finitely many draws. Background rows come in turn and each part of
 * the way once, so that all count alike; a row's result depends on that row and the seed alone.
 *
 * @param draws of a background row and a place on the way from there, for each row; at least 1
 * @param seed of the draws
 */
public record GradientShap(int draws, long seed) {
    private static final long APART = 0x9E3779B97F4A7C15L;

    /** Checks the range. */
    public GradientShap {
        if (draws < 1) {
            throw new IllegalArgumentException("draws = " + draws + ": at least 1");
        }
    }

    /**
     * Explains rows.
     *
     * @param x the rows, n×m
     * @param background rows without the information to explain, at least one
     * @param clusters of each row the cluster whose membership is explained
     */
    public Attribution of(Attribution.Differentiable model, Table x, Table background, int[] clusters) {
        Attribution.check(x, background.columns(), clusters);
        int m = x.columns();
        float[] values = new float[Math.multiplyExact(x.rows(), m)];
        float[] row = new float[m];
        float[] from = new float[m];
        float[] path = new float[Math.multiplyExact(draws, m)];
        float[] whole = new float[path.length];
        for (int i = 0; i < x.rows(); i++) {
            SplittableRandom random = new SplittableRandom(seed + APART * Arrays.hashCode(rowOf(x, i, row)));
            int first = random.nextInt(background.rows());
            int[] place = Draw.shuffled(draws, random);
            for (int s = 0; s < draws; s++) {
                background.copyRow((first + s) % background.rows(), from, 0);
                double a = (place[s] + random.nextDouble()) / draws;
                for (int d = 0; d < m; d++) {
                    float way = row[d] - from[d];
                    whole[s * m + d] = way;
                    path[s * m + d] = (float) (from[d] + a * way);
                }
            }
            int[] same = new int[draws];
            Arrays.fill(same, clusters[i]);
            Table gradient = model.gradient(Table.of(draws, m, path), same);
            for (int d = 0; d < m; d++) {
                double sum = 0;
                for (int s = 0; s < draws; s++) {
                    sum += (double) whole[s * m + d] * gradient.at(s, d);
                }
                values[i * m + d] = (float) (sum / draws);
            }
        }
        Table without = model.of(background);
        return new Attribution(
                Table.of(x.rows(), m, values),
                Attribution.of(model, x, clusters),
                IntStream.of(clusters)
                        .mapToDouble(c -> Attribution.mean(without, c))
                        .toArray());
    }

    private static float[] rowOf(Table x, int i, float[] into) {
        x.copyRow(i, into, 0);
        return into;
    }
}
