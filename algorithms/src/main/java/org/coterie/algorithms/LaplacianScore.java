package org.coterie.algorithms;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;

/**
 * How well each column keeps neighbours together (He, Cai and Niyogi 2005): with S_ij = exp(−|x_i − x_j|² / t) between
 * rows of which one is among the nearest of the other, D its row sums and L = D − S, the score of column f is
 * f̃ᵀLf̃ / f̃ᵀDf̃, where f̃ is f less its mean by D. The lower the better. Deterministic; memory for the neighbours.
 *
 * @param neighbours of each row, at least 1; where there are fewer other rows, all of them
 * @param bandwidth t, in squared units of the data; 0 for the mean squared distance of a row from its neighbours
 */
public record LaplacianScore(int neighbours, double bandwidth) {

    /** Checks the ranges. */
    public LaplacianScore {
        if (neighbours < 1 || !(bandwidth >= 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("neighbours = " + neighbours + ", bandwidth = " + bandwidth);
        }
    }

    /** Five neighbours, and the bandwidth from the data. */
    public static LaplacianScore defaults() {
        return new LaplacianScore(5, 0);
    }

    /**
     * The score of each column, from 0 to 2; infinite where a column is constant.
     *
     * @throws CoterieException of kind DATA if there are fewer than two rows or a value is missing or infinite
     */
    public double[] of(Table x) {
        int n = x.rows();
        int m = x.columns();
        Neighbours near = Neighbours.of(x, Math.min(neighbours, Math.max(1, n - 1)), Metric.EUCLIDEAN);
        double t = bandwidth > 0 ? bandwidth : meanSquare(near);
        Edges edges = Edges.of(near, (i, j) -> Math.max(Double.MIN_NORMAL, Math.exp(-distance(near, i, j) / t)));
        int[] from = edges.from();
        int[] to = edges.to();
        double[] weight = edges.weights();
        double[] degree = new double[n];
        double all = 0;
        for (int e = 0; e < weight.length; e++) {
            degree[from[e]] += weight[e];
            degree[to[e]] += weight[e];
            all += 2 * weight[e];
        }
        double total = all;
        float[] rows = x.toArray();
        return IntStream.range(0, m)
                .parallel()
                .mapToDouble(j -> {
                    double mean = 0;
                    double first = rows[j]; // what is common to all rows falls out
                    for (int i = 0; i < n; i++) {
                        mean += degree[i] * (rows[i * m + j] - first) / total;
                    }
                    double spread = 0;
                    for (int i = 0; i < n; i++) {
                        double f = rows[i * m + j] - first - mean;
                        spread += degree[i] * f * f;
                    }
                    double torn = 0;
                    for (int e = 0; e < weight.length; e++) {
                        double d = (double) rows[from[e] * m + j] - rows[to[e] * m + j];
                        torn += weight[e] * d * d;
                    }
                    return spread > 0 ? torn / spread : Double.POSITIVE_INFINITY;
                })
                .toArray();
    }

    /** The columns of lowest score, ascending by number; of equal scores the first. */
    public static int[] lowest(double[] scores, int count) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> scores[j]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static double meanSquare(Neighbours near) {
        double sum = 0;
        for (float d : near.distances()) {
            sum += (double) d * d;
        }
        return sum > 0 ? sum / (near.rows() * (double) near.k()) : 1;
    }

    /** The squared distance of two rows of which one is among the nearest of the other. */
    private static double distance(Neighbours near, int i, int j) {
        for (int r = 0; r < near.k(); r++) {
            if (near.index(i, r) == j) {
                return (double) near.distance(i, r) * near.distance(i, r);
            }
        }
        for (int r = 0; r < near.k(); r++) {
            if (near.index(j, r) == i) {
                return (double) near.distance(j, r) * near.distance(j, r);
            }
        }
        throw new IllegalArgumentException(i + " and " + j + " are no neighbours");
    }
}
