package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.model.graph.Precision;
import org.coterie.model.graph.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One pass over all rows, chunk by chunk, at rest. */
final class SweepProgram {
    /** Rows in a chunk; sums depend on it, so it never changes. */
    static final int CHUNK = 256;

    private final Window window;
    private final Placeholder<TFloat32> share;
    private final List<Op> each;
    private final List<Op> last;
    private final Precision precision;
    private final int rows;

    SweepProgram(Graph graph, Given.World world, Script.Entry entry, Stage.Sweep stage) {
        this.precision = world.precision();
        this.rows = world.rows();
        Ops tf = Ops.create(graph).withSubScope(entry.name().replace('/', '.'));
        Given given = new Given(tf, world);
        this.window = new Window(tf, given, -1);
        this.share = tf.placeholder(precision.type(), Placeholder.shape(Shape.scalar()));
        given.index = Optional.of(window.numbers());
        given.share = Optional.of(share);
        Pass pass = new Pass(given, tf, entry.name(), true);
        stage.each().accept(new GraphTrace(pass, Trace.Mode.INFER), new GraphBatch(pass, given.index));
        this.each = pass.settle(tf, List.of());
        this.last = stage.last()
                .map(finish -> {
                    Pass end = new Pass(given, tf, entry.name() + "/last", true);
                    finish.accept(new GraphTrace(end, Trace.Mode.INFER));
                    return end.settle(tf, List.of());
                })
                .orElse(List.of());
    }

    void run(Session session) {
        for (int from = 0; from < rows; from += CHUNK) {
            int to = Math.min(rows, from + CHUNK);
            int[] numbers = new int[to - from];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = from + i;
            }
            float[] part = {(float) (numbers.length / (double) to)};
            List<Tensor> open = new ArrayList<>();
            try {
                Tensor weight = Tensors.of(Shape.scalar(), part, precision);
                open.add(weight);
                Session.Runner runner = session.runner().feed(share, weight);
                window.feed(runner, open, numbers);
                each.forEach(runner::addTarget);
                if (!each.isEmpty()) {
                    runner.run().close();
                }
            } finally {
                open.forEach(Tensor::close);
            }
        }
        if (!last.isEmpty()) {
            Session.Runner runner = session.runner();
            last.forEach(runner::addTarget);
            runner.run().close();
        }
    }
}
