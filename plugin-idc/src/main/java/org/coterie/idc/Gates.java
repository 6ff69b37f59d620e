package org.coterie.idc;

import org.coterie.api.Space;
import org.tensorflow.ndarray.Shape;

/**
 * The space of μ: for each of {@code d} features how far its gate is open, 0 being half. Not data, though of the same width.
 *
 * @param d number of features, at least 1
 */
public record Gates(int d) implements Space {

    @Override
    public Shape row() {
        return Shape.of(d);
    }
}
