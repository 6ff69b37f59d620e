package org.coterie.algorithms;

import java.util.random.RandomGenerator;
import org.coterie.api.data.Table;

/**
 * Laplacian eigenmaps (Belkin and Niyogi 2003), the map of normalised spectral clustering (Shi and Malik 2000; von Luxburg
 * 2007): the eigenvectors of I − D^-½ W D^-½ for its least eigenvalues, the trivial one among them, each divided by D^½.
 * By subspace iteration, so nothing of size n×n; a node without edges lies at 0. In a graph of several components as many
 * eigenvectors tell them apart. Same graph and same numbers of the generator give the same bits on one machine.
 *
 * @param dimensions of the map, at least 1; at most the number of nodes
 */
public record SpectralEmbedding(int dimensions) {

    /** Checks the range. */
    public SpectralEmbedding {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions = " + dimensions + ": at least 1");
        }
    }

    /** Maps the nodes; dimensions by rising eigenvalue, each of length 1, its entry of largest size positive. */
    public Table of(Edges graph, RandomGenerator random) {
        int n = graph.nodes();
        if (dimensions > n) {
            throw new IllegalArgumentException(dimensions + " dimensions of " + n + " nodes");
        }
        FuzzyGraph rows = rows(graph);
        double[] vectors = Spectral.leading(rows, dimensions, random.nextLong());
        float[] map = new float[vectors.length];
        for (int c = 0; c < dimensions; c++) {
            double squares = 0;
            double most = 0;
            for (int i = 0; i < n; i++) {
                double degree = 0;
                for (int e = rows.start()[i]; e < rows.start()[i + 1]; e++) {
                    degree += rows.weight()[e];
                }
                double value = degree > 0 ? vectors[i * dimensions + c] / Math.sqrt(degree) : 0;
                vectors[i * dimensions + c] = value;
                squares += value * value;
                most = Math.abs(value) > Math.abs(most) ? value : most;
            }
            double scale = squares > 0 ? Math.signum(most) / Math.sqrt(squares) : 0;
            for (int i = 0; i < n; i++) {
                map[i * dimensions + c] = (float) (vectors[i * dimensions + c] * scale);
            }
        }
        return Table.of(n, dimensions, map);
    }

    /** Each edge from both of its ends, in compressed rows. */
    private static FuzzyGraph rows(Edges graph) {
        int[] from = graph.from();
        int[] to = graph.to();
        double[] weights = graph.weights();
        int[] start = new int[graph.nodes() + 1];
        for (int e = 0; e < from.length; e++) {
            start[from[e] + 1]++;
            start[to[e] + 1]++;
        }
        java.util.Arrays.parallelPrefix(start, Integer::sum);
        int[] next = start.clone();
        int[] column = new int[2 * from.length];
        float[] weight = new float[column.length];
        for (int e = 0; e < from.length; e++) { // smaller ends first, then larger ones: columns ascend
            column[next[to[e]]] = from[e];
            weight[next[to[e]]++] = (float) weights[e];
        }
        for (int e = 0; e < from.length; e++) {
            column[next[from[e]]] = to[e];
            weight[next[from[e]]++] = (float) weights[e];
        }
        return new FuzzyGraph(graph.nodes(), start, column, weight);
    }
}
