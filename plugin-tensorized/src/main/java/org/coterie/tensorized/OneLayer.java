package org.coterie.tensorized;

import java.util.Arrays;
import org.coterie.api.Maths;
import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The costs of linear autoencoders of one layer each way by products of rows with all weights at once: z = xW − cW, and ‖x̂ −
 * x̃‖² = z(VVᵀ)zᵀ − 2 z·(x̃Vᵀ) + ‖x̃‖². Nothing of size k·n·m is made. Squares are differences of large numbers here, good to
 * six digits of the squared length of rows, so this is for long rows only.
 */
final class OneLayer {
    private OneLayer() {}

    /** Rows and centres. */
    record Given(Operand<TFloat32> x, Operand<TFloat32> target, Operand<TFloat32> centres) {}

    /**
     * {@code [R, k, n]}.
     *
     * @param w encoders, {@code [R, k, m, h]}
     * @param v decoders, {@code [R, k, h, m]}
     */
    static Operand<TFloat32> costs(
            Trace t, Operand<TFloat32> w, Operand<TFloat32> v, Autoencoder.Weighted penalty, Given given) {
        Maths m = t.m();
        Operand<TFloat32> c = given.centres();
        Operand<TFloat32> z = m.sub(product(t, given.x(), m.swap(w)), m.dot(c, w));
        Operand<TFloat32> along = m.sub(product(t, given.target(), v), m.dotBT(c, v));
        Operand<TFloat32> length = m.sum(m.mul(m.dot(z, m.dotBT(v, v)), z), -1);
        Operand<TFloat32> crossed = m.sum(m.mul(z, along), -1);
        Operand<TFloat32> error = m.sub(m.scale(length, 1 + penalty.onReconstruction()), m.scale(crossed, 2));
        double columns = v.shape().get(v.shape().numDimensions() - 1);
        Operand<TFloat32> cost = m.scale(m.add(error, m.stop(apart(m, given.target(), c))), 1 / columns);
        return penalty.onCode() == 0 ? cost : m.add(cost, m.scale(m.sum(m.square(z), -1), penalty.onCode()));
    }

    /** ‖x − c‖², {@code [R, k, n]}. */
    private static Operand<TFloat32> apart(Maths m, Operand<TFloat32> x, Operand<TFloat32> c) {
        Operand<TFloat32> crossed = m.sum(m.dotBT(x, c), -1);
        Operand<TFloat32> squares = m.sub(m.sum(m.square(x), -1), m.scale(crossed, 2));
        return m.add(squares, m.sum(m.square(c), -1));
    }

    /** Rows {@code [n, m]} times the transpose of each of {@code [R, k, h, m]} in one product: {@code [R, k, n, h]}. */
    private static Operand<TFloat32> product(Trace t, Operand<TFloat32> x, Operand<TFloat32> v) {
        long[] shape = v.shape().asArray();
        int axes = shape.length - 2;
        long copies = Arrays.stream(shape, 0, axes).reduce(1, (a, b) -> a * b);
        long h = shape[axes];
        Operand<TFloat32> wide = t.m().dotBT(x, t.m().reshape(v, copies * h, shape[axes + 1]));
        long[] apart = new long[axes + 2];
        int[] order = new int[axes + 2];
        apart[0] = -1;
        apart[axes + 1] = h;
        order[axes + 1] = axes + 1;
        for (int i = 0; i < axes; i++) {
            apart[i + 1] = shape[i];
            order[i] = i + 1;
        }
        return t.tf().linalg.transpose(t.m().reshape(wide, apart), t.tf().constant(order));
    }
}
