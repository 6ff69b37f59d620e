package org.coterie.api;

import org.tensorflow.ndarray.Shape;

/**
 * A typed border: what a row is, and how large. The role is the type, so that composing parts of unlike roles does not
 * compile; the size is the value, checked when parts are put together. Open: a plugin may add its own, for instance a
 * Gaussian (mean and log-variance side by side).
 */
public interface Space {

    /** The shape of one row. */
    Shape row();

    /** Numbers per row. */
    default int width() {
        return Math.toIntExact(row().size());
    }
}
