package org.coterie.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Var;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.Preparation;
import org.coterie.model.fitted.Values;
import org.coterie.model.graph.Precision;
import org.coterie.model.store.NdArray;
import org.coterie.model.store.Npz;
import org.coterie.runtime.config.MethodChoice;
import org.coterie.runtime.graph.Declarations;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.graph.PlanProblem;
import org.coterie.runtime.graph.Script;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.model.Models;

/**
 * Gives a method the weights another framework had and compares what both make of the same rows. The other side writes one
 * file, in Python for example
 *
 * <pre>{@code
 * numpy.savez("torch.npz", **{"rows": x, "parameters/encoder/1-dense/weight": w.T, ..., "answers/embed": z})
 * }</pre>
 *
 * <p>with {@code rows}, n×m; {@code parameters/PATH} of every trained variable and of those states that are not as they start; and
 * {@code answers/READOUT}, n×d, or k×d of one that is fixed. Shapes must be ours up to axes of 1: a dense layer's weight is in×out,
 * which PyTorch has the other way round.
 */
public final class SameWeights {
    private static final String PARAMETERS = "parameters/";
    private static final String ANSWERS = "answers/";

    private final SortedMap<String, NdArray> file;
    private final double tolerance;

    private SameWeights(SortedMap<String, NdArray> file, double tolerance) {
        this.file = file;
        this.tolerance = tolerance;
    }

    /**
     * The other side's numbers.
     *
     * @throws CoterieException of kind {@code ARTIFACT} where the file is not there, damaged, or has no rows
     */
    public static SameWeights in(Path npz) {
        SortedMap<String, NdArray> file = Npz.read(npz);
        if (!file.containsKey("rows") || file.get("rows").shape().length != 2) {
            throw Fault.of("a file of weights has no rows")
                    .at(npz.toString())
                    .got(file.keySet())
                    .expected("an array called rows, n×m")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return new SameWeights(file, 1e-5);
    }

    /** With another bound: numbers differ by at most this much, or this much of the larger; 1e-5 unless said. */
    public SameWeights within(double bound) {
        return new SameWeights(file, bound);
    }

    /** A number that is not the other side's: readout, row, column and both values. */
    public record Difference(String readout, int row, int column, float ours, float theirs) {}

    /** Compares a method with settings. */
    public <S extends Record> void verify(Method<S> method, S settings) {
        verify(problem -> method.plan(problem, settings));
    }

    /**
     * Compares a plan.
     *
     * @throws AssertionError with every readout that differs, and its first number that does
     * @throws CoterieException of kind {@code ARTIFACT} where parameters are missing, unknown or of another shape
     */
    public void verify(Function<Problem, Plan> method) {
        List<Difference> all = differences(method);
        Claim.that(all.isEmpty(), all.size() + " numbers differ, the first: " + (all.isEmpty() ? "" : all.get(0)));
    }

    /** All numbers that differ; empty where both sides agree. */
    public List<Difference> differences(Function<Problem, Plan> method) {
        Table rows = table(file.get("rows"));
        Declarations declared = new Declarations();
        Plan plan = method.apply(new PlanProblem(
                Features.of(rows.columns()), rows.rows(), Map.of(), declared.root(), MethodChoice::member));
        Values values = new Values(declared.fingerprint(), values(plan, declared, rows));
        int clusters = Script.of(plan).clusters();
        Preparation none = Preparation.fit(Dataset.of("rows", rows), List.of()).preparation();
        Card card = new Card("", "", "", 0, 1, clusters, none, Card.answers(plan, clusters), values.fingerprint());
        List<Difference> all = new ArrayList<>();
        try (FittedModel model = Models.of(card, plan, values)) {
            file.tailMap(ANSWERS).forEach((name, theirs) -> {
                if (name.startsWith(ANSWERS)) {
                    String readout = name.substring(ANSWERS.length());
                    boolean fixed = plan.readouts().stream()
                            .anyMatch(r -> r.name().equals(readout) && r instanceof Readout.Fixed);
                    compare(readout, fixed ? model.fixed(readout) : model.ask(readout, rows), theirs, all);
                }
            });
        }
        return all;
    }

    /** The values a plan starts with, and over them those of the file. */
    private Map<String, NdArray> values(Plan plan, Declarations declared, Table rows) {
        Map<String, NdArray> values = new TreeMap<>();
        Engine.Input input = new Engine.Input(Features.of(rows.columns()), rows, Map.of());
        try (Engine engine = new Engine(Script.of(plan), declared, input, new Streams(0), 1, Precision.SINGLE)) {
            values.putAll(engine.values(engine.model()));
        }
        Map<String, Declarations.Declared> known = new LinkedHashMap<>();
        declared.list().forEach(each -> known.put(each.path(), each));
        List<String> missing = new ArrayList<>();
        known.forEach((path, each) -> {
            if (each.kind() == Var.Kind.WEIGHT && !file.containsKey(PARAMETERS + path)) {
                missing.add(path + " " + each.shape());
            }
        });
        file.forEach((name, array) -> {
            if (name.startsWith(PARAMETERS)) {
                String path = name.substring(PARAMETERS.length());
                long[] shape = Optional.ofNullable(known.get(path))
                        .map(each -> each.shape().asArray())
                        .orElseThrow(() -> Fault.of("there is no such parameter")
                                .at(path)
                                .expected("one of " + known.keySet())
                                .as(CoterieException.Kind.ARTIFACT));
                if (!Arrays.equals(proper(shape), proper(array.shape()))) {
                    throw Fault.of("a parameter has another shape")
                            .at(path)
                            .got(Arrays.toString(array.shape()))
                            .expected(Arrays.toString(shape))
                            .as(CoterieException.Kind.ARTIFACT);
                }
                values.put(path, NdArray.of(floats(array), shape));
            }
        });
        if (!missing.isEmpty()) {
            throw Fault.of("parameters are missing")
                    .got("none of " + missing)
                    .expected("every trained variable of the plan")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return values;
    }

    private static long[] proper(long[] shape) {
        return Arrays.stream(shape).filter(axis -> axis != 1).toArray();
    }

    private void compare(String readout, Table ours, NdArray array, List<Difference> all) {
        Table theirs = table(array);
        if (ours.rows() != theirs.rows() || ours.columns() != theirs.columns()) {
            throw Fault.of("an answer has another size")
                    .at(readout)
                    .got(ours.rows() + "×" + ours.columns())
                    .expected(theirs.rows() + "×" + theirs.columns())
                    .as(CoterieException.Kind.ARTIFACT);
        }
        for (int i = 0; i < ours.rows(); i++) {
            for (int j = 0; j < ours.columns(); j++) {
                float a = ours.at(i, j);
                float b = theirs.at(i, j);
                double size = Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
                if (!(Math.abs(a - b) <= tolerance * size)) {
                    all.add(new Difference(readout, i, j, a, b));
                }
            }
        }
    }

    private static Table table(NdArray array) {
        long[] shape = array.shape();
        return Table.of(Math.toIntExact(shape[0]), Math.toIntExact(shape[1]), floats(array));
    }

    private static float[] floats(NdArray array) {
        if (array.type() != NdArray.Type.FLOAT64) {
            return array.floats();
        }
        double[] values = array.doubles();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
