package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The same numbers in rows of another shape, whatever stands in front of them. */
final class RowShapes {

    private RowShapes() {}

    /** {@code [front…, in…]} as {@code [front…, out…]}. */
    static Operand<TFloat32> changed(Trace t, Operand<TFloat32> x, Shape in, Shape out) {
        Shape front = x.shape().take(x.shape().numDimensions() - in.numDimensions());
        long unknown =
                java.util.Arrays.stream(front.asArray()).filter(n -> n < 0).count();
        if (unknown <= 1) {
            return t.m().reshape(x, front.append(out).asArray());
        }
        Ops tf = t.tf();
        long[] from = {0};
        long[] size = {front.numDimensions()};
        return tf.reshape(
                x,
                tf.concat(
                        java.util.List.of(
                                tf.slice(tf.shape(x, TInt64.class), tf.constant(from), tf.constant(size)),
                                tf.constant(out.asArray())),
                        tf.constant(0)));
    }

    /** {@code [stack…, n, height, width, channels]} as {@code [stack…, n·height·width, channels]}. */
    static Operand<TFloat32> pixels(Trace t, Operand<TFloat32> x) {
        Shape all = x.shape();
        int stack = all.numDimensions() - 4;
        return t.m().reshape(
                        x,
                        all.take(stack).append(Shape.of(-1, all.get(stack + 3))).asArray());
    }

    /** The way back of {@link #pixels}. */
    static Operand<TFloat32> pictures(Trace t, Operand<TFloat32> pixels, Shape picture) {
        Shape all = pixels.shape();
        Shape stack = all.take(all.numDimensions() - 2);
        return t.m().reshape(pixels, stack.append(Shape.of(-1)).append(picture).asArray());
    }
}
