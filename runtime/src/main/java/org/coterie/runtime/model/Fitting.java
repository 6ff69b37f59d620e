package org.coterie.runtime.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Space;
import org.coterie.api.data.Dataset;
import org.coterie.model.fitted.Values;
import org.coterie.model.graph.Precision;
import org.coterie.model.store.Checkpoint;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.graph.Declarations;
import org.coterie.runtime.graph.Engine;
import org.coterie.runtime.graph.PlanProblem;
import org.coterie.runtime.graph.Readouts;
import org.coterie.runtime.graph.Script;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.train.Saver;
import org.coterie.runtime.train.Trainer;

/**
 * One method on one prepared data set: declare, compile, train, and take the values out. The same for the command line and for
 * code.
 */
public final class Fitting {
    private final Declarations declarations = new Declarations();
    private final Dataset data;
    private final long seed;
    private final int threads;
    private final Plan plan;
    private Map<String, NdArray> start = Map.of();

    /** Makes the plan; touches nothing native. */
    public Fitting(Dataset data, Function<Problem, Plan> method, PlanProblem.Members members, long seed, int threads) {
        this.data = data;
        this.seed = seed;
        this.threads = threads;
        Map<String, Space> sides = Map.of();
        this.plan =
                method.apply(new PlanProblem(data.features(), data.x().rows(), sides, declarations.root(), members));
        Readouts.assign(plan);
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /**
     * Values that variables start with, instead of their own; what a stage sets afterwards, it sets.
     *
     * @param values by path
     * @param where where they came from, for messages
     * @throws org.coterie.api.CoterieException of kind {@code CONFIG} if they do not fit
     */
    public void start(Map<String, NdArray> values, String where) {
        start = declarations.fitting(values, where);
    }

    /** What would be performed, as a graph in TensorFlow's own format. */
    public byte[] graph() {
        try (Engine engine =
                new Engine(Script.of(plan), declarations, input(), new Streams(seed), threads, Precision.SINGLE)) {
            return engine.definition();
        }
    }

    private Engine.Input input() {
        return new Engine.Input(data.features(), data.x(), Map.of());
    }

    /** What it declares. */
    public Declarations declarations() {
        return declarations;
    }

    /**
     * What training leaves.
     *
     * @param values weights and states
     * @param reports what host stages reported
     * @param steps steps taken
     * @param clusters number of clusters: what the method found, or else declared
     */
    public record Trained(Values values, Map<String, Double> reports, long steps, int clusters) {}

    /** Trains, from the beginning or from a checkpoint. */
    public Trained train(Saver saver, Optional<Checkpoint> from, Consumer<Event> events, BooleanSupplier cancelled) {
        Script script = Script.of(plan);
        Engine.Input input = input();
        Streams streams = new Streams(seed);
        try (Engine engine = new Engine(script, declarations, input, streams, threads, Precision.SINGLE)) {
            Trainer trainer = new Trainer(script, engine, input, streams, saver, events, cancelled);
            if (from.isEmpty()) {
                engine.write(start);
            }
            from.ifPresent(checkpoint -> trainer.restore(checkpoint.state(), checkpoint.progress()));
            trainer.run();
            Map<String, NdArray> arrays = engine.values(engine.model());
            return new Trained(
                    new Values(declarations.fingerprint(), arrays),
                    trainer.reports(),
                    trainer.steps(),
                    trainer.clusters());
        }
    }
}
