package org.coterie.api;

import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** Values of weights and states, θ : Params(F) in the papers. Immutable. */
public interface Params {

    /** A hash of paths, shapes and kinds that says whether values fit a plan. */
    String fingerprint();

    /** The shapes by path, stacks included, sorted by path. */
    Map<String, Shape> shapes();

    /**
     * The values of one variable in row order; a fresh array. Whole numbers come as real ones, exact up to 2²⁴.
     *
     * @throws CoterieException if there is no such path
     */
    float[] values(String path);
}
