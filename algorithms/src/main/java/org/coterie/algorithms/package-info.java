/**
 * Algorithms that methods and runtime share: k-means, optimal assignment, scores of labellings, nearest names. Pure
 * Java, no TensorFlow; all deterministic, randomness only from a generator the caller gives.
 */
@NullMarked
package org.coterie.algorithms;

import org.jspecify.annotations.NullMarked;
