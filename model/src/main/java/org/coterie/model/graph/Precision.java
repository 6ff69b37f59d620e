package org.coterie.model.graph;

import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/**
 * The number type behind {@code Operand<TFloat32>}. Runs are single; gradient checks run the same author's code in double,
 * where a constant made by hand instead of by {@code m().real} does not fit and fails when the graph is built.
 */
public enum Precision {
    /** 32 bits. */
    SINGLE(TFloat32.class),
    /** 64 bits, for gradient checks. */
    DOUBLE(TFloat64.class);

    private final Class<? extends TNumber> type;

    Precision(Class<? extends TNumber> type) {
        this.type = type;
    }

    /** The type under the name the api uses for it. */
    @SuppressWarnings("unchecked")
    public Class<TFloat32> type() {
        return (Class<TFloat32>) type;
    }
}
