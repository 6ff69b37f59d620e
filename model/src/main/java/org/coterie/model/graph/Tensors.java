package org.coterie.model.graph;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Numbers in and out of native memory, by the fast routes; in double precision arrays are still of floats or doubles. */
public final class Tensors {

    private Tensors() {}

    /** Singles. */
    public static TFloat32 of(Shape shape, float[] values) {
        return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
    }

    /** Whole numbers. */
    public static TInt32 of(Shape shape, int[] values) {
        return TInt32.tensorOf(shape, DataBuffers.of(values, true, false));
    }

    /** Values in the working precision. */
    public static Tensor of(Shape shape, float[] values, Precision precision) {
        if (precision == Precision.SINGLE) {
            return of(shape, values);
        }
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return TFloat64.tensorOf(shape, DataBuffers.of(wide, true, false));
    }

    /** What a tensor holds, as singles. */
    public static float[] floats(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.shape().size())];
        if (tensor instanceof TFloat64) {
            double[] wide = doubles(tensor);
            for (int i = 0; i < wide.length; i++) {
                values[i] = (float) wide[i];
            }
        } else {
            tensor.asRawTensor().data().asFloats().read(values);
        }
        return values;
    }

    /** What a tensor holds, as doubles. */
    public static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.shape().size())];
        if (tensor instanceof TFloat64) {
            tensor.asRawTensor().data().asDoubles().read(values);
        } else {
            float[] single = floats(tensor);
            for (int i = 0; i < single.length; i++) {
                values[i] = single[i];
            }
        }
        return values;
    }

    /** What a tensor of whole numbers holds. */
    public static int[] ints(Tensor tensor) {
        int[] values = new int[Math.toIntExact(tensor.shape().size())];
        tensor.asRawTensor().data().asInts().read(values);
        return values;
    }
}
