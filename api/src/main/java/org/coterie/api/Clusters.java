package org.coterie.api;

import org.tensorflow.ndarray.Shape;

/**
 * Memberships in {@code k} clusters: rows on the simplex. A row of zeros is noise, in methods that mark noise.
 *
 * @param k number of clusters, at least 1
 */
public record Clusters(int k) implements Space {

    /** Checks the number of clusters. */
    public Clusters {
        check(k);
    }

    static void check(int k) {
        if (k < 1) {
            throw Fault.of("a number of clusters is out of range")
                    .got(k)
                    .expected("at least 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    @Override
    public Shape row() {
        return Shape.of(k);
    }
}
