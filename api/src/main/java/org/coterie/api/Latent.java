package org.coterie.api;

import org.tensorflow.ndarray.Shape;

/**
 * An embedding: what an encoder gives and a decoder takes. R^d in the papers.
 *
 * @param row the shape of one code, {@code [d]} or {@code [height, width, channels]}
 */
public record Latent(Shape row) implements Space {

    /** Codes of {@code d} numbers. */
    public static Latent of(int d) {
        return new Latent(Shape.of(d));
    }
}
