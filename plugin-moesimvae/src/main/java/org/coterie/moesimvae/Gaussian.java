package org.coterie.moesimvae;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Space;
import org.tensorflow.ndarray.Shape;

/**
 * A normal distribution of codes with independent entries: {@code d} means, and beside them {@code d} natural logarithms
 * of variances.
 *
 * @param d numbers of a code, at least 1
 */
public record Gaussian(int d) implements Space {

    /** Checks the size. */
    public Gaussian {
        if (d < 1) {
            throw Fault.of("a code has no numbers")
                    .got(d)
                    .expected("at least 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    @Override
    public Shape row() {
        return Shape.of(2L * d);
    }
}
