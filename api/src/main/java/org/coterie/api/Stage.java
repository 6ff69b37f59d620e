package org.coterie.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One entry of a plan's script. Four kinds, for the runtime to tell apart; authors only build them. */
public sealed interface Stage {

    /** Its name in logs, checkpoints and messages. */
    String name();

    /** Training over the epochs {@code from} (inclusive) to {@code to} (exclusive), which schedules see by these numbers. */
    static Train epochs(String name, int from, int to) {
        if (from < 0 || to <= from) {
            throw Fault.of("a training stage has no epochs")
                    .at("stage " + name)
                    .got("epochs " + from + " to " + to)
                    .expected("0 <= from < to")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return new Train(name, from, to, 0);
    }

    /** Training for a number of steps; the epoch counts passes over the rows from 0. */
    static Train steps(String name, long steps) {
        if (steps < 1) {
            throw Fault.of("a training stage has no steps")
                    .at("stage " + name)
                    .got(steps)
                    .expected("at least 1")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return new Train(name, 0, 0, steps);
    }

    /** One pass over all training rows in order, at rest and without gradients, in chunks of a fixed size. */
    static Sweep sweep(String name, BiConsumer<Trace, Batch> each) {
        return new Sweep(name, each);
    }

    /** Java at a boundary: a pure function of variables, data and its random stream. */
    static Host host(String name, Consumer<Desk> body) {
        return new Host(name, body);
    }

    /** Fits another method, whose answers the rest of the plan may use. */
    static Fit fit(Child child) {
        return new Fit(child);
    }

    /** Ordered updates, repeated. */
    final class Train implements Stage {
        private final String name;
        private final int from;
        private final int to;
        private final long steps;
        private Sampler sampler = Sampler.full();
        private final List<Update> updates = new ArrayList<>();
        private final Map<String, Feed> feeds = new LinkedHashMap<>();
        private final List<Beat> beats = new ArrayList<>();

        private Train(String name, int from, int to, long steps) {
            this.name = name;
            this.from = from;
            this.to = to;
            this.steps = steps;
        }

        /** How rows are drawn; all rows in every step unless said. */
        public Train draw(Sampler how) {
            this.sampler = how;
            return this;
        }

        /** Adds the updates of a step, performed in order, each seeing what those before it wrote. */
        public Train update(Update... more) {
            updates.addAll(Arrays.asList(more));
            return this;
        }

        /** Adds numbers the host computes for the rows of each step, see {@link Batch#fed}. */
        public Train feed(String key, Feed feed) {
            feeds.put(key, feed);
            return this;
        }

        /** Performs sweeps and host stages after every {@code n} epochs. */
        public Train everyEpochs(int n, Stage... stages) {
            beats.add(new Beat(n, true, List.of(stages)));
            return this;
        }

        /** Performs sweeps and host stages after every {@code n} steps. */
        public Train everySteps(int n, Stage... stages) {
            beats.add(new Beat(n, false, List.of(stages)));
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        /** First epoch. */
        public int from() {
            return from;
        }

        /** One past the last epoch; 0 where the stage counts steps. */
        public int to() {
            return to;
        }

        /** Number of steps; 0 where the stage counts epochs. */
        public long steps() {
            return steps;
        }

        /** How rows are drawn. */
        public Sampler sampler() {
            return sampler;
        }

        /** The updates in order. */
        public List<Update> updates() {
            return Collections.unmodifiableList(updates);
        }

        /** The feeds by name. */
        public Map<String, Feed> feeds() {
            return Collections.unmodifiableMap(feeds);
        }

        /** What happens in between. */
        public List<Beat> beats() {
            return Collections.unmodifiableList(beats);
        }
    }

    /**
     * Stages performed in between.
     *
     * @param every the period, at least 1
     * @param epochs whether the period counts epochs, else steps
     * @param stages sweeps and host stages
     */
    record Beat(int every, boolean epochs, List<Stage> stages) {

        /** Checks the period and the kinds. */
        public Beat {
            stages = List.copyOf(stages);
            if (every < 1 || stages.stream().anyMatch(s -> s instanceof Train || s instanceof Fit)) {
                throw Fault.of("a beat is not well formed")
                        .got("every " + every + ": " + stages)
                        .expected("a period of at least 1, and sweeps and host stages only")
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
    }

    /** Numbers the host computes for a step. */
    interface Feed {

        /** The shape for {@code n} rows. */
        org.tensorflow.ndarray.Shape shape(int n);

        /** The numbers in row order; a pure function of the rows, data and variables. */
        float[] of(int[] rows, Desk desk);
    }

    /** One pass over all rows. */
    final class Sweep implements Stage {
        private final String name;
        private final BiConsumer<Trace, Batch> each;
        private final List<Var<?>> reset = new ArrayList<>();
        private Optional<Consumer<Trace>> last = Optional.empty();

        private Sweep(String name, BiConsumer<Trace, Batch> each) {
            this.name = name;
            this.each = each;
        }

        /** Sets variables to their initial values before the first chunk. */
        public Sweep reset(Var<?>... vars) {
            reset.addAll(Arrays.asList(vars));
            return this;
        }

        /** What is done once after the last chunk. */
        public Sweep last(Consumer<Trace> finish) {
            last = Optional.of(finish);
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        /** What is done with each chunk. */
        public BiConsumer<Trace, Batch> each() {
            return each;
        }

        /** What is reset first. */
        public List<Var<?>> reset() {
            return Collections.unmodifiableList(reset);
        }

        /** What is done at the end. */
        public Optional<Consumer<Trace>> last() {
            return last;
        }
    }

    /**
     * Java at a boundary.
     *
     * @param name its name
     * @param body what it does
     */
    record Host(String name, Consumer<Desk> body) implements Stage {}

    /**
     * Another method, fitted as a child.
     *
     * @param child the child
     */
    record Fit(Child child) implements Stage {

        @Override
        public String name() {
            return child.name();
        }
    }
}
