package org.coterie.tensorized;

import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Networks that know costs of centred rows without making these, k·n·m numbers, for each cluster. */
interface Centring extends Tensorizable.Copies {

    /** Whether this is worth it. */
    boolean cheaper();

    /**
     * The costs of rows less the centres.
     *
     * @param x what networks see, {@code [n, m]}
     * @param target what they are measured by, {@code [n, m]}
     * @param centres {@code [R, k, 1, m]}
     */
    Operand<TFloat32> costs(Trace t, Operand<TFloat32> x, Operand<TFloat32> target, Operand<TFloat32> centres);
}
