package org.coterie.algorithms;

import java.util.Random;
import java.util.random.RandomGenerator;
import nl.cwts.networkanalysis.Clustering;
import nl.cwts.networkanalysis.IterativeCPMClusteringAlgorithm;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.LouvainAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Groups of nodes that are joined more closely than chance would: modularity with a resolution γ (Reichardt and Bornholdt 2006),
 * raised by the authors' own code of the Leiden algorithm (Traag, Waltman and van Eck 2019) or by Louvain's. The higher γ, the
 * more communities. Same graph and same numbers of the generator give the same communities.
 *
 * @param search which of the two
 * @param resolution γ, above 0; 1 is plain modularity
 * @param rounds how often the result is taken as a start again, at least 1
 */
public record Communities(Search search, double resolution, int rounds) {

    /** How modularity is raised. */
    public enum Search {
        /** Louvain's moves with refinement: every community is connected. */
        LEIDEN,
        /** Moves of single nodes and of whole communities. */
        LOUVAIN
    }

    /** Checks the ranges. */
    public Communities {
        if (!(resolution > 0) || rounds < 1) {
            throw new IllegalArgumentException("resolution " + resolution + ", rounds " + rounds);
        }
    }

    /** Leiden at a resolution, ten rounds. */
    public static Communities leiden(double resolution) {
        return new Communities(Search.LEIDEN, resolution, 10);
    }

    /** Louvain at a resolution, ten rounds. */
    public static Communities louvain(double resolution) {
        return new Communities(Search.LOUVAIN, resolution, 10);
    }

    /**
     * Communities of a graph.
     *
     * @param labels the community of each node, from 0, the largest first
     * @param modularity Q = Σ over communities of [w_in / w − γ (w_deg / 2w)²], from −γ/2 to 1
     */
    public record Result(int[] labels, double modularity) {

        /** Copies the labels. */
        public Result {
            labels = labels.clone();
        }

        @Override
        public int[] labels() {
            return labels.clone();
        }

        /** How many communities there are. */
        public int count() {
            int most = -1;
            for (int label : labels) {
                most = Math.max(most, label);
            }
            return most + 1;
        }
    }

    /** Looks for communities. A node without edges is one of its own. */
    public Result of(Edges graph, RandomGenerator random) {
        Network network = new Network(
                graph.nodes(),
                true,
                new LargeIntArray[] {new LargeIntArray(graph.from()), new LargeIntArray(graph.to())},
                new LargeDoubleArray(graph.weights()),
                false,
                true);
        // modularity is the constant Potts model with nodes as heavy as their edges
        double scaled = resolution / (2 * Math.max(network.getTotalEdgeWeight(), Double.MIN_NORMAL));
        Random draws = new Random(random.nextLong());
        IterativeCPMClusteringAlgorithm algorithm = search == Search.LEIDEN
                ? new LeidenAlgorithm(scaled, rounds, LeidenAlgorithm.DEFAULT_RANDOMNESS, draws)
                : new LouvainAlgorithm(scaled, rounds, draws);
        Clustering found = algorithm.findClustering(network);
        found.orderClustersByNNodes();
        int[] labels = found.getClusters();
        return new Result(labels, modularity(graph, labels));
    }

    private double modularity(Edges graph, int[] labels) {
        double[] inside = new double[labels.length];
        double[] degree = new double[labels.length];
        int[] from = graph.from();
        int[] to = graph.to();
        double[] weights = graph.weights();
        double all = 0;
        for (int e = 0; e < weights.length; e++) {
            all += weights[e];
            degree[labels[from[e]]] += weights[e];
            degree[labels[to[e]]] += weights[e];
            inside[labels[from[e]]] += labels[from[e]] == labels[to[e]] ? weights[e] : 0;
        }
        double quality = 0;
        for (int c = 0; all > 0 && c < labels.length; c++) {
            double share = degree[c] / (2 * all);
            quality += inside[c] / all - resolution * share * share;
        }
        return quality;
    }
}
