package org.coterie.api;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Binds a layer that knows nothing of stacks once per member, and stacks what the members give; an only member serves all. */
final class Members {

    private Members() {}

    static Layer.Fn bind(Layer layer, Vars v, Shape in) {
        if (layer.stacks() || v.stacked().isScalar()) {
            return layer.bind(v, in);
        }
        int members = Math.toIntExact(v.stacked().get(0));
        List<Layer.Fn> bound = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            bound.add(bind(layer, v.member(i), in));
        }
        int rank = in.numDimensions() + 1 + v.stacked().numDimensions();
        long[] made = layer.out(in).asArray();
        return (t, x) -> {
            boolean shared = x.shape().numDimensions() < rank;
            if (!shared && v.stacked().equals(Shape.of(1)) && x.shape().get(0) != 1) {
                return ofAll(t, bound.get(0), x, in.asArray(), made);
            }
            List<Operand<TFloat32>> parts = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                parts.add(bound.get(i).apply(t, shared ? x : t.m().member(x, i)));
            }
            return t.m().stack(parts);
        };
    }

    /** The only member serves all of a stack: {@code [k, n, in…]} as k·n rows, and back. */
    private static Operand<TFloat32> ofAll(Trace t, Layer.Fn only, Operand<TFloat32> x, long[] in, long[] out) {
        Ops tf = t.tf();
        Operand<TInt64> front =
                tf.slice(tf.shape(x, TInt64.class), tf.constant(new long[] {0}), tf.constant(new long[] {2}));
        long[] rows = new long[in.length + 1];
        rows[0] = -1;
        System.arraycopy(in, 0, rows, 1, in.length);
        Operand<TFloat32> y = only.apply(t, t.m().reshape(x, rows));
        return tf.reshape(y, tf.concat(List.of(front, tf.constant(out)), tf.constant(0)));
    }
}
