package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.Maths;
import org.coterie.model.graph.Precision;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The mathematics of the api in TensorFlow operations that have a gradient and, of several, in the fastest. */
final class GraphMaths implements Maths {
    /** Up to so many columns, and where at least as many times more come out, an affine map is narrow. */
    private static final int NARROW = 16;

    private final Ops tf;
    private final Precision precision;

    /** Narrow affine maps by what they give: {@link #normalize} has a shorter way for them. */
    private final Map<Operand<TFloat32>, Affine> maps = new IdentityHashMap<>();

    private record Affine(Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {}

    GraphMaths(Ops tf, Precision precision) {
        this.tf = tf;
        this.precision = precision;
    }

    @Override
    public Operand<TFloat32> real(double value) {
        return constant(value);
    }

    @Override
    public Operand<TFloat32> matrix(double[][] rows) {
        if (precision == Precision.DOUBLE) {
            return lie(tf.constant(rows));
        }
        float[][] narrow = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            narrow[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                narrow[i][j] = (float) rows[i][j];
            }
        }
        return tf.constant(narrow);
    }

    private Operand<TFloat32> constant(double value) {
        return precision == Precision.SINGLE ? tf.constant((float) value) : lie(tf.constant(value));
    }

    @SuppressWarnings("unchecked")
    private static Operand<TFloat32> lie(Operand<?> operand) {
        return (Operand<TFloat32>) operand;
    }

    @Override
    public Operand<TFloat32> eye(int n) {
        float[] single = new float[n * n];
        double[] twice = new double[n * n];
        for (int i = 0; i < n; i++) {
            single[i * n + i] = 1;
            twice[i * n + i] = 1;
        }
        Operand<TFloat32> flat = precision == Precision.SINGLE ? tf.constant(single) : lie(tf.constant(twice));
        return tf.reshape(flat, tf.constant(new int[] {n, n}));
    }

    @Override
    public Operand<TFloat32> add(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.add(a, b);
    }

    @Override
    public Operand<TFloat32> sub(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.sub(a, b);
    }

    @Override
    public Operand<TFloat32> mul(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.mul(a, b);
    }

    @Override
    public Operand<TFloat32> div(Operand<TFloat32> a, Operand<TFloat32> b) {
        // a few reciprocals, so that neither the quotient nor its gradient divides entry by entry
        return narrower(b.shape(), a.shape()) ? tf.math.mul(a, tf.math.reciprocal(b)) : tf.math.div(a, b);
    }

    /** Whether broadcasting repeats {@code b} along an axis of {@code a}. */
    private static boolean narrower(Shape b, Shape a) {
        boolean fits = b.numDimensions() <= a.numDimensions();
        boolean repeated = b.numDimensions() < a.numDimensions();
        for (int axis = 1; fits && axis <= b.numDimensions(); axis++) {
            long of = b.get(b.numDimensions() - axis);
            long in = a.get(a.numDimensions() - axis);
            repeated |= of == 1 && in != 1;
            fits = of == 1 || of == in;
        }
        return fits && repeated;
    }

    @Override
    public Operand<TFloat32> plus(Operand<TFloat32> a, double c) {
        return tf.math.add(a, constant(c));
    }

    @Override
    public Operand<TFloat32> scale(Operand<TFloat32> a, double c) {
        return tf.math.mul(a, constant(c));
    }

    @Override
    public Operand<TFloat32> neg(Operand<TFloat32> a) {
        return tf.math.neg(a);
    }

    @Override
    public Operand<TFloat32> square(Operand<TFloat32> a) {
        return tf.math.square(a);
    }

    @Override
    public Operand<TFloat32> sqrt(Operand<TFloat32> a) {
        return tf.math.sqrt(a);
    }

    @Override
    public Operand<TFloat32> abs(Operand<TFloat32> a) {
        return tf.math.abs(a);
    }

    @Override
    public Operand<TFloat32> exp(Operand<TFloat32> a) {
        return tf.math.exp(a);
    }

    @Override
    public Operand<TFloat32> log(Operand<TFloat32> a) {
        return tf.math.log(a);
    }

    @Override
    public Operand<TFloat32> log1p(Operand<TFloat32> a) {
        return tf.math.log1p(a);
    }

    @Override
    public Operand<TFloat32> tanh(Operand<TFloat32> a) {
        return tf.math.tanh(a);
    }

    @Override
    public Operand<TFloat32> sigmoid(Operand<TFloat32> a) {
        return tf.math.sigmoid(a);
    }

    @Override
    public Operand<TFloat32> relu(Operand<TFloat32> a) {
        return tf.nn.relu(a);
    }

    @Override
    public Operand<TFloat32> elu(Operand<TFloat32> a) {
        return tf.nn.elu(a);
    }

    @Override
    public Operand<TFloat32> softplus(Operand<TFloat32> a) {
        return tf.math.softplus(a);
    }

    @Override
    public Operand<TFloat32> normalCdf(Operand<TFloat32> a) {
        return plus(scale(tf.math.erf(scale(a, Math.sqrt(0.5))), 0.5), 0.5);
    }

    @Override
    public Operand<TFloat32> max(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.math.maximum(a, b);
    }

    @Override
    public Operand<TFloat32> clip(Operand<TFloat32> a, double low, double high) {
        return tf.clipByValue(a, constant(low), constant(high));
    }

    @Override
    public Operand<TFloat32> less(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.dtypes.cast(tf.math.less(a, b), precision.type());
    }

    @Override
    public Operand<TFloat32> where(Operand<TBool> condition, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.select(condition, a, b);
    }

    @Override
    public Operand<TBool> positive(Operand<TFloat32> a) {
        return tf.math.greater(a, constant(0));
    }

    @Override
    public Operand<TFloat32> dot(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, false, false);
    }

    @Override
    public Operand<TFloat32> dotT(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, true, false);
    }

    @Override
    public Operand<TFloat32> dotBT(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, false, true);
    }

    private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b, boolean turnA, boolean turnB) {
        if (rank(a) == 2 && rank(b) == 2) {
            return tf.linalg.matMul(a, b, MatMul.transposeA(turnA), MatMul.transposeB(turnB));
        }
        return lie(raw("BatchMatMulV2", "dot")
                .addInput(a.asOutput())
                .addInput(b.asOutput())
                .setAttr("adj_x", turnA)
                .setAttr("adj_y", turnB)
                .build()
                .output(0));
    }

    @Override
    public Operand<TFloat32> affine(Operand<TFloat32> x, Operand<TFloat32> w, Operand<TFloat32> b) {
        Operand<TFloat32> product = product(x, w, false, false);
        // BiasAdd has a fused gradient, a broadcast sum has not
        Operand<TFloat32> moved = rank(product) == 2 && rank(b) == 2
                ? tf.nn.biasAdd(product, tf.reshape(b, tf.constant(new int[] {-1})))
                : tf.math.add(product, b);
        long in = w.shape().get(rank(w) - 2);
        if (in > 0 && in <= NARROW && in * NARROW <= w.shape().get(rank(w) - 1)) {
            maps.put(moved, new Affine(x, w, b));
        }
        return moved;
    }

    @Override
    public Normalized normalize(Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift, double epsilon) {
        Optional<Affine> narrow = Optional.ofNullable(maps.get(x));
        if (narrow.isPresent()) {
            return folded(narrow.get(), scale, shift, epsilon);
        }
        return rank(x) == 2 && rank(scale) == 2 && precision == Precision.SINGLE
                ? fused(x, scale, shift, epsilon)
                : composed(x, scale, shift, epsilon);
    }

    /**
     * A normalised affine map of few columns is itself one affine map of them: mean and variance of what it gives follow from
     * those of what it takes, var_j = w_jᵀ C w_j, so that the many columns are passed over once and not seven times.
     */
    private Normalized folded(Affine map, Operand<TFloat32> scale, Operand<TFloat32> shift, double epsilon) {
        Operand<TFloat32> mean = meanKept(map.x(), -2);
        Operand<TFloat32> apart = sub(map.x(), mean);
        Operand<TFloat32> n = count(apart, -2);
        Operand<TFloat32> covariance = div(dotT(apart, apart), n);
        // never below 0 but by rounding
        Operand<TFloat32> variance = relu(sumKept(mul(map.w(), dot(covariance, map.w())), -2));
        Operand<TFloat32> factor = div(scale, sqrt(plus(variance, epsilon)));
        // the bias moves the mean only; it stays in the graph, with the gradient it has: 0
        Operand<TFloat32> start = add(shift, sub(map.b(), map.b()));
        Operand<TFloat32> unbiased = div(mul(variance, n), max(plus(n, -1), constant(1)));
        return new Normalized(
                affine(apart, mul(map.w(), factor), start), stop(add(dot(mean, map.w()), map.b())), stop(unbiased));
    }

    private Normalized fused(Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift, double epsilon) {
        int d = Math.toIntExact(x.shape().get(1));
        Operand<TInt32> flat = tf.constant(new int[] {d});
        Operand<TFloat32> none = tf.constant(new float[0]);
        Operation norm = raw("FusedBatchNormV3", "batch-norm")
                .addInput(tf.reshape(x, tf.constant(new int[] {-1, 1, 1, d})).asOutput())
                .addInput(tf.reshape(scale, flat).asOutput())
                .addInput(tf.reshape(shift, flat).asOutput())
                .addInput(none.asOutput())
                .addInput(none.asOutput())
                .setAttr("epsilon", (float) epsilon)
                .setAttr("is_training", true)
                .build();
        Operand<TInt32> row = tf.constant(new int[] {1, d});
        return new Normalized(
                tf.reshape(lie(norm.output(0)), tf.constant(new int[] {-1, d})),
                stop(tf.reshape(lie(norm.output(1)), row)),
                stop(tf.reshape(lie(norm.output(2)), row)));
    }

    private Normalized composed(Operand<TFloat32> x, Operand<TFloat32> scale, Operand<TFloat32> shift, double epsilon) {
        Operand<TFloat32> mean = meanKept(x, -2);
        Operand<TFloat32> apart = sub(x, mean);
        Operand<TFloat32> variance = meanKept(square(apart), -2);
        Operand<TFloat32> factor = div(scale, sqrt(plus(variance, epsilon)));
        Operand<TFloat32> n = count(x, -2);
        Operand<TFloat32> unbiased = div(mul(variance, n), max(plus(n, -1), constant(1)));
        return new Normalized(add(mul(apart, factor), shift), stop(mean), stop(unbiased));
    }

    @Override
    public Operand<TFloat32> swap(Operand<TFloat32> a) {
        int rank = rank(a);
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        order[rank - 1] = rank - 2;
        order[rank - 2] = rank - 1;
        return tf.linalg.transpose(a, tf.constant(order));
    }

    @Override
    public Operand<TFloat32> sum(Operand<TFloat32> a, int axis) {
        return tf.reduceSum(a, tf.constant(axis));
    }

    @Override
    public Operand<TFloat32> sumKept(Operand<TFloat32> a, int axis) {
        return tf.reduceSum(a, tf.constant(axis), ReduceSum.keepDims(true));
    }

    @Override
    public Operand<TFloat32> mean(Operand<TFloat32> a, int axis) {
        long n = a.shape().get(rank(a) + axis);
        // the gradient of a mean divides entry by entry, that of a scaled sum scales before it spreads
        return n > 0 ? scale(sum(a, axis), 1.0 / n) : tf.math.mean(a, tf.constant(axis));
    }

    @Override
    public Operand<TFloat32> meanKept(Operand<TFloat32> a, int axis) {
        long n = a.shape().get(rank(a) + axis);
        return n > 0 ? scale(sumKept(a, axis), 1.0 / n) : tf.math.mean(a, tf.constant(axis), Mean.keepDims(true));
    }

    @Override
    public Operand<TFloat32> meanSquare(Operand<TFloat32> a) {
        Shape shape = a.shape();
        if (rank(a) != 2 || shape.hasUnknownDimension()) {
            return mean(mean(square(a), -1), -1);
        }
        // ½ Σ a², whose gradient is a itself, scaled: composed, it spreads a column over the rows and multiplies twice
        return scale(tf.nn.l2Loss(a), 2.0 / shape.size());
    }

    @Override
    public Operand<TFloat32> count(Operand<TFloat32> a, int axis) {
        long known = a.shape().get(rank(a) + axis);
        if (known != Shape.UNKNOWN_SIZE) {
            return constant((double) known);
        }
        return tf.dtypes.cast(tf.gather(tf.shape(a), tf.constant(rank(a) + axis), tf.constant(0)), precision.type());
    }

    @Override
    public Operand<TFloat32> softmax(Operand<TFloat32> a) {
        return tf.nn.softmax(a);
    }

    @Override
    public Operand<TFloat32> logSoftmax(Operand<TFloat32> a) {
        if (rank(a) == 2) {
            return tf.nn.logSoftmax(a);
        }
        // TensorFlow's gradient sums over axis 1 whatever the rank: right for matrices only, and silent elsewhere
        Operand<TFloat32> flat = reshape(a, -1, a.shape().get(rank(a) - 1));
        return tf.reshape(tf.nn.logSoftmax(flat), tf.shape(a));
    }

    @Override
    public Operand<TInt32> argMax(Operand<TFloat32> a) {
        return tf.math.argMax(a, tf.constant(-1), TInt32.class);
    }

    @Override
    public Operand<TFloat32> oneHot(Operand<TInt32> index, int k) {
        return tf.oneHot(index, tf.constant(k), constant(1), constant(0));
    }

    @Override
    public Operand<TFloat32> pick(Operand<TFloat32> rows, Operand<TInt32> index) {
        return tf.gather(rows, index, tf.constant(0));
    }

    @Override
    public Operand<TFloat32> member(Operand<TFloat32> a, int i) {
        return tf.gather(a, tf.constant(i), tf.constant(0));
    }

    @Override
    public Operand<TFloat32> stack(List<Operand<TFloat32>> parts) {
        return tf.stack(parts);
    }

    @Override
    public Operand<TFloat32> beside(List<Operand<TFloat32>> parts) {
        return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(rank(parts.get(0)) - 1));
    }

    @Override
    public Operand<TFloat32> columns(Operand<TFloat32> a, int from, int to) {
        int rank = rank(a);
        int[] begin = new int[rank];
        int[] size = new int[rank];
        java.util.Arrays.fill(size, -1);
        begin[rank - 1] = from;
        size[rank - 1] = to - from;
        return tf.slice(a, tf.constant(begin), tf.constant(size));
    }

    @Override
    public Operand<TFloat32> spread(Operand<TFloat32> a, Shape stack, int rank) {
        // inner axes may be there already: then the outer ones are missing
        int missing = stack.numDimensions() - Math.max(0, rank(a) - rank);
        if (missing <= 0) {
            return a;
        }
        List<Operand<TInt32>> parts = new ArrayList<>();
        int[] front = new int[missing];
        for (int i = 0; i < front.length; i++) {
            front[i] = Math.toIntExact(stack.get(i));
        }
        parts.add(tf.constant(front));
        parts.add(tf.shape(a));
        Operand<TFloat32> wide = tf.broadcastTo(a, tf.concat(parts, tf.constant(0)));
        Shape known =
                Shape.of(java.util.Arrays.copyOf(stack.asArray(), missing)).append(a.shape());
        return known.hasUnknownDimension() ? wide : reshape(wide, known.asArray());
    }

    @Override
    public Operand<TFloat32> reshape(Operand<TFloat32> a, long... shape) {
        return tf.reshape(a, tf.constant(shape));
    }

    /**
     * The surrogate: value = 2 Σ ln diag chol(stop A), t = Σ stop(A⁻¹) ⊙ A, and stop(value − t) + t, whose gradient is A⁻¹.
     * Inverting a matrix that is singular or not a number would end the run, and with it every other member of a stack; where
     * the value is not finite, the identity is inverted in its place and the gradient made NaN like the value.
     */
    @Override
    public Operand<TFloat32> logDet(Operand<TFloat32> a) {
        int n = Math.toIntExact(a.shape().get(rank(a) - 1));
        Operand<TFloat32> fixed = stop(a);
        Operand<TFloat32> diagonal = sum(mul(tf.linalg.cholesky(fixed), eye(n)), -1);
        Operand<TFloat32> value = scale(sum(log(diagonal), -1), 2);
        Operand<TFloat32> zero =
                stop(tf.expandDims(tf.expandDims(sub(value, value), tf.constant(-1)), tf.constant(-1)));
        Operand<TFloat32> regular = tf.select(tf.math.equal(zero, constant(0)), fixed, eye(n));
        Operand<TFloat32> inverse = stop(add(
                lie(raw("MatrixInverse", "inverse")
                        .addInput(regular.asOutput())
                        .build()
                        .output(0)),
                zero));
        Operand<TFloat32> tangent = sum(sum(mul(inverse, a), -1), -1);
        return add(stop(sub(value, tangent)), tangent);
    }

    @Override
    public Operand<TFloat32> stop(Operand<TFloat32> a) {
        return tf.stopGradient(a);
    }

    private OperationBuilder raw(String type, String name) {
        return tf.scope().opBuilder(type, name);
    }

    private static int rank(Operand<?> a) {
        return a.shape().numDimensions();
    }
}
