package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.coterie.api.Batch;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Compares gradients of authors' closures with central differences, in double precision, through the same programs that train:
 * the gradient is what one step of plain descent at rate 1 takes off the weights. What a closure gives, of any shape, becomes
 * the scalar Σ ½y² + y. Many closures share one engine, each with weights of its own.
 */
final class GradientCheck {
    private static final double EPSILON = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final int TOGETHER = 6;
    private static final long DESCEND = 0;
    private static final Table ROWS = Lab.normal(5, 3, 11);
    private final Map<String, Function<Vars, Closure>> authors = new LinkedHashMap<>();

    /** What an author writes: an operand from a trace and a batch of five rows with three features. */
    interface Closure extends BiFunction<Trace, Batch, Operand<TFloat32>> {}

    /** A function of some operands. */
    interface Operation extends BiFunction<Maths, List<Operand<TFloat32>>, Operand<TFloat32>> {}

    /** Adds what an author declares and writes; everything declared as a weight is checked. */
    GradientCheck of(String name, Function<Vars, Closure> author) {
        authors.put(name, author);
        return this;
    }

    /** Adds an operation of weights, normal draws around 0. */
    GradientCheck of(String name, Operation operation, Shape... shapes) {
        return of(name, Init.normal(1), operation, shapes);
    }

    /** Adds an operation of weights drawn otherwise. */
    GradientCheck of(String name, Init init, Operation operation, Shape... shapes) {
        return of(name, v -> {
            List<Var<TFloat32>> weights = new ArrayList<>();
            for (int i = 0; i < shapes.length; i++) {
                weights.add(v.weight("w" + i, shapes[i], init));
            }
            return (t, b) ->
                    operation.apply(t.m(), weights.stream().map(t::read).toList());
        });
    }

    /** Checks every entry of every weight; a few closures share an engine. */
    void run() {
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>(authors.keySet());
        for (int from = 0; from < names.size(); from += TOGETHER) {
            check(names.subList(from, Math.min(names.size(), from + TOGETHER)), problems);
        }
        assertThat(problems).isEmpty();
    }

    private void check(List<String> names, List<String> problems) {
        try (Lab lab = Lab.over(ROWS).inDouble().stage(p -> stage(p.vars(), names))) {
            Map<String, double[]> start = new LinkedHashMap<>();
            for (Declarations.Declared each : lab.declarations.list()) {
                if (each.kind() == Var.Kind.WEIGHT) {
                    start.put(each.path(), lab.engine.doubles(each.path()));
                }
            }
            assertThat(start).isNotEmpty();
            lab.stepFrom(0, DESCEND, 1);
            Map<String, double[]> after = new LinkedHashMap<>();
            start.keySet().forEach(path -> after.put(path, lab.engine.doubles(path)));
            start.forEach(lab.engine::write);
            start.forEach((path, values) -> check(lab, path, values, after.get(path), problems));
        }
    }

    private Stage stage(Vars v, List<String> names) {
        Map<String, Closure> closures = new LinkedHashMap<>();
        Map<String, Var<TFloat32>> losses = new LinkedHashMap<>();
        for (String name : names) {
            closures.put(name, authors.get(name).apply(v.at(name)));
            losses.put(name, v.at(name).state("the-loss", Shape.scalar(), Init.zeros()));
        }
        Optimizer plain = Optimizer.sgd("plain", clock -> clock.updates() == DESCEND ? 1 : 0);
        return Stage.steps("check", 1).update(Update.descend("check", plain, v.weights(), (t, b) -> {
            Terms terms = Terms.of(t);
            closures.forEach((name, closure) -> {
                Operand<TFloat32> value = scalar(t.m(), closure.apply(t, b));
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

    private static void check(Lab lab, String path, double[] weight, double[] after, List<String> problems) {
        double[] moved = weight.clone();
        for (int i = 0; i < moved.length; i++) {
            double gradient = weight[i] - after[i];
            moved[i] = weight[i] + EPSILON;
            double above = value(lab, path, moved);
            moved[i] = weight[i] - EPSILON;
            double difference = (above - value(lab, path, moved)) / (2 * EPSILON);
            moved[i] = weight[i];
            double size = Math.max(Math.max(Math.abs(gradient), Math.abs(difference)), 1e-2);
            if (!(Math.abs(gradient - difference) / size < TOLERANCE)) {
                problems.add(path + "[" + i + "]: gradient " + gradient + ", difference " + difference);
            }
        }
        lab.engine.write(path, weight);
    }

    /** Always the same step, hence the same noise; its clock says that nothing moves. */
    private static double value(Lab lab, String path, double[] weight) {
        lab.engine.write(path, weight);
        lab.stepFrom(0, DESCEND + 1, 1);
        return lab.engine.doubles(path.substring(0, path.indexOf('/')) + "/the-loss")[0];
    }
}
