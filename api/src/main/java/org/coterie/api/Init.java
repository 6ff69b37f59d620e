package org.coterie.api;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.tensorflow.ndarray.Shape;

/**
 * How a variable starts. Fan-in and fan-out of {@code [in, out]} are its two sizes; of {@code [h, w, in, out]} both times
 * h·w, as PyTorch and Keras count them.
 *
 * @param kind the distribution
 * @param a its first number (see the factories)
 * @param b its second number
 */
public record Init(Kind kind, double a, double b) {

    /** The distributions. */
    public enum Kind {
        /** All {@code a}. */
        CONSTANT,
        /** Normal with mean 0 and standard deviation {@code a}. */
        NORMAL,
        /** Uniform on [a, b). */
        UNIFORM,
        /** Uniform on ±a·√(6 / (fan-in + fan-out)). */
        GLOROT_UNIFORM,
        /** Normal with deviation a·√(2 / (fan-in + fan-out)). */
        GLOROT_NORMAL,
        /** Uniform on ±√(6 / fan-in). */
        HE_UNIFORM,
        /** Normal with deviation √(2 / fan-in). */
        HE_NORMAL,
        /** Uniform on ±1/√fan-in; a bias uses {@code a} as its fan-in where {@code a} &gt; 0. */
        TORCH_UNIFORM
    }

    /** All zero. */
    public static Init zeros() {
        return constant(0);
    }

    /** All one. */
    public static Init ones() {
        return constant(1);
    }

    /** All the same. */
    public static Init constant(double value) {
        return new Init(Kind.CONSTANT, value, 0);
    }

    /** Normal with mean 0. */
    public static Init normal(double deviation) {
        return new Init(Kind.NORMAL, deviation, 0);
    }

    /** Uniform on [low, high). */
    public static Init uniform(double low, double high) {
        return new Init(Kind.UNIFORM, low, high);
    }

    /** Glorot and Bengio 2010; the default of Flux and Keras, hence of the published DeePWAK. */
    public static Init glorotUniform() {
        return new Init(Kind.GLOROT_UNIFORM, 1, 0);
    }

    /** Glorot and Bengio 2010 with normal draws. */
    public static Init glorotNormal() {
        return new Init(Kind.GLOROT_NORMAL, 1, 0);
    }

    /** He et al. 2015, for ReLU. */
    public static Init heUniform() {
        return new Init(Kind.HE_UNIFORM, 0, 0);
    }

    /** He et al. 2015 with normal draws. */
    public static Init heNormal() {
        return new Init(Kind.HE_NORMAL, 0, 0);
    }

    /** PyTorch's default for the weights of linear and convolutional layers: uniform on ±1/√fan-in. */
    public static Init torchUniform() {
        return new Init(Kind.TORCH_UNIFORM, 0, 0);
    }

    /** PyTorch's default for biases: uniform on ±1/√fan-in, the fan-in of the weight beside it. */
    public static Init torchUniform(int fanIn) {
        return new Init(Kind.TORCH_UNIFORM, fanIn, 0);
    }

    /** Draws the values of one variable in row order; the same stream gives the same values. */
    public float[] draw(Shape shape, RandomGenerator random) {
        int size = Math.toIntExact(shape.size());
        float[] values = new float[size];
        double in = fan(shape, 1);
        double out = fan(shape, 0);
        double low = 0;
        double high = 0;
        double deviation = 0;
        switch (kind) {
            case CONSTANT -> {
                java.util.Arrays.fill(values, (float) a);
                return values;
            }
            case NORMAL -> deviation = a;
            case GLOROT_NORMAL -> deviation = a * Math.sqrt(2 / (in + out));
            case HE_NORMAL -> deviation = Math.sqrt(2 / in);
            case UNIFORM -> {
                low = a;
                high = b;
            }
            case GLOROT_UNIFORM -> high = a * Math.sqrt(6 / (in + out));
            case HE_UNIFORM -> high = Math.sqrt(6 / in);
            case TORCH_UNIFORM -> high = 1 / Math.sqrt(a > 0 ? a : in);
        }
        if (kind != Kind.UNIFORM) {
            low = -high;
        }
        for (int i = 0; i < size; i++) {
            values[i] = (float)
                    (deviation > 0 ? deviation * random.nextGaussian() : low + (high - low) * random.nextDouble());
        }
        return values;
    }

    private static double fan(Shape shape, int fromRight) {
        int rank = shape.numDimensions();
        if (rank < 2) {
            return Math.max(1, shape.size());
        }
        double field = 1;
        for (int axis = 0; axis < rank - 2; axis++) {
            field *= shape.get(axis);
        }
        return field * shape.get(rank - 1 - fromRight);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
