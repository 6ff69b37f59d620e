package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coterie.api.Clock;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Space;
import org.coterie.api.Stage;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Precision;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.train.Saver;
import org.coterie.runtime.train.Trainer;

/** A bench for plans: rows, a plan over them, and its engine, opened and closed around a test. */
final class Lab implements AutoCloseable {
    final List<Event> events = new ArrayList<>();
    final Declarations declarations = new Declarations();
    final Plan plan;
    final Engine engine;
    final Trainer trainer;
    private final int rows;
    private final Map<Stage.Train, Long> taken = new LinkedHashMap<>();

    /** How a bench is set up. */
    static final class Setup {
        private Table x = Table.of(new float[4][3]);
        private Precision precision = Precision.SINGLE;
        private boolean loops = true;
        private boolean stored = true;
        private long seed = 7;
        private final Map<String, Engine.Side> sides = new LinkedHashMap<>();

        Setup rows(Table table) {
            this.x = table;
            return this;
        }

        Setup rows(float[]... rows) {
            return rows(Table.of(rows));
        }

        Setup side(String name, Space space, Table table) {
            sides.put(name, new Engine.Side(space, table));
            return this;
        }

        Setup inDouble() {
            this.precision = Precision.DOUBLE;
            return this;
        }

        /** Every step is a call of its own, whatever its size. */
        Setup stepByStep() {
            this.loops = false;
            return this;
        }

        /** Rows are handed over step by step, as if the table were too large for a variable. */
        Setup handed() {
            this.stored = false;
            return this;
        }

        Setup seed(long value) {
            this.seed = value;
            return this;
        }

        Lab plan(Function<Problem, Plan> method) {
            return new Lab(this, method);
        }

        /** One training stage and nothing else. */
        Lab stage(Function<Problem, Stage> stage) {
            return plan(p -> Plan.of(p.vars()).stage(stage.apply(p)));
        }
    }

    static Setup over(Table x) {
        return new Setup().rows(x);
    }

    static Setup over(float[]... rows) {
        return new Setup().rows(rows);
    }

    private Lab(Setup setup, Function<Problem, Plan> method) {
        Features features = Features.of(setup.x.columns());
        this.rows = setup.x.rows();
        Map<String, Space> spaces = new LinkedHashMap<>();
        setup.sides.forEach((name, side) -> spaces.put(name, side.space()));
        this.plan = method.apply(
                new PlanProblem(features, setup.x.rows(), spaces, declarations.root(), (member, problem) -> {
                    throw new UnsupportedOperationException();
                }));
        Script script = Script.of(plan);
        Engine.Input input = new Engine.Input(features, setup.x, setup.sides);
        Streams streams = new Streams(setup.seed);
        this.engine = new Engine(
                script,
                declarations,
                input,
                streams,
                1,
                setup.precision,
                setup.loops ? Double.MAX_VALUE : 0,
                setup.stored ? Long.MAX_VALUE : 0);
        this.trainer = new Trainer(script, engine, input, streams, Saver.none(), events::add, () -> false);
    }

    /** The only training stage. */
    Stage.Train train() {
        return (Stage.Train) plan.stages().stream()
                .filter(Stage.Train.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** A moment in which all clocks agree. */
    record Moment(long step) implements Clock {
        @Override
        public long stageStep() {
            return step;
        }

        @Override
        public long stageSteps() {
            return 1000;
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

    /** Steps of the first training stage over all rows, without a trainer; what they show. */
    float[] step(int count) {
        return step(count, new int[0]);
    }

    /** Steps with given row numbers, step after step. */
    float[] step(int count, int... rows) {
        Stage.Train stage = train();
        long first = taken.merge(stage, (long) count, Long::sum) - count;
        return stepFrom(first, count, rows);
    }

    /** Steps from a given number on. */
    float[] stepFrom(long first, int count, int... rows) {
        return stepFrom(first, first, count, rows);
    }

    /** Steps whose noise is that of step {@code first} and whose clock stands at {@code time}. */
    float[] stepFrom(long first, long time, int count, int... rows) {
        return engine.steps(
                train(),
                new Engine.Steps(
                        count, first, rows, Map.of(), (i, optimizer) -> new Moment(time + i), feed -> numbers -> {
                            throw new UnsupportedOperationException(feed);
                        }));
    }

    /** Performs the whole plan. */
    Lab run() {
        trainer.run();
        return this;
    }

    float[] read(String path) {
        return engine.floats(path);
    }

    /** Everything declared, in one call. */
    Map<String, float[]> all() {
        Map<String, float[]> values = new LinkedHashMap<>();
        engine.values(engine.model()).forEach((path, array) -> {
            if (!engine.whole(path)) {
                values.put(path, array.floats());
            }
        });
        return values;
    }

    /** Sets many variables in one call. */
    void set(Map<String, float[]> values) {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        values.forEach((path, array) -> arrays.put(path, NdArray.of(array, array.length)));
        engine.write(arrays);
    }

    /** The answer of a readout or probe. */
    Table ask(String name) {
        for (List<Readout> some : List.of(plan.readouts(), plan.probes())) {
            for (Readout readout : some) {
                if (readout.name().equals(name) && readout instanceof Readout.PerRow<?> perRow) {
                    return engine.evaluate(perRow, IntStream.range(0, rows).toArray());
                }
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** A host stage that does nothing; a plan with one has its readouts compiled. */
    static Stage.Host idle() {
        return Stage.host("idle", desk -> {});
    }

    static Stage.Host host(String name, Consumer<org.coterie.api.Desk> body) {
        return Stage.host(name, body);
    }

    /** Normal numbers that are the same in every run. */
    static Table normal(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Table.of(rows, columns, values);
    }

    @Override
    public void close() {
        engine.close();
    }
}
