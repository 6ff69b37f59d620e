package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.Stage;
import org.coterie.model.graph.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The step of a training stage as part of the graph, performed one by one; see {@link LoopProgram} for many at once. */
class StepProgram implements AutoCloseable {
    final Stage.Train stage;
    final int batch;
    final List<String> columns;
    private final Optional<Window> drawn;
    private final Map<String, Window> partners = new LinkedHashMap<>();
    private final Map<String, Placeholder<TFloat32>> feeds = new LinkedHashMap<>();
    private final Placeholder<TInt64> step;
    private final Placeholder<TFloat32> scalars;
    private final Given given;
    private final StepBuilder.Built built;

    StepProgram(Graph graph, Given.World world, Script.Entry entry, Stage.Train stage, List<String> columns) {
        this.stage = stage;
        this.columns = columns;
        this.batch = stage.sampler().batch(world.rows());
        Ops tf = Ops.create(graph).withSubScope(entry.name().replace('/', '.'));
        this.given = new Given(tf, world);
        this.step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.scalars = tf.placeholder(world.precision().type(), Placeholder.shape(Shape.of(-1)));
        this.drawn = stage.sampler().whole() ? Optional.empty() : Optional.of(new Window(tf, given, batch));
        given.index = drawn.map(Window::numbers);
        for (String column : columns) {
            partners.put(column, new Window(tf, given, batch));
        }
        partners.forEach((column, window) -> given.partners.put(column, window.numbers()));
        stage.feeds()
                .forEach((name, feed) -> feeds.put(
                        name, tf.placeholder(world.precision().type(), Placeholder.shape(feed.shape(batch)))));
        given.fed.putAll(feeds);
        given.step = Optional.of(step);
        given.scalars = Optional.of(scalars);
        this.built = new StepBuilder(given, graph, entry).build(stage.updates());
    }

    List<Shown> layout() {
        return built.layout();
    }

    /** Performs the steps; what they show, step after step. */
    float[] run(Session session, Engine.Steps in) {
        int width = Math.max(1, built.layout().stream().mapToInt(Shown::size).sum());
        float[] all = new float[in.count() * width];
        float[] now = new float[given.schedule.size()];
        for (int s = 0; s < in.count(); s++) {
            int i = s;
            given.schedule.evaluate(optimizer -> in.clocks().at(i, optimizer), now, 0);
            int[] rows = slice(in.rows(), s);
            List<Tensor> tensors = new ArrayList<>();
            try {
                Session.Runner runner = session.runner();
                feed(runner, tensors, step, TInt64.scalarOf(in.first() + s));
                feed(runner, tensors, scalars, Tensors.of(Shape.of(now.length), now, given.precision));
                drawn.ifPresent(window -> window.feed(runner, tensors, rows));
                partners.forEach((name, window) ->
                        window.feed(runner, tensors, slice(in.partners().get(name), i)));
                feeds.forEach((name, place) -> feed(
                        runner,
                        tensors,
                        place,
                        Tensors.of(place.shape(), in.feed().apply(name).apply(rows), given.precision)));
                runner.fetch(built.shown());
                for (Op op : built.last()) {
                    runner.addTarget(op);
                }
                try (Result result = runner.run()) {
                    System.arraycopy(Tensors.floats(result.get(0)), 0, all, s * width, width);
                }
            } finally {
                tensors.forEach(Tensor::close);
            }
        }
        return all;
    }

    private int[] slice(int[] rows, int step) {
        return rows.length == 0 ? rows : java.util.Arrays.copyOfRange(rows, step * batch, (step + 1) * batch);
    }

    private static void feed(Session.Runner runner, List<Tensor> open, Operand<?> place, Tensor tensor) {
        open.add(tensor);
        runner.feed(place, tensor);
    }

    @Override
    public void close() {}
}
