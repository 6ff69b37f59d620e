package org.coterie.algorithms;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat64;

/** Dense linear algebra in double by TensorFlow; matrices lie in row order. */
final class Linear implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Placeholder<TFloat64> a;
    private final Placeholder<TFloat64> b;
    private final MatMul<TFloat64> product;
    private final MatMul<TFloat64> productOfTransposed;
    private final SelfAdjointEig<TFloat64> eigen;
    private final Qr<TFloat64> qr;
    private final Session session;

    Linear() {
        Ops tf = Ops.create(graph);
        a = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, -1)));
        b = tf.placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, -1)));
        product = tf.linalg.matMul(a, b);
        productOfTransposed = tf.linalg.matMul(a, b, MatMul.transposeA(true));
        eigen = tf.linalg.selfAdjointEig(a);
        qr = tf.linalg.qr(a);
        session = new Session(graph, Dots.config());
    }

    /** A·B for A of {@code rows}×{@code inner} and B of inner×{@code columns}. */
    double[] product(double[] left, int rows, int inner, double[] right, int columns) {
        return multiply(product, left, rows, inner, right, inner, columns);
    }

    /** Aᵀ·B for A of {@code inner}×{@code rows} and B of inner×{@code columns}. */
    double[] productOfTransposed(double[] left, int inner, int rows, double[] right, int columns) {
        return multiply(productOfTransposed, left, inner, rows, right, inner, columns);
    }

    private double[] multiply(
            Operand<TFloat64> which, double[] left, int p, int q, double[] right, int r, int columns) {
        try (TFloat64 x = tensor(left, p, q);
                TFloat64 y = tensor(right, r, columns);
                Result result =
                        session.runner().feed(a, x).feed(b, y).fetch(which).run()) {
            return doubles(result.get(0));
        }
    }

    /** Values ascending, and the vectors as columns. */
    record Eigen(double[] values, double[] vectors) {}

    /** Of a symmetric n×n matrix. */
    Eigen eigen(double[] symmetric, int n) {
        List<double[]> both = unary(symmetric, n, n, eigen.e(), eigen.v());
        return new Eigen(both.get(0), both.get(1));
    }

    /** An orthonormal basis of the columns of a tall matrix, of its shape. */
    double[] basis(double[] tall, int rows, int columns) {
        return unary(tall, rows, columns, qr.q()).get(0);
    }

    @SafeVarargs
    private List<double[]> unary(double[] matrix, int rows, int columns, Operand<TFloat64>... results) {
        try (TFloat64 x = tensor(matrix, rows, columns)) {
            Session.Runner runner = session.runner().feed(a, x);
            for (Operand<TFloat64> result : results) {
                runner.fetch(result);
            }
            try (Result got = runner.run()) {
                return java.util.stream.IntStream.range(0, results.length)
                        .mapToObj(i -> doubles(got.get(i)))
                        .toList();
            }
        }
    }

    private static TFloat64 tensor(double[] values, int rows, int columns) {
        return TFloat64.tensorOf(Shape.of(rows, columns), DataBuffers.of(values, true, false));
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.shape().size())];
        tensor.asRawTensor().data().asDoubles().read(values);
        return values;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
