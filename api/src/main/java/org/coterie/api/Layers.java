package org.coterie.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The bricks. Each works alone and in a stack of models, where it is one batched program. */
public final class Layers {

    private Layers() {}

    /** x W + b with PyTorch's start: weights and bias uniform on ±1/√in. */
    public static Layer dense(int out) {
        return new Dense(out, Init.torchUniform(), null);
    }

    /** x W + b with a start of its own. */
    public static Layer dense(int out, Init weights, Init bias) {
        return new Dense(out, weights, bias);
    }

    /** Dense layers of these widths with {@code between} after each, then a dense layer of {@code out}: the usual perceptron. */
    public static Layer[] perceptron(List<Integer> widths, Layer between, int out) {
        List<Layer> layers = new ArrayList<>();
        for (int width : widths) {
            layers.add(dense(width));
            layers.add(between);
        }
        layers.add(dense(out));
        return layers.toArray(Layer[]::new);
    }

    /** x W without bias. */
    public static Layer linear(int out, Init weights) {
        return new Linear(out, weights);
    }

    /**
     * Batch normalisation in PyTorch's convention: ε = 1e-5, running values move by 0.1 of the batch's, biased variance for
     * normalising, unbiased for the running value (Ioffe and Szegedy 2015). Of pictures each channel is normalised, over all
     * pixels of all rows.
     */
    public static Layer batchNorm() {
        return new BatchNorm(1e-5, 0.1);
    }

    /** Entries set to 0 with probability {@code p} in training, the others divided by 1 − p. */
    public static Layer dropout(double p) {
        if (!(p >= 0 && p < 1)) {
            throw Fault.of("a dropout probability is out of range")
                    .got(p)
                    .expected("0 <= p < 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return new Dropout(p);
    }

    /** max(x, 0). */
    public static Layer relu() {
        return new Entrywise("relu", Maths::relu);
    }

    /** x for x &gt; 0, else eˣ − 1. */
    public static Layer elu() {
        return new Entrywise("elu", Maths::elu);
    }

    /** Hyperbolic tangent. */
    public static Layer tanh() {
        return new Entrywise("tanh", Maths::tanh);
    }

    /** 1 / (1 + e⁻ˣ). */
    public static Layer sigmoid() {
        return new Entrywise("sigmoid", Maths::sigmoid);
    }

    /** ln(1 + eˣ). */
    public static Layer softplus() {
        return new Entrywise("softplus", Maths::softplus);
    }

    /** Rows of any shape to rows of one axis. */
    public static Layer flatten() {
        return new Flatten();
    }

    /**
     * Flat rows to pictures {@code [height, width, channels]}, with as many channels as there are numbers for each pixel; the
     * channels of a pixel lie side by side. {@link #flatten} is the way back. Binding it to rows of a number that is no multiple
     * of height · width is refused.
     *
     * @param height in pixels, at least 1
     * @param width in pixels, at least 1
     */
    public static Layer picture(int height, int width) {
        return new Pictures.Unfold(height, width);
    }

    /**
     * A convolution of pictures with a bias for each filter: {@code [h, w, c]} to {@code [⌈h/stride⌉, ⌈w/stride⌉, filters]}. Weights
     * and bias start uniform on ±1/√(side² c), PyTorch's way. Outside of the picture there are zeros, of p in all p/2, rounded
     * down, on the left and above, the others on the right and below: TensorFlow's SAME. At stride 1 and odd sides that is PyTorch's
     * padding of side/2; at stride 2, pictures of even size and side 3 PyTorch's padding of 1 has its zeros on the other side.
     *
     * @param filters channels of what comes out, at least 1
     * @param side of the square each number looks at, in pixels, at least 1
     * @param stride pixels from one square to the next, at least 1
     */
    public static Layer convolution(int filters, int side, int stride) {
        return new Pictures.Convolution(filters, side, stride, Init.torchUniform(), null, true);
    }

    /** {@link #convolution(int, int, int)} with a start of its own. */
    public static Layer convolution(int filters, int side, int stride, Init weights, Init bias) {
        return new Pictures.Convolution(filters, side, stride, weights, bias, true);
    }

    /** {@link #convolution(int, int, int)} without bias, as where batch normalisation follows. */
    public static Layer convolution(int filters, int side, int stride, Init weights) {
        return new Pictures.Convolution(filters, side, stride, weights, null, false);
    }

    /**
     * The transpose of {@link #convolution(int, int, int)}, with a bias for each filter: {@code [⌈height/stride⌉, ⌈width/stride⌉, c]}
     * to {@code [height, width, filters]}. Weights, {@code [side, side, filters, c]}, and bias start uniform on ±1/√(side² c).
     *
     * @param height of the pictures that come out, in pixels, at least 1
     * @param width of the pictures that come out, in pixels, at least 1
     * @param filters channels of what comes out, at least 1
     * @param side of the square each number is spread over, in pixels, at least 1
     * @param stride pixels from one square to the next, at least 1
     */
    public static Layer deconvolution(int height, int width, int filters, int side, int stride) {
        return new Pictures.Deconvolution(height, width, filters, side, stride);
    }

    /**
     * Pictures of another size: pixel (i, j) is pixel (⌊i h/height⌋, ⌊j w/width⌋) of what comes in, its nearest neighbour at the
     * left and above. Without weights.
     *
     * @param height in pixels, at least 1
     * @param width in pixels, at least 1
     */
    public static Layer upsample(int height, int width) {
        return new Pictures.Upsample(height, width);
    }

    /**
     * The largest number of each channel in squares side by side: {@code [h, w, c]} to {@code [⌈h/side⌉, ⌈w/side⌉, c]}; what is left
     * of squares that reach beyond the picture counts.
     *
     * @param side of the squares, in pixels, at least 1
     */
    public static Layer maxPool(int side) {
        return new Pictures.MaxPool(side);
    }

    /** The mean of each channel over all pixels: {@code [h, w, c]} to {@code [c]}. */
    public static Layer meanPool() {
        return new Pictures.MeanPool();
    }

    /**
     * The basic block of residual networks (He, Zhang, Ren and Sun 2016, figure 5): two convolutions of 3×3 without bias, batch
     * normalisation after each and ReLU after the first; then what came in is added, and ReLU. Where the shape changes, what
     * came in passes a convolution of 1×1 and batch normalisation first.
     *
     * @param filters channels of what comes out, at least 1
     * @param stride of the first convolution, at least 1
     */
    public static Layer residual(int filters, int stride) {
        return new Pictures.Residual(filters, stride);
    }

    static int width(Shape in, String layer) {
        if (in.numDimensions() != 1) {
            throw Fault.of("a layer takes rows of one axis")
                    .at(layer)
                    .got("rows of " + in)
                    .advise("put flatten() before it")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return Math.toIntExact(in.get(0));
    }

    private static Shape positive(int out, String layer) {
        if (out < 1) {
            throw Fault.of("a layer gives nothing")
                    .at(layer)
                    .got(out + " outputs")
                    .expected("at least 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return Shape.of(out);
    }

    private record Dense(
            int size,
            Init weights,
            @org.jspecify.annotations.Nullable Init start) implements Layer {
        @Override
        public String name() {
            return "dense";
        }

        @Override
        public Shape out(Shape in) {
            width(in, name());
            return positive(size, name());
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            int width = width(in, name());
            Var<TFloat32> w = v.weight("weight", Shape.of(width, size), weights);
            Var<TFloat32> b = v.weight("bias", Shape.of(1, size), start == null ? Init.torchUniform(width) : start);
            return (t, x) -> t.m().affine(x, t.read(w), t.read(b));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record Linear(int size, Init weights) implements Layer {
        @Override
        public String name() {
            return "linear";
        }

        @Override
        public Shape out(Shape in) {
            width(in, name());
            return positive(size, name());
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Var<TFloat32> w = v.weight("weight", Shape.of(width(in, name()), size), weights);
            return (t, x) -> t.m().dot(x, t.read(w));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record BatchNorm(double epsilon, double momentum) implements Layer {
        @Override
        public String name() {
            return "batch-norm";
        }

        @Override
        public Shape out(Shape in) {
            channels(in);
            return in;
        }

        private long channels(Shape in) {
            return in.numDimensions() == 3 ? in.get(2) : width(in, name());
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Fn each = bindEach(v, Shape.of(1, channels(in)));
            return in.numDimensions() == 1
                    ? each
                    : (t, x) -> RowShapes.pictures(t, each.apply(t, RowShapes.pixels(t, x)), in);
        }

        private Fn bindEach(Vars v, Shape row) {
            Var<TFloat32> scale = v.weight("scale", row, Init.ones());
            Var<TFloat32> shift = v.weight("shift", row, Init.zeros());
            Var<TFloat32> mean = v.state("mean", row, Init.zeros());
            Var<TFloat32> variance = v.state("variance", row, Init.ones());
            return (t, x) -> {
                Maths m = t.m();
                if (t.mode() == Trace.Mode.INFER) {
                    Operand<TFloat32> factor = m.div(t.read(scale), m.sqrt(m.plus(t.read(variance), epsilon)));
                    return m.add(m.mul(m.sub(x, t.read(mean)), factor), t.read(shift));
                }
                Maths.Normalized batch = m.normalize(x, t.read(scale), t.read(shift), epsilon);
                Operand<TFloat32> share = t.mode() == Trace.Mode.CALIBRATE ? t.share() : m.real(momentum);
                if (t.mode() == Trace.Mode.CALIBRATE) {
                    // The pooled variance of what was seen and what is new, biased: that of all rows, however they are
                    // cut into chunks. Needs the old mean, hence written first.
                    Operand<TFloat32> n = m.count(x, -2);
                    Operand<TFloat32> biased = m.mul(batch.variance(), m.div(m.plus(n, -1), n));
                    Operand<TFloat32> apart = m.sub(batch.mean(), t.read(mean));
                    Operand<TFloat32> between = m.mul(m.mul(share, m.sub(m.real(1), share)), m.square(apart));
                    t.write(variance, old -> m.add(towards(m, old, biased, share), between));
                } else {
                    t.write(variance, old -> towards(m, old, batch.variance(), share));
                }
                t.write(mean, old -> towards(m, old, batch.mean(), share));
                return batch.value();
            };
        }

        private static Operand<TFloat32> towards(
                Maths m, Operand<TFloat32> old, Operand<TFloat32> fresh, Operand<TFloat32> share) {
            return m.add(old, m.mul(share, m.sub(fresh, old)));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record Dropout(double p) implements Layer {
        @Override
        public String name() {
            return "dropout";
        }

        @Override
        public Shape out(Shape in) {
            return in;
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Shape stack = v.stacked();
            int rank = in.numDimensions() + 1;
            String purpose = v.path();
            return (t, x) -> {
                if (t.mode() != Trace.Mode.TRAIN || p == 0) {
                    return x;
                }
                // members of a stack must not share their masks
                Operand<TFloat32> own = t.m().spread(x, stack, rank);
                Operand<TFloat32> keep = t.m().less(t.repeatedNoise(purpose).uniform(own), t.m().real(1 - p));
                return t.m().mul(own, t.m().scale(keep, 1 / (1 - p)));
            };
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record Entrywise(String name, BiFunction<Maths, Operand<TFloat32>, Operand<TFloat32>> rule)
            implements Layer {
        @Override
        public Shape out(Shape in) {
            return in;
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> rule.apply(t.m(), x);
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }

    private record Flatten() implements Layer {
        @Override
        public String name() {
            return "flatten";
        }

        @Override
        public Shape out(Shape in) {
            return Shape.of(in.size());
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            return (t, x) -> RowShapes.changed(t, x, in, out(in));
        }

        @Override
        public boolean stacks() {
            return true;
        }
    }
}
