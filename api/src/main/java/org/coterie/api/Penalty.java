package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A cost of a whole batch: an entropy, a coding rate, a modularity.
 *
 * @param <S> the space of the rows
 */
@FunctionalInterface
public interface Penalty<S extends Space> {

    /** The cost, {@code [stack…]}. */
    Operand<TFloat32> of(Trace t, Rows<S> rows);
}
