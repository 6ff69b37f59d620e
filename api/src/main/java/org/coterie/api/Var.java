package org.coterie.api;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TNumber;

/**
 * A handle of a stored value; nothing native stands behind it until a plan is compiled. Read it with {@link Trace#read}.
 *
 * @param <T> its number type
 */
public interface Var<T extends TNumber> {

    /** What becomes of it. */
    enum Kind {
        /** Trained; in models and checkpoints. */
        WEIGHT,
        /** Written, not trained; in models and checkpoints. */
        STATE
    }

    /** Its path, unique in a plan and stable across versions of a method. */
    String path();

    /** The axes a stack put in front; scalar where there are none. */
    Shape stack();

    /** Its shape without the stack. */
    Shape shape();

    /** What becomes of it. */
    Kind kind();
}
