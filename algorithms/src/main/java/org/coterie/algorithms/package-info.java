/**
 * Algorithms that methods and runtime share: k-means, optimal assignment, scores of labellings, nearest rows, principal
 * components, UMAP and its trustworthiness, nearest names. Dense products and decompositions are TensorFlow's, the rest is
 * plain Java; all deterministic, randomness only from a generator or a seed the caller gives.
 */
@NullMarked
package org.coterie.algorithms;

import org.jspecify.annotations.NullMarked;
