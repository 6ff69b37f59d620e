package org.coterie.api;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A small mathematics over {@code [stack…, n, d]}: axes are counted from the right, leading axes broadcast, everything has
 * a gradient unless said, and constants follow the working precision (single in runs, double in gradient checks).
 */
public interface Maths {

    /** A constant. */
    Operand<TFloat32> real(double value);

    /** A matrix of constants, rows of equal length; copied. */
    Operand<TFloat32> matrix(double[][] rows);

    /** The identity matrix. */
    Operand<TFloat32> eye(int n);

    /** a + b, broadcast. */
    Operand<TFloat32> add(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a − b, broadcast. */
    Operand<TFloat32> sub(Operand<TFloat32> a, Operand<TFloat32> b);

    /** Entrywise product, broadcast. */
    Operand<TFloat32> mul(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a / b, broadcast. */
    Operand<TFloat32> div(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a + c. */
    Operand<TFloat32> plus(Operand<TFloat32> a, double c);

    /** a · c. */
    Operand<TFloat32> scale(Operand<TFloat32> a, double c);

    /** −a. */
    Operand<TFloat32> neg(Operand<TFloat32> a);

    /** a². */
    Operand<TFloat32> square(Operand<TFloat32> a);

    /** √a. */
    Operand<TFloat32> sqrt(Operand<TFloat32> a);

    /** |a|; gradient 0 at 0. */
    Operand<TFloat32> abs(Operand<TFloat32> a);

    /** eᵃ. */
    Operand<TFloat32> exp(Operand<TFloat32> a);

    /** ln a. */
    Operand<TFloat32> log(Operand<TFloat32> a);

    /** ln(1 + a). */
    Operand<TFloat32> log1p(Operand<TFloat32> a);

    /** Hyperbolic tangent. */
    Operand<TFloat32> tanh(Operand<TFloat32> a);

    /** 1 / (1 + e⁻ᵃ). */
    Operand<TFloat32> sigmoid(Operand<TFloat32> a);

    /** max(a, 0). */
    Operand<TFloat32> relu(Operand<TFloat32> a);

    /** a for a &gt; 0, else eᵃ − 1. */
    Operand<TFloat32> elu(Operand<TFloat32> a);

    /** ln(1 + eᵃ). */
    Operand<TFloat32> softplus(Operand<TFloat32> a);

    /** The standard normal distribution function, ½(1 + erf(a/√2)). */
    Operand<TFloat32> normalCdf(Operand<TFloat32> a);

    /** The larger, entrywise. */
    Operand<TFloat32> max(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a limited to [low, high]; gradient 0 outside. */
    Operand<TFloat32> clip(Operand<TFloat32> a, double low, double high);

    /** 1 where a &lt; b, else 0; no gradient. */
    Operand<TFloat32> less(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a where the condition holds, b elsewhere; broadcast. */
    Operand<TFloat32> where(Operand<TBool> condition, Operand<TFloat32> a, Operand<TFloat32> b);

    /** a &gt; 0, as a condition. */
    Operand<TBool> positive(Operand<TFloat32> a);

    /** Matrix product a b over the last two axes, leading axes broadcast. */
    Operand<TFloat32> dot(Operand<TFloat32> a, Operand<TFloat32> b);

    /** aᵀ b: contracts the rows, {@code [n, k], [n, d]} to {@code [k, d]}. */
    Operand<TFloat32> dotT(Operand<TFloat32> a, Operand<TFloat32> b);

    /** a bᵀ: contracts the columns, {@code [n, d], [k, d]} to {@code [n, k]}. */
    Operand<TFloat32> dotBT(Operand<TFloat32> a, Operand<TFloat32> b);

    /** x w + b with the bias stored {@code [stack…, 1, out]}. */
    Operand<TFloat32> affine(Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b);

    /**
     * Batch normalisation over the rows, γ(x − mean)/√(variance + ε) + β, the variance biased.
     *
     * @param scale γ, {@code [stack…, 1, d]}
     * @param shift β, {@code [stack…, 1, d]}
     */
    Normalized normalize(Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift, double epsilon);

    /**
     * What batch normalisation gives.
     *
     * @param value the normalised rows
     * @param mean the batch mean, {@code [stack…, 1, d]}; no gradient
     * @param variance the unbiased batch variance, {@code [stack…, 1, d]}; no gradient
     */
    record Normalized(Operand<TFloat32> value, Operand<TFloat32> mean, Operand<TFloat32> variance) {}

    /** The last two axes exchanged. */
    Operand<TFloat32> swap(Operand<TFloat32> a);

    /** Sum over one axis, −1 being the last; the axis goes. */
    Operand<TFloat32> sum(Operand<TFloat32> a, int axis);

    /** Sum over one axis, which stays with size 1. */
    Operand<TFloat32> sumKept(Operand<TFloat32> a, int axis);

    /** Mean over one axis; the axis goes. */
    Operand<TFloat32> mean(Operand<TFloat32> a, int axis);

    /** Mean over one axis, which stays with size 1. */
    Operand<TFloat32> meanKept(Operand<TFloat32> a, int axis);

    /**
     * Mean of the squares over the last two axes, {@code [stack…, n, d]} to {@code [stack…]}: of a difference, the mean squared
     * error. One pass over the numbers, and one in its gradient.
     */
    Operand<TFloat32> meanSquare(Operand<TFloat32> a);

    /** Number of entries along an axis, as a scalar. */
    Operand<TFloat32> count(Operand<TFloat32> a, int axis);

    /** Softmax over the last axis. */
    Operand<TFloat32> softmax(Operand<TFloat32> a);

    /** Logarithm of the softmax over the last axis. */
    Operand<TFloat32> logSoftmax(Operand<TFloat32> a);

    /** Index of the largest entry of the last axis, the lowest on ties. */
    Operand<TInt32> argMax(Operand<TFloat32> a);

    /** Rows of zeros with a one at the index; no gradient. */
    Operand<TFloat32> oneHot(Operand<TInt32> index, int k);

    /** Rows by number: {@code [k, d]} and {@code [n]} to {@code [n, d]}. */
    Operand<TFloat32> pick(Operand<TFloat32> rows, Operand<TInt32> index);

    /** Entry {@code i} of the first axis, which goes. */
    Operand<TFloat32> member(Operand<TFloat32> a, int i);

    /** Operands of one shape along a new first axis. */
    Operand<TFloat32> stack(List<Operand<TFloat32>> parts);

    /** Operands side by side along the last axis. */
    Operand<TFloat32> beside(List<Operand<TFloat32>> parts);

    /** Columns {@code from} (inclusive) to {@code to} (exclusive) of the last axis. */
    Operand<TFloat32> columns(Operand<TFloat32> a, int from, int to);

    /** Shared rows {@code [n, …]} repeated for every member of a stack; unchanged if they have the stack already. */
    Operand<TFloat32> spread(Operand<TFloat32> a, Shape stack, int rank);

    /** Another shape of as many numbers; one axis may be unknown (−1). */
    Operand<TFloat32> reshape(Operand<TFloat32> a, long... shape);

    /**
     * ln det of symmetric positive definite matrices {@code […, n, n]}, by Cholesky; its gradient is the inverse. NaN where a
     * matrix is not positive definite.
     */
    Operand<TFloat32> logDet(Operand<TFloat32> a);

    /** The same value without a gradient. */
    Operand<TFloat32> stop(Operand<TFloat32> a);
}
