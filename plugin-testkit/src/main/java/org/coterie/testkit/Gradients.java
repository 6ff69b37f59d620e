package org.coterie.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coterie.api.Batch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Compares the gradients of what an author wrote with central differences, in double precision, through the programs that train:
 * the gradient is what one step of plain descent at rate 1 takes off the weights.
 *
 * <pre>{@code
 * Gradients.check()
 *         .loss("student-t", new StudentT(0.5))
 *         .of("coding-rate", (m, w) -> CodingRate.of(m, w.get(0)), Shape.of(5, 3))
 *         .verify();
 * }</pre>
 *
 * <p>What a closure gives, of any shape, becomes the scalar Σ ½y² + y. The difference is (f(w + ε) − f(w − ε)) / 2ε with ε = 1e-5;
 * both may differ by 1e-6 of the larger, and numbers below 0.01 count as 0.01. Where a function has a corner, such as |x| at 0,
 * weights must not lie on it. Constants made by hand instead of by {@link Maths#real} are single precision and fail when the
 * graph is built, which is a finding too.
 */
public final class Gradients {
    private static final double EPSILON = 1e-5;
    private static final double TOLERANCE = 1e-6;
    private static final int TOGETHER = 6;

    private final Table rows;
    private final Map<String, Function<Vars, Closure>> authors = new LinkedHashMap<>();

    private Gradients(Table rows) {
        this.rows = rows;
    }

    /** What an author writes: an operand from a trace and the batch of all rows. */
    @FunctionalInterface
    public interface Closure {

        /** Applies it. */
        Operand<TFloat32> of(Trace t, Batch b);
    }

    /** A function of some operands. */
    @FunctionalInterface
    public interface Operation {

        /** Applies it. */
        Operand<TFloat32> of(Maths m, List<Operand<TFloat32>> weights);
    }

    /**
     * A gradient that is not that of its function.
     *
     * @param parameter the path of the weight, {@code name/weight}
     * @param index which of its numbers, in row order
     * @param gradient what the graph says
     * @param difference what the central difference says
     */
    public record Difference(String parameter, int index, double gradient, double difference) {

        @Override
        public String toString() {
            return parameter + "[" + index + "]: gradient " + gradient + ", difference " + difference;
        }
    }

    /** Nothing yet, over five rows of three columns, normal and always the same. */
    public static Gradients check() {
        SplittableRandom random = new SplittableRandom(11);
        float[] values = new float[15];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return over(Table.of(5, 3, values));
    }

    /** Nothing yet, over these rows; few, because every number of every weight is moved twice. */
    public static Gradients over(Table rows) {
        return new Gradients(rows);
    }

    /** Adds what an author declares and writes; everything declared as a weight is checked. */
    public Gradients of(String name, Function<Vars, Closure> author) {
        authors.put(name, author);
        return this;
    }

    /** Adds an operation of weights, normal draws around 0. */
    public Gradients of(String name, Operation operation, Shape... shapes) {
        return of(name, Init.normal(1), operation, shapes);
    }

    /** Adds an operation of weights drawn otherwise. */
    public Gradients of(String name, Init init, Operation operation, Shape... shapes) {
        return of(name, v -> {
            List<Var<TFloat32>> weights = new ArrayList<>();
            for (int i = 0; i < shapes.length; i++) {
                weights.add(v.weight("w" + i, shapes[i], init));
            }
            return (t, b) -> operation.of(t.m(), weights.stream().map(t::read).toList());
        });
    }

    /** Adds a loss of rows, alone and in a stack of two; both sides are weights, of numbers between 0 and 1. */
    public Gradients loss(String name, Loss<Features> loss) {
        Features space = Features.of(3);
        for (Shape shape : List.of(Shape.of(4, 3), Shape.of(2, 4, 3))) {
            of(shape.numDimensions() == 2 ? name : name + "-stack", v -> {
                Var<TFloat32> target = v.weight("target", shape, Init.normal(1));
                Var<TFloat32> prediction = v.weight("prediction", shape, Init.normal(1));
                return (t, b) -> loss.rows(
                        t,
                        Rows.of(space, t.m().sigmoid(t.read(target))),
                        Rows.of(space, t.m().sigmoid(t.read(prediction))));
            });
        }
        return this;
    }

    /**
     * Every gradient that is not that of its function; empty where all are.
     *
     * @throws org.coterie.api.CoterieException if a graph cannot be built, with the place
     */
    public List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        List<String> names = new ArrayList<>(authors.keySet());
        // a graph of everything takes longer than a few of them: every run looks at the whole of it
        for (int from = 0; from < names.size(); from += TOGETHER) {
            Map<String, Function<Vars, Closure>> some = new LinkedHashMap<>();
            names.subList(from, Math.min(names.size(), from + TOGETHER)).forEach(n -> some.put(n, authors.get(n)));
            try (Descended few = new Descended(rows, some)) {
                few.weights().forEach((path, start) -> compare(few, path, start, all));
            }
        }
        return all;
    }

    /**
     * Checks every number of every weight.
     *
     * @throws AssertionError that names the parameter, the index and both values, for all that differ
     */
    public void verify() {
        List<Difference> all = differences();
        Claim.that(all.isEmpty(), all.stream().map(Difference::toString).collect(Collectors.joining("\n")));
    }

    private static void compare(Descended few, String path, double[] start, List<Difference> all) {
        double[] gradients = few.gradient(path);
        double[] moved = start.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = start[i] + EPSILON;
            double above = few.value(path, moved);
            moved[i] = start[i] - EPSILON;
            double difference = (above - few.value(path, moved)) / (2 * EPSILON);
            moved[i] = start[i];
            double size = Math.max(Math.max(Math.abs(gradients[i]), Math.abs(difference)), 1e-2);
            if (!(Math.abs(gradients[i] - difference) / size < TOLERANCE)) {
                all.add(new Difference(path, i, gradients[i], difference));
            }
        }
        few.set(path, start);
    }
}
