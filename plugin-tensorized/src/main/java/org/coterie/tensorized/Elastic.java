package org.coterie.tensorized;

import java.util.random.RandomGenerator;

/**
 * The elastic transformation of pictures (Simard, Steinkraus and Platt 2003): at every pixel a displacement, uniform on ±1 in
 * either direction, smoothed by a Gaussian of σ pixels and multiplied by α; what lies there, bilinearly, 0 outside. 34 and 4 are
 * theirs for digits of 28×28; for other sizes both should grow with the width.
 *
 * @param alpha α, at least 0; 0 changes nothing
 * @param sigma σ in pixels, above 0
 */
public record Elastic(double alpha, double sigma) {

    /** Checks the ranges. */
    public Elastic {
        Training.check("pairs.alpha", alpha >= 0 && alpha <= 1e6, alpha, "0 to 1e6");
        Training.check("pairs.sigma", sigma > 0 && sigma <= 1e3, sigma, "above 0, to 1000");
    }

    /** α = 34, σ = 4. */
    public static Elastic of() {
        return new Elastic(34, 4);
    }

    /**
     * From where each pixel comes.
     *
     * @param at the numbers of four pixels for each, one corner after the other: all first ones, all second ones, …
     * @param share of these four in it, 0 where one lies outside
     */
    record Field(int[] at, float[] share) {

        /** A transformed picture. */
        void apply(float[] from, int offset, float[] to, int into) {
            int pixels = at.length / 4;
            for (int i = 0; i < pixels; i++) {
                float sum = 0;
                for (int corner = 0; corner < 4; corner++) {
                    sum += share[corner * pixels + i] * from[offset + at[corner * pixels + i]];
                }
                to[into + i] = sum;
            }
        }
    }

    /** A new field for pictures of one channel. */
    Field draw(int height, int width, RandomGenerator random) {
        double[] down = smooth(uniform(height * width, random), height, width);
        double[] right = smooth(uniform(height * width, random), height, width);
        int pixels = height * width;
        int[] at = new int[4 * pixels];
        float[] share = new float[4 * pixels];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                int i = r * width + c;
                double y = r + alpha * down[i];
                double x = c + alpha * right[i];
                int top = (int) Math.floor(y);
                int left = (int) Math.floor(x);
                for (int corner = 0; corner < 4; corner++) {
                    int row = top + corner / 2;
                    int column = left + corner % 2;
                    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
                    at[corner * pixels + i] = inside ? row * width + column : 0;
                    share[corner * pixels + i] =
                            inside ? (float) ((1 - Math.abs(y - row)) * (1 - Math.abs(x - column))) : 0;
                }
            }
        }
        return new Field(at, share);
    }

    private static double[] uniform(int count, RandomGenerator random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextDouble() - 1;
        }
        return values;
    }

    /** Along columns, then along rows; the Gaussian ends at 3σ, displacements outside of the picture count as 0. */
    private double[] smooth(double[] values, int height, int width) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] weights = new double[reach + 1];
        double sum = 0;
        for (int i = 0; i <= reach; i++) {
            weights[i] = Math.exp(-0.5 * i * i / (sigma * sigma));
            sum += i == 0 ? weights[i] : 2 * weights[i];
        }
        for (int i = 0; i <= reach; i++) {
            weights[i] /= sum;
        }
        return along(along(values, weights, height, width, width, 1), weights, width, height, 1, width);
    }

    /** Smoothed over {@code length} values that are {@code step} apart, in each of {@code lines} lines. */
    private static double[] along(double[] values, double[] weights, int length, int lines, int step, int next) {
        double[] smooth = new double[values.length];
        int reach = weights.length - 1;
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                double sum = 0;
                for (int j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) {
                    sum += weights[Math.abs(i - j)] * values[line * next + j * step];
                }
                smooth[line * next + i * step] = sum;
            }
        }
        return smooth;
    }
}
