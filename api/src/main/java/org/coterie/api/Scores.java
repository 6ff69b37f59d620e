package org.coterie.api;

import org.tensorflow.ndarray.Shape;

/**
 * Unnormalised log-weights of {@code k} clusters: logits, minus costs, log-likelihoods. What a partitioner gives; becomes
 * {@link Clusters} by {@link Trace#soft} or {@link Trace#hard}, so that a softmax cannot be forgotten or applied twice.
 *
 * @param k number of clusters, at least 1
 */
public record Scores(int k) implements Space {

    /** Checks the number of clusters. */
    public Scores {
        Clusters.check(k);
    }

    @Override
    public Shape row() {
        return Shape.of(k);
    }
}
