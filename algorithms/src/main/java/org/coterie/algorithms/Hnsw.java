package org.coterie.algorithms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;

/**
 * Approximate nearest rows by a hierarchical navigable small world (Malkov and Yashunin 2018), Lucene's graph over our
 * distances. It is built on one thread and walked on several, so its answers are the same bits at any number of threads.
 */
final class Hnsw {
    private static final int CONNECTIONS = 16;
    private static final int BEAM = 100;
    private static final int WALK = 64;
    private static final long SEED = 42; // of the rows' levels only

    private final Vectors base;
    private final OnHeapHnswGraph graph;

    Hnsw(Vectors base) {
        this.base = base;
        try {
            graph = HnswGraphBuilder.create(new Scorers(base), CONNECTIONS, BEAM, SEED)
                    .build(base.n);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it lies in memory
        }
    }

    /** The k nearest others of each row of the base, or nearly; by exact distances. */
    Neighbours neighbours(int k) {
        int[] indices = new int[Math.multiplyExact(base.n, k)];
        float[] distances = new float[indices.length];
        IntStream.range(0, base.n).parallel().forEach(i -> {
            Nearest nearest = new Nearest(k);
            int[] found = near(i, Math.max(WALK, 2 * k));
            // where the graph falls apart, as it may with many equal rows, all rows are compared
            IntStream candidates = found.length > k ? Arrays.stream(found) : IntStream.range(0, base.n);
            candidates.filter(j -> j != i).forEach(j -> nearest.offer(j, measure(i, j)));
            nearest.into(indices, distances, i * k, base.metric);
        });
        return new Neighbours(base.n, k, indices, distances);
    }

    private int[] near(int i, int count) {
        try {
            ScoreDoc[] found = HnswGraphSearcher.search(
                            new Scorers(base).scorer(i), count, graph, null, Integer.MAX_VALUE)
                    .topDocs()
                    .scoreDocs;
            return Arrays.stream(found).mapToInt(hit -> hit.doc).sorted().toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it lies in memory
        }
    }

    private double measure(int i, int j) {
        return measure(base, i, j);
    }

    private static double measure(Vectors x, int i, int j) {
        return x.metric == Metric.CANBERRA ? x.canberra(i, x, j, Double.POSITIVE_INFINITY) : x.squared(i, x, j);
    }

    /** The nearer, the higher the score. */
    private record Scorers(Vectors x) implements RandomVectorScorerSupplier {

        @Override
        public RandomVectorScorer scorer(int i) {
            return new RandomVectorScorer() {
                @Override
                public float score(int j) {
                    return (float) -measure(x, i, j);
                }

                @Override
                public int maxOrd() {
                    return x.n;
                }
            };
        }

        @Override
        public RandomVectorScorerSupplier copy() {
            return this; // it has no state
        }
    }
}
