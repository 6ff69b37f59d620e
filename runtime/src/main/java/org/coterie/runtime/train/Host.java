package org.coterie.runtime.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.Clock;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.graph.Streams;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The desk of a run. */
final class Host implements Desk {
    private final Engine engine;
    private final Engine.Input input;
    private final Streams streams;
    private final Progress progress;
    private final IntSupplier most;
    private final DoubleConsumer tick;
    private final java.util.function.Consumer<String> warnings;

    /** Where the desk stands: the stage, and its time. */
    String stage = "";

    /** The path of the child it belongs to; empty for the plan itself. */
    String owner = "";

    Clock clock = new Time(0, 0, 0, 0, 1, 0);
    Map<String, float[]> watched = Map.of();
    boolean stopped;

    Host(
            Engine engine,
            Engine.Input input,
            Streams streams,
            Progress progress,
            IntSupplier most,
            DoubleConsumer tick,
            java.util.function.Consumer<String> warnings) {
        this.engine = engine;
        this.input = input;
        this.streams = streams;
        this.progress = progress;
        this.most = most;
        this.tick = tick;
        this.warnings = warnings;
    }

    @Override
    public Table data() {
        return input.data();
    }

    @Override
    public Table side(String name) {
        Engine.Side side = input.sides().get(name);
        if (side == null) {
            throw Fault.of("there is no such side table")
                    .at("stage " + stage)
                    .got(name)
                    .expected("one of " + input.sides().keySet())
                    .as(CoterieException.Kind.PLUGIN);
        }
        return side.table();
    }

    @Override
    public float[] read(Var<TFloat32> v) {
        return engine.floats(whole(v));
    }

    @Override
    public void write(Var<TFloat32> v, float[] values) {
        engine.write(whole(v), values);
    }

    @Override
    public int[] ints(Var<TInt32> v) {
        return engine.ints(whole(v));
    }

    @Override
    public void write(Var<TInt32> v, int[] values) {
        engine.write(whole(v), values);
    }

    private String whole(Var<?> v) {
        if (!engine.isWhole(v)) {
            throw Fault.of("a host stage sees whole stacks only")
                    .at("stage " + stage)
                    .got("a member of " + v.path())
                    .advise("read or write the stacked variable and index it in Java")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return v.path();
    }

    @Override
    public float[] read(RowVar<TFloat32> v) {
        return engine.floats(v.path());
    }

    @Override
    public void write(RowVar<TFloat32> v, float[] values) {
        engine.write(v.path(), values);
    }

    @Override
    public int[] ints(RowVar<TInt32> v) {
        return engine.ints(v.path());
    }

    @Override
    public void write(RowVar<TInt32> v, int[] values) {
        engine.write(v.path(), values);
    }

    @Override
    public Table evaluate(Readout.PerRow<?> readout) {
        return evaluate(readout, IntStream.range(0, input.data().rows()).toArray());
    }

    @Override
    public Table evaluate(Readout.PerRow<?> readout, int[] rows) {
        return engine.evaluate(readout, rows);
    }

    @Override
    public float[] watched(String name) {
        float[] exact = watched.get(name);
        if (exact != null) {
            return exact.clone();
        }
        List<float[]> found = watched.entrySet().stream()
                .filter(e -> e.getKey().endsWith("/" + name))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw Fault.of(found.isEmpty() ? "nothing of this name is watched" : "several numbers have this name")
                    .at("stage " + stage)
                    .got(name)
                    .expected("one of " + watched.keySet())
                    .as(CoterieException.Kind.PLUGIN);
        }
        return Arrays.copyOf(found.get(0), found.get(0).length);
    }

    @Override
    public RandomGenerator random(String purpose) {
        return streams.stream("host/" + stage + "/" + clock.stageStep() + "/" + purpose);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void reset(List<Var<TFloat32>> weights) {
        progress.resets++;
        weights.forEach(v -> engine.reset(v, "reset-" + progress.resets));
    }

    @Override
    public void keepIfBest(double score) {
        if (score > progress.best) {
            progress.best = score;
            progress.kept = engine.values(engine.model());
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void found(int clusters) {
        if (!owner.isEmpty()) {
            return;
        }
        if (clusters < 1 || clusters > most.getAsInt()) {
            throw Fault.of("a number of clusters is not one the plan declares")
                    .at("stage " + stage)
                    .got(clusters)
                    .expected("1 to " + most.getAsInt() + ", the clusters of assign")
                    .as(CoterieException.Kind.PLUGIN);
        }
        progress.found = clusters;
    }

    @Override
    public void report(String name, double value) {
        progress.reports.put(owner.replace('/', '.') + name, value); // two children of one method report the same names
    }

    @Override
    public void warn(String text) {
        warnings.accept(text);
    }

    @Override
    public void progress(double done) {
        tick.accept(done);
    }
}
