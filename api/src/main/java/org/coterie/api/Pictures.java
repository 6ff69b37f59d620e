package org.coterie.api;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The bricks for rows {@code [height, width, channels]}. */
final class Pictures {

    private Pictures() {}

    /** Refuses rows that are no pictures. */
    static Shape picture(Shape in, String layer) {
        if (in.numDimensions() != 3) {
            throw Fault.of("a layer takes pictures")
                    .at(layer)
                    .got("rows of " + in)
                    .expected("rows of height, width and channels")
                    .advise("put picture(height, width) before it")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return in;
    }

    static void positive(String layer, int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw Fault.of("a size of a layer is out of range")
                        .at(layer)
                        .got(size)
                        .expected("at least 1")
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
    }

    private static long part(long pixels, int stride) {
        return (pixels + stride - 1) / stride;
    }

    private static List<Long> steps(int stride) {
        return List.of(1L, (long) stride, (long) stride, 1L);
    }

    /** Flat rows, unfolded. */
    record Unfold(int height, int width) implements Layer {
        Unfold {
            positive("picture", height, width);
        }

        @Override
        public String name() {
            return "picture";
        }

        @Override
        public Shape out(Shape in) {
            long pixels = (long) height * width;
            if (in.numDimensions() != 1 || in.get(0) % pixels != 0) {
                throw Fault.of("rows are no pictures of this size")
                        .got("rows of " + in)
                        .expected(height + " x " + width + " numbers, or a multiple of it")
                        .advise("give the height and width of your pictures")
                        .as(CoterieException.Kind.CONFIG);
            }
            return Shape.of(height, width, in.get(0) / pixels);
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Shape out = out(in);
            return (t, x) -> RowShapes.changed(t, x, in, out);
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    /** See {@link Layers#convolution(int, int, int)}. */
    record Convolution(
            int filters,
            int side,
            int stride,
            Init weights,
            @org.jspecify.annotations.Nullable Init start,
            boolean biased)
            implements Layer {
        Convolution {
            positive("convolution", filters, side, stride);
        }

        @Override
        public String name() {
            return "convolution";
        }

        @Override
        public Shape out(Shape in) {
            Shape from = picture(in, name());
            return Shape.of(part(from.get(0), stride), part(from.get(1), stride), filters);
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            long channels = picture(in, name()).get(2);
            Var<TFloat32> w = v.weight("weight", Shape.of(side, side, channels, filters), weights);
            if (!biased) {
                return (t, x) -> seen(t, x, w);
            }
            Init usual = Init.torchUniform(Math.toIntExact((long) side * side * channels));
            Var<TFloat32> b = v.weight("bias", Shape.of(1, filters), start == null ? usual : start);
            return (t, x) -> t.m().add(seen(t, x, w), t.read(b));
        }

        private Operand<TFloat32> seen(Trace t, Operand<TFloat32> x, Var<TFloat32> w) {
            return t.tf().nn.conv2d(x, t.read(w), steps(stride), "SAME");
        }
    }

    /** See {@link Layers#deconvolution}. */
    record Deconvolution(int height, int width, int filters, int side, int stride) implements Layer {
        Deconvolution {
            positive("deconvolution", height, width, filters, side, stride);
        }

        @Override
        public String name() {
            return "deconvolution";
        }

        @Override
        public Shape out(Shape in) {
            Shape from = picture(in, name());
            if (from.get(0) != part(height, stride) || from.get(1) != part(width, stride)) {
                throw Fault.of("these pictures do not become ones of that size")
                        .at(name())
                        .got(from.get(0) + " x " + from.get(1) + " pixels, for " + height + " x " + width)
                        .expected(part(height, stride) + " x " + part(width, stride))
                        .as(CoterieException.Kind.PLUGIN);
            }
            return Shape.of(height, width, filters);
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            out(in);
            long channels = in.get(2);
            Init uniform = Init.torchUniform(Math.toIntExact((long) side * side * channels));
            Var<TFloat32> w = v.weight("weight", Shape.of(side, side, filters, channels), uniform);
            Var<TFloat32> b = v.weight("bias", Shape.of(1, filters), uniform);
            return (t, x) -> {
                Maths m = t.m();
                Ops tf = t.tf();
                Operand<TInt32> rows = tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
                Operand<TInt32> sizes =
                        tf.concat(List.of(rows, tf.constant(new int[] {height, width, filters})), tf.constant(0));
                Operand<TFloat32> larger = tf.nn.conv2dBackpropInput(sizes, t.read(w), x, steps(stride), "SAME");
                return m.reshape(m.add(m.reshape(larger, -1, filters), t.read(b)), -1, height, width, filters);
            };
        }
    }

    /** See {@link Layers#upsample}. */
    record Upsample(int height, int width) implements Layer {
        Upsample {
            positive("upsample", height, width);
        }

        @Override
        public String name() {
            return "upsample";
        }

        @Override
        public Shape out(Shape in) {
            return Shape.of(height, width, picture(in, name()).get(2));
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> t.tf().image.resizeNearestNeighbor(x, t.tf().constant(new int[] {height, width}));
        }
    }

    /** See {@link Layers#maxPool}. */
    record MaxPool(int side) implements Layer {
        MaxPool {
            positive("max-pool", side);
        }

        @Override
        public String name() {
            return "max-pool";
        }

        @Override
        public Shape out(Shape in) {
            Shape from = picture(in, name());
            return Shape.of(part(from.get(0), side), part(from.get(1), side), from.get(2));
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> {
                Operand<TInt32> window = t.tf().constant(new int[] {1, side, side, 1});
                return t.tf().nn.maxPool(x, window, window, "SAME");
            };
        }
    }

    /** See {@link Layers#meanPool}. */
    record MeanPool() implements Layer {
        @Override
        public String name() {
            return "mean-pool";
        }

        @Override
        public Shape out(Shape in) {
            return Shape.of(picture(in, name()).get(2));
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> t.m().mean(t.m().mean(x, -2), -2);
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    /** See {@link Layers#residual}. */
    record Residual(int filters, int stride) implements Layer {
        Residual {
            positive("residual", filters, stride);
        }

        @Override
        public String name() {
            return "residual";
        }

        @Override
        public Shape out(Shape in) {
            return kernel(1, stride).out(in);
        }

        private Layer kernel(int side, int step) {
            return Layers.convolution(filters, side, step, Init.torchUniform());
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            List<Layer> longWay =
                    List.of(kernel(3, stride), Layers.batchNorm(), Layers.relu(), kernel(3, 1), Layers.batchNorm());
            List<Layer> shortWay = out(in).equals(in) ? List.of() : List.of(kernel(1, stride), Layers.batchNorm());
            Fn far = Chain.bind(longWay, v, in);
            Fn near = Chain.bind(shortWay, v.at("shortcut"), in);
            return (t, x) -> t.m().relu(t.m().add(far.apply(t, x), near.apply(t, x)));
        }
    }
}
