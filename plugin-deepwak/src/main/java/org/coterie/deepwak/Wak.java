package org.coterie.deepwak;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.algorithms.Edges;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.data.Table;

/**
 * The weighted affinity kernel of nearest neighbours, WAK(G ⊙ S), A1 and A2: row i of G names its κ nearest others, S is
 * their similarity, rows of W sum to 1. Sparse: n·κ numbers. The paper prints G ⊙ D, which would weight by distance; its
 * code takes the inverse.
 *
 * @param near neighbours, of which the first {@code count} are used
 * @param count κ
 * @param similarity S
 */
public record Wak(Neighbours near, int count, Similarity similarity) {
    /** Which neighbour's distance is a row's own scale in {@link Similarity#GAUSSIAN}. */
    static final int SCALE = 7;

    /** Beside a distance of 0, as in the published code: √ε of single precision. */
    static final double LEAST = Math.sqrt(Math.ulp(1f));

    /** How much a neighbour counts. */
    public enum Similarity {
        /** 1: all neighbours alike. */
        BINARY,
        /** 1 / (D + √ε), as the published code has it. */
        INVERSE_DISTANCE,
        /** exp(−D² / 2s²), s the row's distance to its 7th neighbour (Zelnik-Manor and Perona 2004). */
        GAUSSIAN;

        /** The similarity at a distance, where the row has this scale. */
        public double of(double distance, double scale) {
            return switch (this) {
                case BINARY -> 1;
                case INVERSE_DISTANCE -> 1 / (distance + LEAST);
                case GAUSSIAN -> Math.exp(-0.5 * (distance / scale) * (distance / scale));
            };
        }
    }

    /** Checks the number. */
    public Wak {
        if (count < 1 || count > near.k()) {
            throw new IllegalArgumentException(count + " of " + near.k() + " neighbours");
        }
    }

    /** s of a row; neighbours at distance 0 alone leave no scale, and √ε stands in. */
    static double scale(Neighbours near, int i) {
        return Math.max(LEAST, near.distance(i, Math.min(SCALE, near.k()) - 1));
    }

    /** The weights of row i, which sum to 1. */
    public double[] weights(int i) {
        double scale = scale(near, i);
        double[] w = new double[count];
        for (int r = 0; r < count; r++) {
            w[r] = similarity.of(near.distance(i, r), scale);
        }
        double sum = Arrays.stream(w).sum();
        for (int r = 0; r < count; r++) {
            w[r] = sum > 0 ? w[r] / sum : 1.0 / count;
        }
        return w;
    }

    /** X̂ = W X, equation (2): every row the average of its neighbours. */
    public Table apply(Table x) {
        int m = x.columns();
        float[] values = x.toArray();
        float[] out = new float[values.length];
        IntStream.range(0, x.rows()).parallel().forEach(i -> {
            double[] w = weights(i);
            double[] sum = new double[m];
            for (int r = 0; r < count; r++) {
                int at = near.index(i, r) * m;
                for (int j = 0; j < m; j++) {
                    sum[j] += w[r] * values[at + j];
                }
            }
            for (int j = 0; j < m; j++) {
                out[i * m + j] = (float) sum[j];
            }
        });
        return Table.of(x.rows(), m, out);
    }

    /**
     * Wˢ X, diffusion. From s = 2 on a row comes back to itself through its neighbours (the diagonal of W² is not 0), so
     * this smooths, and its error must choose nothing.
     */
    public Table diffuse(Table x, int steps) {
        Table out = x;
        for (int s = 0; s < steps; s++) {
            out = apply(out);
        }
        return out;
    }

    /** The undirected graph W + Wᵀ, to be parted. */
    public Edges graph() {
        int n = near.rows();
        long[] pairs = new long[Math.multiplyExact(n, count)];
        double[] weights = new double[pairs.length];
        Integer[] order = new Integer[pairs.length];
        for (int i = 0; i < n; i++) {
            double[] w = weights(i);
            for (int r = 0; r < count; r++) {
                int j = near.index(i, r);
                pairs[i * count + r] = (long) Math.min(i, j) << 32 | Math.max(i, j);
                weights[i * count + r] = w[r];
                order[i * count + r] = i * count + r;
            }
        }
        Arrays.sort(order, (a, b) -> Long.compare(pairs[a], pairs[b]));
        int[] from = new int[pairs.length];
        int[] to = new int[pairs.length];
        double[] sums = new double[pairs.length];
        int edges = 0;
        for (int p = 0; p < order.length; p++) {
            long pair = pairs[order[p]];
            double w = weights[order[p]];
            boolean known = edges > 0 && from[edges - 1] == (int) (pair >>> 32) && to[edges - 1] == (int) pair;
            if (known) {
                sums[edges - 1] += w;
            } else if (w > 0) {
                from[edges] = (int) (pair >>> 32);
                to[edges] = (int) pair;
                sums[edges++] = w;
            }
        }
        return new Edges(n, Arrays.copyOf(from, edges), Arrays.copyOf(to, edges), Arrays.copyOf(sums, edges));
    }
}
