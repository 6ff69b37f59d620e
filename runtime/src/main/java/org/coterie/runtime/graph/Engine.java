package org.coterie.runtime.graph;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.coterie.api.Clock;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Readout;
import org.coterie.api.Space;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Precision;
import org.coterie.model.graph.Threads;
import org.coterie.model.store.NdArray;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * A plan as one TensorFlow graph with its session. Built whole before the first step; owns everything native; not safe for
 * several threads.
 */
public final class Engine implements AutoCloseable {
    /** Below this many floating-point operations a step is performed in a loop inside the graph. */
    private static final double SMALL = 5e8;

    /** The most numbers of a table that is copied into a variable; of a larger one each step is handed its rows. */
    private static final long RESIDENT = 1L << 26;

    /** Below this many, handing operations to other threads costs more than performing them. */
    private static final double TINY = 2e6;

    private final Graph graph = new Graph();
    private final Map<String, Handles.Stored> registry = new LinkedHashMap<>();
    private final IdentityHashMap<Stage, StepProgram> steps = new IdentityHashMap<>();
    private final IdentityHashMap<Stage, LoopProgram> loops = new IdentityHashMap<>();
    private final IdentityHashMap<Stage, SweepProgram> sweeps = new IdentityHashMap<>();
    private final IdentityHashMap<Readout, Probe> probes = new IdentityHashMap<>();
    private final Declarations declarations;
    private final Streams streams;
    private final Threads threads;
    private final Session session;
    private final Variables variables;
    private final int rows;
    private final double smallWork;

    /**
     * What a plan is performed on.
     *
     * @param features the columns
     * @param data the training rows, prepared
     * @param sides side tables by name, with their spaces
     */
    public record Input(Features features, Table data, Map<String, Side> sides) {}

    /** A side table: its numbers and what a row of it is. */
    public record Side(Space space, Table table) {}

    /**
     * What steps are given.
     *
     * @param count how many steps
     * @param first the number of the first in the run
     * @param rows row numbers step after step; empty where all rows are taken
     * @param partners other row numbers, as many
     * @param clocks the clock of a step for an optimiser
     * @param feed the numbers of a feed for the rows of a step
     */
    public record Steps(
            int count,
            long first,
            int[] rows,
            Map<String, int[]> partners,
            Clocks clocks,
            Function<String, Function<int[], float[]>> feed) {}

    /** The clock of a step, as an optimiser sees it. */
    @FunctionalInterface
    public interface Clocks {
        /** The clock of step {@code i} of the call; the optimiser's name is empty where none asks. */
        Clock at(int i, String optimizer);
    }

    /**
     * Builds the graph and fills the variables.
     *
     * @param processors threads in all
     */
    public Engine(
            Script script,
            Declarations declarations,
            Input input,
            Streams streams,
            int processors,
            Precision precision) {
        this(script, declarations, input, streams, processors, precision, SMALL, RESIDENT);
    }

    /** The same with another border between small steps, performed in a loop, and large ones. */
    Engine(
            Script script,
            Declarations declarations,
            Input input,
            Streams streams,
            int processors,
            Precision precision,
            double smallWork) {
        this(script, declarations, input, streams, processors, precision, smallWork, RESIDENT);
    }

    /** The same with another border, in numbers, between tables that become a variable and those that do not. */
    Engine(
            Script script,
            Declarations declarations,
            Input input,
            Streams streams,
            int processors,
            Precision precision,
            double smallWork,
            long resident) {
        Digits.check();
        this.smallWork = smallWork;
        this.declarations = declarations;
        this.streams = streams;
        this.rows = input.data().rows();
        Map<String, Space> sides = new LinkedHashMap<>();
        input.sides().forEach((name, side) -> sides.put(name, side.space()));
        Given.World world = new Given.World(
                precision,
                streams,
                rows,
                input.features(),
                sides,
                registry,
                (long) rows * input.data().columns() > resident ? Optional.of(input.data()) : Optional.empty());
        boolean built = false;
        Optional<Session> opened = Optional.empty();
        try {
            boolean tiny = true;
            for (Script.Entry entry : script.entries()) {
                tiny &= build(entry, script, world);
            }
            this.threads = new Threads(processors, tiny);
            declareAll(world);
            this.session = new Session(graph, threads.config());
            opened = Optional.of(session);
            this.variables = new Variables(Ops.create(graph), precision, registry.values(), session);
            fill(input);
            built = true;
        } finally {
            if (!built) {
                opened.ifPresent(Session::close);
                closeGraph();
            }
        }
    }

    /** Builds a stage; what TensorFlow says against it is told with the place. */
    private boolean build(Script.Entry entry, Script script, Given.World world) {
        try {
            return built(entry, script, world);
        } catch (CoterieException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Fault.of("a stage cannot be built")
                    .at("stage " + entry.name())
                    .got(String.valueOf(e.getMessage()))
                    .as(CoterieException.Kind.PLUGIN, e);
        }
    }

    private boolean built(Script.Entry entry, Script script, Given.World world) {
        if (entry.stage() instanceof Stage.Train train) {
            train.beats().forEach(beat -> beat.stages().forEach(inner -> build(entry.inner(inner), script, world)));
            double work = Work.ofStep(train, rows);
            List<String> columns = train.sampler().partners();
            if (work < smallWork
                    && train.feeds().isEmpty()
                    && columns.isEmpty()
                    && world.unstored().isEmpty()) {
                loops.put(train, new LoopProgram(graph, world, entry, train));
            } else {
                steps.put(train, new StepProgram(graph, world, entry, train, columns));
            }
            return work < Math.min(TINY, smallWork);
        }
        if (entry.stage() instanceof Stage.Sweep sweep) {
            sweeps.computeIfAbsent(sweep, s -> new SweepProgram(graph, world, entry, sweep));
        } else if (probes.isEmpty()) {
            for (Readout readout : script.readouts()) {
                if (readout instanceof Readout.PerRow<?> perRow) {
                    probes.put(readout, new Probe(graph, world, perRow));
                }
            }
        }
        return true;
    }

    /** Variables no program touches are still variables: host stages may use them, and models hold them. */
    private void declareAll(Given.World world) {
        Handles handles = new Handles(Ops.create(graph), world.precision(), registry);
        declarations.slots().forEach(handles::of);
        declarations.rowSlots().forEach(slot -> handles.of(slot, rows));
    }

    private void fill(Input input) {
        Map<String, NdArray> values = new LinkedHashMap<>();
        registry.keySet().stream()
                .filter(path -> path.startsWith("~optimizer/") || path.startsWith("~shown/"))
                .forEach(path -> values.put(path, variables.zeros(path)));
        declarations.rowSlots().forEach(slot -> values.put(slot.path(), variables.zeros(slot.path())));
        declarations.slots().forEach(slot -> values.put(slot.path(), initial(slot)));
        if (variables.has(GraphBatch.DATA)) {
            values.put(GraphBatch.DATA, flat(input.data()));
        }
        input.sides().forEach((name, side) -> {
            if (variables.has(GraphBatch.SIDE + name)) {
                values.put(GraphBatch.SIDE + name, flat(side.table()));
            }
        });
        variables.write(values);
    }

    private static NdArray flat(Table table) {
        float[] values = table.toArray();
        return NdArray.of(values, values.length);
    }

    private NdArray initial(Slot<?> slot) {
        if (slot.whole()) {
            return variables.zeros(slot.path());
        }
        float[] values = new float[slot.size()];
        draw(slot, values, 0, slot.streams().size(), "");
        return NdArray.of(values, values.length);
    }

    private void draw(Slot<?> slot, float[] values, int first, int count, String purpose) {
        int size = Math.toIntExact(slot.shape().size());
        for (int member = first; member < first + count; member++) {
            RandomGenerator random = streams.stream("init/" + slot.streams().get(member) + purpose);
            System.arraycopy(slot.init().draw(slot.shape(), random), 0, values, member * size, size);
        }
    }

    /** How the processors are used. */
    public Threads threads() {
        return threads;
    }

    /** Whether the steps of a stage are performed in a loop inside the graph. */
    public boolean loops(Stage.Train stage) {
        return loops.containsKey(stage);
    }

    /** The most steps one call of {@link #steps} should perform. */
    public int capacity(Stage.Train stage) {
        return loops(stage) ? LoopProgram.CAPACITY : 8;
    }

    /** What the steps of a stage show. */
    public List<Shown> shown(Stage.Train stage) {
        return loops(stage) ? loops.get(stage).layout() : steps.get(stage).layout();
    }

    /** Performs steps of a training stage; what they show, step after step. */
    public float[] steps(Stage.Train stage, Steps inputs) {
        return guarded(
                "stage " + stage.name(),
                () -> loops(stage)
                        ? loops.get(stage).run(session, inputs)
                        : steps.get(stage).run(session, inputs));
    }

    /** The names of the optimisers a step of a stage uses. */
    public List<String> optimizers(Stage.Train stage) {
        return stage.updates().stream()
                .flatMap(update -> update instanceof Update.Descend d
                        ? Stream.of(d.by().name())
                        : update instanceof Update.Follow f ? Stream.of(f.by().name()) : Stream.empty())
                .toList();
    }

    /** Performs a sweep. */
    public void sweep(Stage.Sweep stage) {
        Map<String, NdArray> initial = new LinkedHashMap<>();
        stage.reset().forEach(v -> initial.put(v.path(), initial(base(v))));
        variables.write(initial);
        guarded("stage " + stage.name(), () -> {
            sweeps.get(stage).run(session);
            return true;
        });
    }

    private static Slot<?> base(Var<?> v) {
        return v instanceof View<?> view ? view.base() : (Slot<?>) v;
    }

    /**
     * Draws weights anew, from a stream of its own, and clears what optimisers remember of them; of a member, that member
     * alone.
     */
    public void reset(Var<?> v, String purpose) {
        Slot<?> slot = base(v);
        int first = 0;
        int count = slot.streams().size();
        if (v instanceof View<?> view) {
            for (int axis = 0; axis < view.chosen().size(); axis++) {
                Object choice = view.chosen().get(axis);
                int member = choice instanceof Integer i ? i : ints(((Slot<?>) choice).path())[0];
                count /= Math.toIntExact(slot.stack().get(axis));
                first += member * count;
            }
        }
        int size = Math.toIntExact(slot.shape().size());
        List<String> touched = variables.paths().stream()
                .filter(path -> path.equals(slot.path()) || StepBuilder.isSlotOf(path, slot.path()))
                .toList();
        Map<String, NdArray> values = variables.read(touched);
        for (String path : touched) {
            if (path.equals(slot.path())) {
                draw(slot, values.get(path).floats(), first, count, "/" + purpose);
            } else {
                java.util.Arrays.fill(values.get(path).floats(), first * size, (first + count) * size, 0);
            }
        }
        variables.write(values);
    }

    /** A readout or probe on training rows. */
    public Table evaluate(Readout.PerRow<?> readout, int[] chosen) {
        Probe probe = Optional.ofNullable(probes.get(readout))
                .orElseThrow(() -> Fault.of("a readout is evaluated that the plan does not declare")
                        .got(readout.name())
                        .advise("add it with Plan.readout or Plan.probe")
                        .as(CoterieException.Kind.PLUGIN));
        return guarded("readout " + readout.name(), () -> probe.run(session, chosen));
    }

    private static <R> R guarded(String where, java.util.function.Supplier<R> native1) {
        try {
            return native1.get();
        } catch (CoterieException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Fault.of("TensorFlow could not perform a step")
                    .at(where)
                    .got(String.valueOf(e.getMessage()))
                    .as(CoterieException.Kind.TRAINING, e);
        }
    }

    /** Paths of all that a checkpoint holds: everything but the data. */
    public List<String> saved() {
        return variables.paths().stream()
                .filter(path -> !path.startsWith(GraphBatch.DATA)
                        && !path.startsWith(GraphBatch.SIDE)
                        && !path.startsWith("~shown/"))
                .toList();
    }

    /** Paths of the values that belong to a model: weights and states. */
    public List<String> model() {
        return declarations.slots().stream().map(Slot::path).toList();
    }

    /** Whether a handle means a whole variable and not a member of it. */
    public boolean isWhole(Var<?> v) {
        return v instanceof Slot;
    }

    /** Whether a stored value holds whole numbers. */
    public boolean whole(String path) {
        return variables.stored(path).whole();
    }

    /** The shape of a stored value. */
    public Shape shape(String path) {
        return variables.stored(path).shape();
    }

    /** Many stored values, with the shapes they have; in one call, because every new choice of values is slow the first time. */
    public Map<String, NdArray> values(Collection<String> paths) {
        return variables.read(paths);
    }

    /** Sets many stored values in one call. */
    public void write(Map<String, NdArray> values) {
        variables.write(values);
    }

    /** The numbers of a stored value. */
    public float[] floats(String path) {
        return variables.floats(path);
    }

    /** The whole numbers of a stored value. */
    public int[] ints(String path) {
        return variables.ints(path);
    }

    /** The numbers of a stored value in full, for gradient checks. */
    public double[] doubles(String path) {
        return variables.doubles(path);
    }

    /** Sets a stored value to the exact numbers, for gradient checks. */
    public void write(String path, double[] values) {
        variables.write(path, values);
    }

    /** Sets a stored value. */
    public void write(String path, float[] values) {
        variables.write(path, values);
    }

    /** Sets whole numbers. */
    public void write(String path, int[] values) {
        variables.write(path, values);
    }

    /** The graph, in TensorFlow's own format; without the training rows, which are fed. */
    public byte[] definition() {
        return graph.toGraphDef().toByteArray();
    }

    Graph graph() {
        return graph;
    }

    /** The session before the graph: closing a graph with an open session never returns. */
    @Override
    public void close() {
        session.close();
        closeGraph();
    }

    private void closeGraph() {
        steps.values().forEach(StepProgram::close);
        loops.values().forEach(LoopProgram::close);
        graph.close();
    }
}
