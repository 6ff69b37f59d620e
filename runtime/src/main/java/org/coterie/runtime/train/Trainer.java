package org.coterie.runtime.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Sampler;
import org.coterie.api.Stage;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.graph.Script;
import org.coterie.runtime.graph.Streams;

/**
 * Performs a script. Between any two steps the run can be saved, and a run restored from there ends with the same bits: what a
 * step does depends on stored values, its number and the seed alone.
 */
public final class Trainer {
    private final Script script;
    private final Engine engine;
    private final Engine.Input input;
    private final Streams streams;
    private final Saver saver;
    private final Consumer<Event> events;
    private final BooleanSupplier cancelled;
    private Progress progress = new Progress();
    private final java.util.Set<String> warned = new java.util.HashSet<>();

    /** A trainer at the beginning of a script. */
    public Trainer(
            Script script,
            Engine engine,
            Engine.Input input,
            Streams streams,
            Saver saver,
            Consumer<Event> events,
            BooleanSupplier cancelled) {
        this.script = script;
        this.engine = engine;
        this.input = input;
        this.streams = streams;
        this.saver = saver;
        this.events = events;
        this.cancelled = cancelled;
    }

    /** Continues from a checkpoint. */
    public void restore(Map<String, NdArray> state, Map<String, Object> where) {
        progress = Progress.of(where);
        Map<String, NdArray> values = new LinkedHashMap<>();
        for (String path : engine.saved()) {
            NdArray array = state.get(path);
            if (array == null || array.size() != engine.shape(path).size()) {
                throw Fault.of("a checkpoint does not fit the plan")
                        .got((array == null ? "no " : "another size of ") + path)
                        .advise("resume with the version of the method that wrote it, or run anew")
                        .as(CoterieException.Kind.ARTIFACT);
            }
            values.put(path, array);
        }
        engine.write(values);
        state.forEach((path, array) -> {
            if (path.startsWith("~kept/")) {
                progress.kept.put(path.substring("~kept/".length()), array);
            }
        });
    }

    /** Steps taken so far. */
    public long steps() {
        return progress.step;
    }

    /** What host stages reported. */
    public Map<String, Double> reports() {
        return new LinkedHashMap<>(progress.reports);
    }

    /** The clusters that host stages found, or else those declared. */
    public int clusters() {
        return progress.found > 0 ? progress.found : script.clusters();
    }

    /** Performs what is left of the script. */
    public void run() {
        List<Script.Entry> entries = script.entries();
        while (progress.stage < entries.size()) {
            Script.Entry entry = entries.get(progress.stage);
            long began = System.nanoTime();
            if (entry.stage() instanceof Stage.Train train) {
                train(entry, train);
            } else {
                events.accept(new Event.StageStarted(entry.name(), progress.stage + 1, entries.size(), 0));
                perform(entry, desk(entry));
            }
            keepBest();
            events.accept(new Event.StageFinished(entry.name(), (System.nanoTime() - began) / 1e9));
            progress.nextStage();
            if (progress.stage < entries.size() && saver.due(0)) {
                save();
            }
        }
    }

    private Host desk(Script.Entry entry) {
        Host desk = new Host(engine, input, streams, progress, script::clusters, done -> checkCancelled(), this::warn);
        desk.stage = entry.name();
        desk.owner = entry.owner();
        desk.clock = new Time(progress.step, progress.stageStep, 0, 0, 1, 0);
        return desk;
    }

    private void warn(String text) {
        events.accept(new Event.Warning(text));
    }

    /** Sweeps and host stages: pure, so that one that was cut short is performed again. */
    private void perform(Script.Entry entry, Host desk) {
        checkCancelled();
        if (entry.stage() instanceof Stage.Sweep sweep) {
            engine.sweep(sweep);
        } else if (entry.stage() instanceof Stage.Host host) {
            String outer = desk.stage;
            desk.stage = entry.name();
            host.body().accept(desk);
            desk.stage = outer;
        }
    }

    private void train(Script.Entry entry, Stage.Train train) {
        Host desk = desk(entry);
        Draws draws = new Draws(train, entry.name(), streams, desk, input.data().rows());
        long total = train.steps() > 0 ? train.steps() : (long) (train.to() - train.from()) * draws.perEpoch();
        events.accept(new Event.StageStarted(
                entry.name(), progress.stage + 1, script.entries().size(), total));
        Pace pace = new Pace(System::nanoTime);
        while (progress.stageStep < total && !desk.stopped) {
            int count = (int) Math.min(pace.steps(engine.capacity(train)), total - progress.stageStep);
            for (Stage.Beat beat : train.beats()) {
                count = (int) Math.min(count, toNext(period(beat, draws)));
            }
            if (train.sampler().readsVariables()) {
                count = (int) Math.min(count, toNext(draws.perEpoch()));
            }
            pace.begin();
            advance(entry, train, draws, desk, total, count);
            pace.end(count);
            for (Stage.Beat beat : train.beats()) {
                if (progress.stageStep % period(beat, draws) == 0) {
                    beat.stages().forEach(inner -> perform(entry.inner(inner), desk));
                }
            }
            if (progress.stageStep < total
                    && !desk.stopped
                    && saveable(train.sampler(), draws)
                    && saver.due(progress.stageStep / draws.perEpoch())) {
                save();
            }
            checkCancelled(saveable(train.sampler(), draws));
        }
    }

    private static long period(Stage.Beat beat, Draws draws) {
        return beat.epochs() ? (long) beat.every() * draws.perEpoch() : beat.every();
    }

    private long toNext(long period) {
        return period - progress.stageStep % period;
    }

    /** Draws that read variables belong to the beginning of their epoch, and so do their checkpoints. */
    private boolean saveable(Sampler sampler, Draws draws) {
        return !sampler.readsVariables() || progress.stageStep % draws.perEpoch() == 0;
    }

    private void advance(Script.Entry entry, Stage.Train train, Draws draws, Host desk, long total, int count) {
        int perEpoch = draws.perEpoch();
        long first = progress.stageStep;
        float[] shown = engine.steps(
                train,
                new Engine.Steps(
                        count,
                        progress.step,
                        draws.rows(first, count),
                        draws.partners(first, count),
                        (i, optimizer) -> new Time(
                                progress.step + i,
                                first + i,
                                total,
                                train.from() + (first + i) / perEpoch,
                                perEpoch,
                                optimizer.isEmpty() ? first + i : progress.updates.getOrDefault(optimizer, 0L) + i),
                        feed -> rows -> train.feeds().get(feed).of(rows, desk)));
        Shows shows = new Shows(engine.shown(train), shown, count);
        long epoch = train.from() + first / perEpoch;
        shows.bad().ifPresent(bad -> diverged(entry, train.from() + (first + bad.step()) / perEpoch, bad));
        shows.retired().forEach(text -> {
            if (warned.add(entry.name() + text)) {
                warn("stage " + entry.name() + ": " + text);
            }
        });
        progress.step += count;
        progress.stageStep += count;
        engine.optimizers(train).forEach(name -> progress.updates.merge(entry.owner() + name, (long) count, Long::sum));
        desk.watched = shows.last();
        desk.clock = new Time(progress.step, progress.stageStep, total, epoch, perEpoch, 0);
        for (int i = 0; i < count; i++) {
            if (Shows.worthTelling(first + i, total)) {
                events.accept(new Event.Progress(
                        entry.name(),
                        train.from() + (first + i) / perEpoch,
                        first + i + 1,
                        total,
                        progress.step - count + i + 1,
                        shows.at(i)));
            }
        }
    }

    private void diverged(Script.Entry entry, long epoch, Shows.Bad bad) {
        throw Fault.of("training diverged: " + bad.what() + " is " + bad.value())
                .at("stage " + entry.name() + ", epoch " + epoch + ", step " + (progress.stageStep + bad.step() + 1))
                .expected("finite numbers")
                .advise("lower the learning rate or look at the scale of the data"
                        + saver.last()
                                .map(path -> "; the last good checkpoint is " + path)
                                .orElse("; there is no checkpoint yet"))
                .as(CoterieException.Kind.TRAINING);
    }

    private void keepBest() {
        engine.write(progress.kept);
    }

    private void checkCancelled() {
        checkCancelled(false);
    }

    private void checkCancelled(boolean save) {
        if (cancelled.getAsBoolean()) {
            if (save && progress.stageStep > 0) {
                save();
            }
            throw Fault.of("the run was stopped")
                    .at("step " + progress.step)
                    .got(saver.last().map(path -> "checkpoint " + path).orElse("no checkpoint"))
                    .as(CoterieException.Kind.CANCELLED);
        }
    }

    private void save() {
        if (!saver.keeps()) {
            return;
        }
        Map<String, NdArray> state = new TreeMap<>(engine.values(engine.saved()));
        state.forEach((path, values) -> {
            if (!engine.whole(path)) {
                finite(path, values.floats());
            }
        });
        progress.kept.forEach((path, values) -> state.put("~kept/" + path, values));
        events.accept(new Event.CheckpointWritten(saver.save(progress.step, state, progress.toMap()), progress.step));
    }

    /** A checkpoint is good or is not written: a NaN in a weight shows in the loss only a step later. */
    private void finite(String path, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value) && !path.startsWith("~")) {
                throw Fault.of("training diverged: " + path + " is " + value)
                        .at("step " + progress.step)
                        .advise("lower the learning rate"
                                + saver.last()
                                        .map(last -> "; the last good checkpoint is " + last)
                                        .orElse(""))
                        .as(CoterieException.Kind.TRAINING);
            }
        }
    }
}
