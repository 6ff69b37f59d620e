package org.coterie.tensorized;

import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Maths;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The transpose of {@link Convolution}, from pictures of half the size: 3×3, every second pixel, and a bias for each filter.
 *
 * @param height of the pictures that come out, from ⌈height / 2⌉
 * @param width of the pictures that come out, from ⌈width / 2⌉
 * @param channels of what goes in
 * @param filters channels of what comes out
 */
record Deconvolution(int height, int width, int channels, int filters) implements Layer {

    @Override
    public String name() {
        return "deconvolution";
    }

    @Override
    public Shape out(Shape in) {
        long needed = (long) Convolution.half(height) * Convolution.half(width) * channels;
        if (in.numDimensions() != 1 || in.get(0) != needed) {
            throw Fault.of("rows are no pictures of half this size")
                    .got("rows of " + in)
                    .expected(needed + " numbers")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return Shape.of((long) height * width * filters);
    }

    @Override
    public Fn bind(Vars v, Shape in) {
        Init uniform = Init.torchUniform(9 * channels);
        Var<TFloat32> w = v.weight("weight", Shape.of(3, 3, filters, channels), uniform);
        Var<TFloat32> b = v.weight("bias", Shape.of(1, filters), uniform);
        long size = out(in).get(0);
        return (t, x) -> {
            Maths m = t.m();
            Ops tf = t.tf();
            Operand<TFloat32> pictures = m.reshape(x, -1, Convolution.half(height), Convolution.half(width), channels);
            Operand<TInt32> rows = tf.slice(tf.shape(pictures), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
            Operand<TInt32> sizes =
                    tf.concat(List.of(rows, tf.constant(new int[] {height, width, filters})), tf.constant(0));
            Operand<TFloat32> larger =
                    tf.nn.conv2dBackpropInput(sizes, t.read(w), pictures, List.of(1L, 2L, 2L, 1L), "SAME");
            return m.reshape(m.add(m.reshape(larger, -1, filters), t.read(b)), -1, size);
        };
    }
}
