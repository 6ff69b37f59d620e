package org.coterie.api;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * A handle of a value that accompanies every training row. Stored rows first, handed out stack first: {@link Batch#at}
 * gives {@code [stack…, n, row…]}.
 *
 * @param <T> its number type
 */
public interface RowVar<T extends TNumber> {

    /** Its path, unique in a plan. */
    String path();

    /** The axes a stack adds; scalar where there are none. */
    Shape stack();

    /** The shape for one row, without the stack. */
    Shape row();
}
