package org.coterie.runtime.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Optimizer;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Traces the updates of one training step, in order, each under control of those before it. */
final class StepBuilder {
    private static final Set<String> LOOPS =
            Set.of("Enter", "Exit", "NextIteration", "While", "StatelessWhile", "If", "StatelessIf");
    private final Given given;
    private final Graph graph;
    private final String stage;
    private final String owner;
    private final Set<String> optimizers = new HashSet<>();
    private final List<Shown> layout = new ArrayList<>();
    private final List<Operand<TFloat32>> shown = new ArrayList<>();
    private int width;

    StepBuilder(Given given, Graph graph, Script.Entry entry) {
        this.given = given;
        this.graph = graph;
        this.stage = entry.name();
        this.owner = entry.owner();
    }

    /** The step's last operations, what it shows as one vector, and how that is laid out. */
    record Built(List<Op> last, Operand<TFloat32> shown, List<Shown> layout) {}

    Built build(List<Update> updates) {
        List<Op> barrier = List.of();
        for (Update update : updates) {
            Ops tf = given.tf.withSubScope(update.name());
            Pass pass = new Pass(given, tf.withControlDependencies(barrier), stage + "/" + update.name(), true);
            Trace t = new GraphTrace(pass, Trace.Mode.TRAIN);
            Batch batch = new GraphBatch(pass, given.index);
            List<Op> done = new ArrayList<>(barrier);
            alone(update);
            if (update instanceof Update.Descend descend) {
                done.addAll(descend(pass, t, batch, descend, tf));
            } else if (update instanceof Update.Follow follow) {
                // by path: the order of a map is not the same in every process
                follow.direction().apply(t, batch).entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().path()))
                        .forEach(entry -> done.addAll(move(pass, tf, follow.by(), entry.getKey(), entry.getValue())));
            } else if (update instanceof Update.Write write) {
                write.writes().accept(t, batch);
            }
            pass.watched.forEach((name, value) -> show(pass, update.name(), name, false, value));
            barrier = joined(tf, pass.settle(tf, done));
        }
        Operand<TFloat32> all = shown.isEmpty()
                ? new GraphMaths(given.tf, given.precision)
                        .reshape(new GraphMaths(given.tf, given.precision).real(0), 1)
                : shown.size() == 1 ? shown.get(0) : given.tf.concat(shown, given.tf.constant(0));
        return new Built(barrier, all, List.copyOf(layout));
    }

    /** An optimiser counts its updates, one per step: two updates of a step cannot share it. */
    private void alone(Update update) {
        Optional<String> name = update instanceof Update.Descend d
                ? Optional.of(d.by().name())
                : update instanceof Update.Follow f ? Optional.of(f.by().name()) : Optional.empty();
        if (name.isPresent() && !optimizers.add(name.get())) {
            throw Fault.of("two updates of a step use the same optimiser")
                    .at(stage + "/" + update.name())
                    .got(name.get())
                    .advise("give each an optimiser with a name of its own")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    private static List<Op> joined(Ops tf, List<Op> ops) {
        return ops.size() <= 1 ? ops : List.of(tf.withControlDependencies(ops).noOp());
    }

    private void show(Pass pass, String update, String name, boolean term, Operand<TFloat32> value) {
        Shape shape = value.shape();
        if (shape.hasUnknownDimension() || shape.isUnknown()) {
            throw Fault.of("a term or watched number has no fixed shape")
                    .at(stage + "/" + update + "/" + name)
                    .got("shape " + shape)
                    .expected("a scalar, or one number per member of a stack")
                    .advise("average over the rows")
                    .as(CoterieException.Kind.PLUGIN);
        }
        layout.add(new Shown(update, name, term, shape, width));
        width += Math.toIntExact(shape.size());
        shown.add(pass.m.reshape(value, shape.size()));
    }

    private List<Op> descend(Pass pass, Trace t, Batch batch, Update.Descend update, Ops tf) {
        Terms terms = update.loss().apply(t, batch);
        terms.list().forEach(term -> perMember(update, term));
        Optional<Operand<TFloat32>> total = Optional.empty();
        for (Terms.Term term : terms.list()) {
            show(pass, update.name(), term.name(), true, term.value());
            Operand<TFloat32> summed = term.value();
            while (summed.shape().numDimensions() > 0) {
                summed = pass.m.sum(summed, -1);
            }
            Operand<TFloat32> weighted = pass.m.mul(term.weight(), summed);
            total = Optional.of(total.isPresent() ? pass.m.add(total.get(), weighted) : weighted);
        }
        String where = stage + "/" + update.name();
        Operand<TFloat32> loss = total.orElseThrow(
                () -> Fault.of("a loss has no terms").at(where).as(CoterieException.Kind.PLUGIN));
        Map<String, Slot<TFloat32>> moved = new LinkedHashMap<>();
        update.weights().forEach(v -> moved.put(v.path(), base(v)));
        Set<String> reached = reached(loss, where);
        List<Output<?>> reads = new ArrayList<>();
        for (Slot<TFloat32> slot : moved.values()) {
            if (!pass.hasRead(slot) || !reached.contains(pass.read(slot).op().name())) {
                throw Fault.of("a loss does not depend on a weight it is to move")
                        .at(where)
                        .got("weight " + slot.path())
                        .advise("leave it out of the list of the update, or use it in the loss")
                        .as(CoterieException.Kind.PLUGIN);
            }
            reads.add(pass.read(slot).asOutput());
        }
        Output<?>[] gradients = graph.addGradients(loss.asOutput(), reads.toArray(new Output<?>[0]));
        List<Op> last = new ArrayList<>();
        int i = 0;
        for (Slot<TFloat32> slot : moved.values()) {
            last.addAll(move(pass, tf, update.by(), slot, gradient(gradients[i++], slot, where)));
        }
        return last;
    }

    /** A mean over the rows that was forgotten would train as a sum over the batch, and look right. */
    private void perMember(Update.Descend update, Terms.Term term) {
        Shape shape = term.value().shape();
        List<Shape> stacks = update.weights().stream()
                .map(v -> base(v).stack())
                .filter(stack -> !stack.isScalar())
                .distinct()
                .toList();
        if (shape.isScalar() || shape.hasUnknownDimension() || stacks.stream().anyMatch(s -> begins(s, shape))) {
            return;
        }
        throw Fault.of("a term is neither one number nor one per member of a stack")
                .at(stage + "/" + update.name() + "/" + term.name())
                .got("shape " + shape)
                .expected("a scalar"
                        + stacks.stream().map(s -> " or " + s).collect(java.util.stream.Collectors.joining()))
                .advise("average over the rows")
                .as(CoterieException.Kind.PLUGIN);
    }

    private static boolean begins(Shape stack, Shape shape) {
        int rank = shape.numDimensions();
        return rank <= stack.numDimensions()
                && java.util.Arrays.equals(java.util.Arrays.copyOf(stack.asArray(), rank), shape.asArray());
    }

    /** TensorFlow gives back an output without an operation where nothing of the gradient comes through. */
    private static Operand<TFloat32> gradient(Output<?> output, Slot<?> slot, String where) {
        try {
            output.op().name();
        } catch (RuntimeException e) {
            throw Fault.of("no gradient reaches a weight")
                    .at(where)
                    .got("weight " + slot.path())
                    .advise("only operations without a gradient (stop, argMax, less) lie between it and the loss")
                    .as(CoterieException.Kind.PLUGIN, e);
        }
        @SuppressWarnings("unchecked")
        Operand<TFloat32> gradient = (Operand<TFloat32>) (Operand<?>) output;
        return gradient;
    }

    /** The names of all operations the loss depends on; a loop among them would abort the process when differentiated. */
    private static Set<String> reached(Operand<TFloat32> loss, String where) {
        Set<String> names = new HashSet<>();
        Deque<Operation> todo = new ArrayDeque<>(List.of(loss.op()));
        while (!todo.isEmpty()) {
            Operation op = todo.pop();
            if (!names.add(op.name())) {
                continue;
            }
            if (LOOPS.contains(op.type())) {
                throw Fault.of("a loss contains a loop or a branch, which has no gradient here")
                        .at(where)
                        .got(op.type() + " " + op.name())
                        .advise("unroll it, or choose with where()")
                        .as(CoterieException.Kind.PLUGIN);
            }
            GraphOperation node = (GraphOperation) op;
            for (int i = 0; i < node.numInputs(); i++) {
                todo.push(node.input(i).op());
            }
        }
        return names;
    }

    static Slot<TFloat32> base(Var<TFloat32> v) {
        return v instanceof View<TFloat32> view ? view.base() : (Slot<TFloat32>) v;
    }

    private List<Op> move(Pass pass, Ops tf, Optimizer by, Var<TFloat32> v, Operand<TFloat32> gradient) {
        Slot<TFloat32> slot = base(v);
        if (!gradient.shape().isCompatibleWith(slot.full())) {
            throw Fault.of("a direction does not have the shape of its weight")
                    .at(pass.name())
                    .got("shape " + gradient.shape() + " for " + slot)
                    .as(CoterieException.Kind.PLUGIN);
        }
        OptimizerStep step = new OptimizerStep(pass, tf, by, owner, slot, gradient);
        by.apply(step);
        return step.done();
    }

    /** Whether a path is where an optimiser keeps something of just this weight. */
    static boolean isSlotOf(String path, String weight) {
        String[] parts = path.split("/", 4);
        return parts.length == 4 && parts[0].equals("~optimizer") && parts[3].equals(weight);
    }

    /** Where an optimiser keeps what it remembers of a weight. */
    static String slotPath(String optimizer, String name, String weight) {
        return "~optimizer/" + optimizer + "/" + name + "/" + weight;
    }
}
