package org.coterie.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.coterie.api.Clock;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Precision;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.graph.Declarations;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.graph.PlanProblem;
import org.coterie.runtime.graph.Script;
import org.coterie.runtime.graph.Streams;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Some closures as one loss in an engine of double precision, each with weights below its name. */
final class Descended implements AutoCloseable {
    private static final long MOVES = 0;
    private static final long STANDS = 1;
    private static final String LOSS = "the-loss";

    private final Stage.Train stage;
    private final Engine engine;
    private final Map<String, double[]> start = new LinkedHashMap<>();
    private final Map<String, double[]> gradients = new LinkedHashMap<>();

    Descended(Table rows, Map<String, Function<Vars, Gradients.Closure>> authors) {
        Declarations declarations = new Declarations();
        Features features = Features.of(rows.columns());
        PlanProblem problem =
                new PlanProblem(features, rows.rows(), Map.of(), declarations.root(), MethodChoice::member);
        this.stage = stage(problem.vars(), authors);
        this.engine = new Engine(
                Script.of(Plan.of(problem.vars()).stage(stage)),
                declarations,
                new Engine.Input(features, rows, Map.of()),
                new Streams(7),
                1,
                Precision.DOUBLE);
        for (Declarations.Declared each : declarations.list()) {
            if (each.kind() == Var.Kind.WEIGHT) {
                start.put(each.path(), engine.doubles(each.path()));
            }
        }
        step(MOVES);
        start.forEach((path, from) -> {
            double[] gradient = engine.doubles(path);
            for (int i = 0; i < from.length; i++) {
                gradient[i] = from[i] - gradient[i];
            }
            gradients.put(path, gradient);
        });
        start.forEach(engine::write);
    }

    private static Stage.Train stage(Vars v, Map<String, Function<Vars, Gradients.Closure>> authors) {
        Map<String, Gradients.Closure> closures = new LinkedHashMap<>();
        Map<String, Var<TFloat32>> losses = new LinkedHashMap<>();
        authors.forEach((name, author) -> {
            closures.put(name, author.apply(v.at(name)));
            losses.put(name, v.at(name).state(LOSS, Shape.scalar(), Init.zeros()));
        });
        Optimizer plain = Optimizer.sgd("plain", clock -> clock.updates() == MOVES ? 1 : 0);
        return Stage.steps("check", 1).update(Update.descend("check", plain, v.weights(), (t, b) -> {
            Terms terms = Terms.of(t);
            closures.forEach((name, closure) -> {
                Operand<TFloat32> value = scalar(t.m(), closure.of(t, b));
                t.write(losses.get(name), old -> value);
                terms.add(name, value);
            });
            return terms;
        }));
    }

    private static Operand<TFloat32> scalar(Maths m, Operand<TFloat32> y) {
        Operand<TFloat32> sum = m.add(m.scale(m.square(y), 0.5), y);
        while (sum.shape().numDimensions() > 0) {
            sum = m.sum(sum, -1);
        }
        return sum;
    }

    /** The weights as they were drawn, by path. */
    Map<String, double[]> weights() {
        return start;
    }

    /** What the graph says. */
    double[] gradient(String path) {
        return gradients.get(path);
    }

    void set(String path, double[] weight) {
        engine.write(path, weight);
    }

    /** The loss of the closure a weight belongs to; always the same step, hence the same noise, in which nothing moves. */
    double value(String path, double[] weight) {
        engine.write(path, weight);
        step(STANDS);
        return engine.doubles(path.substring(0, path.indexOf('/')) + "/" + LOSS)[0];
    }

    private void step(long time) {
        engine.steps(
                stage,
                new Engine.Steps(
                        1, 0, new int[0], Map.of(), (i, optimizer) -> new Moment(time), feed -> rows -> new float[0]));
    }

    /** A moment in which all clocks agree. */
    private record Moment(long step) implements Clock {

        @Override
        public long stageStep() {
            return step;
        }

        @Override
        public long stageSteps() {
            return 1;
        }

        @Override
        public long epoch() {
            return step;
        }

        @Override
        public int stepsPerEpoch() {
            return 1;
        }

        @Override
        public long updates() {
            return step;
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
