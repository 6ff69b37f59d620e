package org.coterie.tensorized;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Maths;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A convolution of pictures that lie flat in rows: 3×3, every second pixel, zeros outside (at the right and below first, as
 * TensorFlow's SAME has it), and a bias for each filter.
 *
 * @param height of the pictures
 * @param width of the pictures
 * @param channels of the pictures
 * @param filters channels of what comes out, ⌈height / 2⌉ × ⌈width / 2⌉
 */
record Convolution(int height, int width, int channels, int filters) implements Layer {

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public Shape out(Shape in) {
        if (in.numDimensions() != 1 || in.get(0) != (long) height * width * channels) {
            throw Fault.of("rows are no pictures of this size")
                    .got("rows of " + in)
                    .expected(height + " x " + width + " x " + channels + " numbers")
                    .advise("set network.image to the height and width of your pictures")
                    .as(CoterieException.Kind.CONFIG);
        }
        return Shape.of((long) half(height) * half(width) * filters);
    }

    /** What comes after it. */
    static int half(int pixels) {
        return (pixels + 1) / 2;
    }

    @Override
    public Fn bind(Vars v, Shape in) {
        Init uniform = Init.torchUniform(9 * channels);
        Var<TFloat32> w = v.weight("weight", Shape.of(3, 3, channels, filters), uniform);
        Var<TFloat32> b = v.weight("bias", Shape.of(1, filters), uniform);
        long size = out(in).get(0);
        return (t, x) -> {
            Maths m = t.m();
            Operand<TFloat32> pictures = m.reshape(x, -1, height, width, channels);
            Operand<TFloat32> seen = t.tf().nn.conv2d(pictures, t.read(w), java.util.List.of(1L, 2L, 2L, 1L), "SAME");
            return m.reshape(m.add(seen, t.read(b)), -1, size);
        };
    }
}
