package org.coterie.algorithms;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Dot products of rows with all rows of a fixed matrix, by TensorFlow in float32. Several threads may ask at once; each
 * product is computed on the thread that asks.
 */
final class Dots implements AutoCloseable {
    private final int n;
    private final int m;
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> left;
    private final Placeholder<TFloat32> right;
    private final MatMul<TFloat32> product;
    private final TFloat32 fixed;

    /** Takes the n×m matrix. */
    Dots(float[] matrix, int n, int m) {
        this.n = n;
        this.m = m;
        Ops tf = Ops.create(graph);
        left = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, m)));
        right = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(n, m)));
        product = tf.linalg.matMul(left, right, MatMul.transposeB(true));
        session = new Session(graph, config());
        fixed = TFloat32.tensorOf(Shape.of(n, m), DataBuffers.of(matrix, true, false));
    }

    /** The caller's thread, and as the runtime has it: the first session of a process decides the second number. */
    static ConfigProto config() {
        return ConfigProto.newBuilder()
                .setInterOpParallelismThreads(-1)
                .setIntraOpParallelismThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / 2))
                .build();
    }

    /** Writes the products of {@code count} rows, from row {@code from} of an array of such rows: count×n. */
    void into(float[] rows, int from, int count, float[] products) {
        var block = DataBuffers.of(rows, true, false).slice((long) from * m, (long) count * m);
        try (TFloat32 some = TFloat32.tensorOf(Shape.of(count, m), block);
                Result result = session.runner()
                        .feed(left, some)
                        .feed(right, fixed)
                        .fetch(product)
                        .run()) {
            result.get(0).asRawTensor().data().asFloats().read(products, 0, count * n);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        fixed.close();
    }
}
