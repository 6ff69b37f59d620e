package org.coterie.model.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/**
 * Numbers in row order with a shape, of any rank; rank 0 is a scalar. The values are neither copied on the way in nor on
 * the way out: a checkpoint may be most of what memory holds. Whoever hands them over stops changing them.
 */
public final class NdArray {

    /** The kinds of numbers. */
    public enum Type {
        /** 32-bit floating point. */
        FLOAT32("f4", 4),
        /** 64-bit floating point. */
        FLOAT64("f8", 8),
        /** 32-bit signed. */
        INT32("i4", 4),
        /** 64-bit signed. */
        INT64("i8", 8);

        final String code;
        final int bytes;

        Type(String code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private final Type type;
    private final Object values;
    private final int size;
    private final long[] shape;

    private NdArray(Type type, Object values, int size, long[] shape) {
        this.type = type;
        this.values = values;
        this.size = size;
        this.shape = shape.clone();
        if (size(shape) != size) {
            throw new IllegalArgumentException(size + " values in shape " + Arrays.toString(shape));
        }
    }

    /** Floats. */
    public static NdArray of(float[] values, long... shape) {
        return new NdArray(Type.FLOAT32, values, values.length, shape);
    }

    /** Doubles. */
    public static NdArray of(double[] values, long... shape) {
        return new NdArray(Type.FLOAT64, values, values.length, shape);
    }

    /** Integers. */
    public static NdArray of(int[] values, long... shape) {
        return new NdArray(Type.INT32, values, values.length, shape);
    }

    /** Long integers. */
    public static NdArray of(long[] values, long... shape) {
        return new NdArray(Type.INT64, values, values.length, shape);
    }

    /** Zeros; the shape has been checked. */
    static NdArray zeros(Type type, int size, long[] shape) {
        return switch (type) {
            case FLOAT32 -> of(new float[size], shape);
            case FLOAT64 -> of(new double[size], shape);
            case INT32 -> of(new int[size], shape);
            case INT64 -> of(new long[size], shape);
        };
    }

    /** The number of values of a shape, or −1 where it is negative, or more than Java's arrays hold. */
    static int size(long[] shape) {
        long size = 1;
        for (long axis : shape) {
            if (axis < 0 || axis > Integer.MAX_VALUE) {
                return -1;
            }
            size = size > Integer.MAX_VALUE ? size : size * axis;
        }
        return size > Integer.MAX_VALUE ? -1 : (int) size;
    }

    /** Which numbers. */
    public Type type() {
        return type;
    }

    /** The sizes of the axes. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many numbers. */
    public int size() {
        return size;
    }

    /** The numbers of a {@code FLOAT32} array; a fault for others. */
    public float[] floats() {
        return (float[]) as(Type.FLOAT32);
    }

    /** The numbers of a {@code FLOAT64} array; a fault for others. */
    public double[] doubles() {
        return (double[]) as(Type.FLOAT64);
    }

    /** The numbers of an {@code INT32} array; a fault for others. */
    public int[] ints() {
        return (int[]) as(Type.INT32);
    }

    /** The numbers of an {@code INT64} array; a fault for others. */
    public long[] longs() {
        return (long[]) as(Type.INT64);
    }

    private Object as(Type wanted) {
        if (type != wanted) {
            throw Fault.of("an array holds other numbers than expected")
                    .got(this)
                    .expected(wanted.toString())
                    .as(Kind.ARTIFACT);
        }
        return values;
    }

    /** Puts values from one number on, as many as the buffer has room for; returns the number after the last. */
    int put(ByteBuffer to, int from) {
        int count = Math.min(size - from, to.remaining() / type.bytes);
        switch (type) {
            case FLOAT32 -> to.asFloatBuffer().put((float[]) values, from, count);
            case FLOAT64 -> to.asDoubleBuffer().put((double[]) values, from, count);
            case INT32 -> to.asIntBuffer().put((int[]) values, from, count);
            case INT64 -> to.asLongBuffer().put((long[]) values, from, count);
        }
        to.position(to.position() + count * type.bytes);
        return from + count;
    }

    /** Gets values from one number on, as many as the buffer holds; returns the number after the last. */
    int get(ByteBuffer from, int to) {
        int count = Math.min(size - to, from.remaining() / type.bytes);
        switch (type) {
            case FLOAT32 -> from.asFloatBuffer().get((float[]) values, to, count);
            case FLOAT64 -> from.asDoubleBuffer().get((double[]) values, to, count);
            case INT32 -> from.asIntBuffer().get((int[]) values, to, count);
            case INT64 -> from.asLongBuffer().get((long[]) values, to, count);
        }
        from.position(from.position() + count * type.bytes);
        return to + count;
    }

    /** Equal type, shape and bits; NaN equals NaN, 0.0 differs from −0.0. */
    /** Whether it holds whole numbers. */
    public boolean whole() {
        return type == Type.INT32 || type == Type.INT64;
    }

    /** The same numbers in 32 bits, as variables hold them; whole numbers that do not fit are an {@link ArithmeticException}. */
    public NdArray narrow() {
        return switch (type) {
            case FLOAT32, INT32 -> this;
            case FLOAT64 -> {
                double[] wide = doubles();
                float[] single = new float[wide.length];
                for (int i = 0; i < wide.length; i++) {
                    single[i] = (float) wide[i];
                }
                yield of(single, shape());
            }
            case INT64 -> of(Arrays.stream(longs()).mapToInt(Math::toIntExact).toArray(), shape());
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NdArray that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && switch (type) {
                    case FLOAT32 -> Arrays.equals((float[]) values, (float[]) that.values);
                    case FLOAT64 -> Arrays.equals((double[]) values, (double[]) that.values);
                    case INT32 -> Arrays.equals((int[]) values, (int[]) that.values);
                    case INT64 -> Arrays.equals((long[]) values, (long[]) that.values);
                };
    }

    @Override
    public int hashCode() {
        return switch (type) {
            case FLOAT32 -> Arrays.hashCode((float[]) values);
            case FLOAT64 -> Arrays.hashCode((double[]) values);
            case INT32 -> Arrays.hashCode((int[]) values);
            case INT64 -> Arrays.hashCode((long[]) values);
        };
    }

    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }
}
