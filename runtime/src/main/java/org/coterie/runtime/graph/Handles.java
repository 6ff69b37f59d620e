package org.coterie.runtime.graph;

import java.util.HashMap;
import java.util.Map;
import org.coterie.model.graph.Precision;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Resource handles in one graph or function body. A resource is found by its shared name, so that the body of a loop and the
 * graph around it mean the same variable.
 */
final class Handles {
    private final Ops tf;
    private final Precision precision;
    private final Map<String, Stored> registry;
    private final Map<String, Operand<? extends TType>> known = new HashMap<>();

    /** A variable of the session: all that is needed to fill, read and save it. */
    record Stored(String path, Shape shape, boolean whole) {}

    /** Handles in {@code tf}; every variable met is entered in {@code registry}. */
    Handles(Ops tf, Precision precision, Map<String, Stored> registry) {
        this.tf = tf;
        this.precision = precision;
        this.registry = registry;
    }

    Operand<? extends TType> of(Slot<?> slot) {
        return of(slot.path(), slot.full(), slot.whole());
    }

    Operand<? extends TType> of(RowSlot<?> slot, int rows) {
        return of(slot.path(), slot.full(rows), slot.whole());
    }

    Operand<? extends TType> of(String path, Shape shape, boolean whole) {
        registry.putIfAbsent(path, new Stored(path, shape, whole));
        return known.computeIfAbsent(
                path, p -> tf.varHandleOp(type(whole), shape, VarHandleOp.sharedName(p), VarHandleOp.container("")));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    <T extends TNumber> Class<T> type(boolean whole) {
        return (Class<T>) (whole ? TInt32.class : (Class) precision.type());
    }
}
