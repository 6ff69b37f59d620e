package org.coterie.runtime.graph;

import java.util.List;
import java.util.Optional;
import org.coterie.api.Stage;
import org.coterie.model.graph.Precision;
import org.coterie.model.graph.Tensors;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Many steps of a training stage as one loop in the graph, for steps so small that calling them costs more than performing
 * them. The gradients are built inside the body; a loop is never differentiated. Rows and schedules of all steps are handed over
 * at once, and what the steps show is collected in a variable.
 */
final class LoopProgram implements AutoCloseable {
    /** The most steps one call performs. */
    static final int CAPACITY = 256;

    private final int batch;
    private final Given given;
    private final boolean whole;
    private final ConcreteFunction body;
    private final ConcreteFunction condition;
    private final Placeholder<TInt32> count;
    private final Placeholder<TInt64> first;
    private final Placeholder<TInt32> rows;
    private final Placeholder<TFloat32> scalars;
    private final Operand<TFloat32> shown;
    private final List<Shown> layout;

    private static final class Body {
        Optional<Given> given = Optional.empty();
        List<Shown> layout = List.of();
    }

    LoopProgram(Graph graph, Given.World world, Script.Entry entry, Stage.Train stage) {
        this.batch = stage.sampler().batch(world.rows());
        this.whole = stage.sampler().whole();
        Body traced = new Body();
        String collected = "~shown/" + entry.name();
        this.body = ConcreteFunction.create(tf -> body(tf, world, entry, stage, collected, traced));
        this.condition = ConcreteFunction.create(tf -> {
            Arguments in = new Arguments(tf, world.precision());
            return in.signature().output("go", tf.math.less(in.i, in.n)).build();
        });
        this.given = traced.given.orElseThrow();
        this.layout = traced.layout;
        Ops tf = Ops.create(graph).withSubScope(entry.name().replace('/', '.'));
        this.count = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        this.first = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
        this.scalars = tf.placeholder(world.precision().type(), Placeholder.shape(Shape.of(-1, -1)));
        var loop = tf.whileOp(List.of(tf.constant(0), count, first, rows, scalars), condition, body);
        Shape shape = Shape.of(CAPACITY, width());
        Handles handles = new Handles(tf, world.precision(), world.registry());
        this.shown = tf.withControlDependencies(loop.iterator().next())
                .readVariableOp(
                        handles.of(collected, shape, false), world.precision().type());
    }

    /** The five values that go round: step, number of steps, first step, rows and schedules of all steps. */
    private static final class Arguments {
        final Placeholder<TInt32> i;
        final Placeholder<TInt32> n;
        final Placeholder<TInt64> first;
        final Placeholder<TInt32> rows;
        final Placeholder<TFloat32> scalars;

        Arguments(Ops tf, Precision precision) {
            i = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
            n = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
            first = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
            rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
            scalars = tf.placeholder(precision.type(), Placeholder.shape(Shape.of(-1, -1)));
        }

        Signature.Builder signature() {
            return Signature.builder()
                    .input("i", i)
                    .input("n", n)
                    .input("first", first)
                    .input("rows", rows)
                    .input("scalars", scalars);
        }
    }

    private Signature body(
            Ops tf, Given.World world, Script.Entry entry, Stage.Train stage, String collected, Body traced) {
        Arguments in = new Arguments(tf, world.precision());
        Given inside = new Given(tf, world);
        if (!whole) {
            Operand<TInt32> row = tf.gather(in.rows, in.i, tf.constant(0));
            inside.index = Optional.of(tf.reshape(row, tf.constant(new int[] {batch})));
        }
        inside.step = Optional.of(tf.math.add(in.first, tf.dtypes.cast(in.i, TInt64.class)));
        inside.scalars = Optional.of(tf.gather(in.scalars, in.i, tf.constant(0)));
        StepBuilder.Built step = new StepBuilder(inside, (Graph) tf.scope().env(), entry).build(stage.updates());
        traced.given = Optional.of(inside);
        traced.layout = step.layout();
        int width = Math.max(1, step.layout().stream().mapToInt(Shown::size).sum());
        var store = inside.handles.of(collected, Shape.of(CAPACITY, width), false);
        var kept = tf.withControlDependencies(step.last()).resourceScatterUpdate(store, in.i, step.shown());
        Ops end = tf.withControlDependencies(kept);
        return in.signature()
                .output("next", end.math.add(in.i, tf.constant(1)))
                .output("n-out", tf.identity(in.n))
                .output("first-out", tf.identity(in.first))
                .output("rows-out", tf.identity(in.rows))
                .output("scalars-out", tf.identity(in.scalars))
                .build();
    }

    private int width() {
        return Math.max(1, layout.stream().mapToInt(Shown::size).sum());
    }

    List<Shown> layout() {
        return layout;
    }

    float[] run(Session session, Engine.Steps in) {
        int width = given.schedule.size();
        float[] now = new float[in.count() * Math.max(1, width)];
        for (int s = 0; s < in.count(); s++) {
            int i = s;
            given.schedule.evaluate(optimizer -> in.clocks().at(i, optimizer), now, s * width);
        }
        Shape indices = whole ? Shape.of(1, 1) : Shape.of(in.count(), batch);
        try (Tensor n = TInt32.scalarOf(in.count());
                Tensor start = TInt64.scalarOf(in.first());
                Tensor index = Tensors.of(indices, whole ? new int[1] : in.rows());
                Tensor values = Tensors.of(Shape.of(in.count(), Math.max(1, width)), now, given.precision);
                Result result = session.runner()
                        .feed(count, n)
                        .feed(first, start)
                        .feed(rows, index)
                        .feed(scalars, values)
                        .fetch(shown)
                        .run()) {
            return java.util.Arrays.copyOf(Tensors.floats(result.get(0)), in.count() * width());
        }
    }

    @Override
    public void close() {
        body.close();
        condition.close();
    }
}
