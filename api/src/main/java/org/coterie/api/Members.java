package org.coterie.api;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Binds a layer that knows nothing of stacks once per member, and stacks what the members give. */
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
        return (t, x) -> {
            boolean shared = x.shape().numDimensions() < rank;
            List<Operand<TFloat32>> parts = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                parts.add(bound.get(i).apply(t, shared ? x : t.m().member(x, i)));
            }
            return t.m().stack(parts);
        };
    }
}
