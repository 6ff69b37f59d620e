package org.coterie.algorithms;

/**
 * UMAP's descent (McInnes, Healy and Melville 2018, section 3.2 and appendix C): edges pull their ends together as often
 * as their weights ask, and each time push the first end away from some random rows.
 */
final class Layout {
    private static final double MOST = 4;

    private final Curve curve;
    private final int dimensions;
    private final int negatives;
    private final double[] step;

    Layout(Curve curve, int dimensions, int negatives) {
        this.curve = curve;
        this.dimensions = dimensions;
        this.negatives = negatives;
        step = new double[dimensions];
    }

    /** Moves all rows of the map y, n×dimensions, for so many epochs. */
    void fit(float[] y, FuzzyGraph graph, int epochs, double rate, long seed) {
        int n = graph.n();
        float most = 0;
        for (float w : graph.weight()) {
            most = Math.max(most, w);
        }
        long random = mix(seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            double alpha = rate * (1 - (double) epoch / epochs);
            for (int i = 0; i < n; i++) {
                for (int e = graph.start()[i]; e < graph.start()[i + 1]; e++) {
                    if (due(graph.weight()[e] / (double) most, epoch)) {
                        pull(y, i, y, graph.column()[e], alpha, true);
                        for (int s = 0; s < negatives; s++) {
                            random = next(random);
                            int other = below(random, n);
                            if (other != i) {
                                push(y, i, y, other, alpha);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Moves row i of {@code y} alone, given its k neighbours among the n rows of a map that stands. */
    void place(
            float[] y,
            int i,
            float[] map,
            int n,
            int[] near,
            float[] member,
            int k,
            int epochs,
            double rate,
            long seed) {
        long random = mix(seed);
        for (int epoch = 0; epoch < epochs; epoch++) {
            double alpha = rate * (1 - (double) epoch / epochs);
            for (int e = i * k; e < (i + 1) * k; e++) {
                if (due(member[e], epoch)) {
                    pull(y, i, map, near[e], alpha, false);
                    for (int s = 0; s < negatives; s++) {
                        random = next(random);
                        push(y, i, map, below(random, n), alpha);
                    }
                }
            }
        }
    }

    /** An edge of weight w in (0, 1] is due ⌊w·epochs⌋ times, evenly. */
    private static boolean due(double w, int epoch) {
        return (int) (w * (epoch + 1)) > (int) (w * epoch);
    }

    private void pull(float[] y, int i, float[] map, int j, double alpha, boolean both) {
        int p = i * dimensions;
        int q = j * dimensions;
        double square = difference(y, p, map, q);
        if (square == 0) {
            return;
        }
        double power = Math.pow(square, curve.b());
        double factor = -2 * curve.a() * curve.b() * power / (square * (1 + curve.a() * power));
        for (int c = 0; c < dimensions; c++) {
            float move = (float) (alpha * clip(factor * step[c]));
            y[p + c] += move;
            if (both) {
                map[q + c] -= move;
            }
        }
    }

    private void push(float[] y, int i, float[] map, int j, double alpha) {
        int p = i * dimensions;
        double square = difference(y, p, map, j * dimensions);
        if (square == 0) {
            return;
        }
        double power = Math.pow(square, curve.b());
        double factor = 2 * curve.b() / ((0.001 + square) * (1 + curve.a() * power));
        for (int c = 0; c < dimensions; c++) {
            y[p + c] += (float) (alpha * clip(factor * step[c]));
        }
    }

    private double difference(float[] y, int p, float[] map, int q) {
        double square = 0;
        for (int c = 0; c < dimensions; c++) {
            double d = (double) y[p + c] - map[q + c];
            step[c] = d;
            square += d * d;
        }
        return square;
    }

    private static double clip(double value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }

    private static long mix(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return z == 0 ? 1 : z;
    }

    /** Marsaglia's xorshift; every state but 0 in turn. */
    private static long next(long state) {
        long x = state;
        x ^= x << 13;
        x ^= x >>> 7;
        return x ^ x << 17;
    }

    private static int below(long random, int n) {
        return (int) ((random >>> 32) * n >>> 32);
    }
}
