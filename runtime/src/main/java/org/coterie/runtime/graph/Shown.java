package org.coterie.runtime.graph;

import org.tensorflow.ndarray.Shape;

/**
 * Numbers a step shows: a loss term or something watched.
 *
 * @param update the update it belongs to
 * @param name its name there
 * @param term whether it is a term of a loss
 * @param shape one number, or one per member of a stack
 * @param offset where it begins among all numbers the step shows
 */
public record Shown(String update, String name, boolean term, Shape shape, int offset) {

    /** How many numbers. */
    public int size() {
        return Math.toIntExact(shape.size());
    }

    /** {@code update/name}. */
    public String path() {
        return update + "/" + name;
    }
}
