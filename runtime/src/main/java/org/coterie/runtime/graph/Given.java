package org.coterie.runtime.graph;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Schedule;
import org.coterie.api.Space;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Precision;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** What a traced program is given from outside: its graph, its variables, and the inputs of one step. */
final class Given {
    final Ops tf;
    final Handles handles;
    final Precision precision;
    final Streams streams;
    final int rows;
    final Features features;
    final Map<String, Space> sides;
    final Optional<Table> unstored;

    /** Row numbers of the step; empty where a step takes all rows. */
    Optional<Operand<TInt32>> index = Optional.empty();

    /** Where the rows are not in a variable: the rows themselves, by the row numbers they belong to. */
    final Map<Operand<TInt32>, Operand<TFloat32>> handed = new IdentityHashMap<>();

    /** Other row numbers drawn alongside. */
    final Map<String, Operand<TInt32>> partners = new HashMap<>();

    /** Numbers the host computed for the rows. */
    final Map<String, Operand<TFloat32>> fed = new HashMap<>();

    /** The counter of the random numbers. */
    Optional<Operand<TInt64>> step = Optional.empty();

    /** The values of all schedules, one vector. */
    Optional<Operand<TFloat32>> scalars = Optional.empty();

    /** In a sweep, the chunk's share of the rows so far. */
    Optional<Operand<TFloat32>> share = Optional.empty();

    /** Which schedules there are. */
    final Scalars schedule;

    /** In a frozen graph, the value of a variable as a constant. */
    Optional<Function<Slot<?>, Operand<?>>> frozen = Optional.empty();

    private final Map<Integer, Operand<TFloat32>> values = new HashMap<>();

    /**
     * What does not change from program to program.
     *
     * @param unstored the rows, where they are too many for a variable and are handed over step by step
     */
    record World(
            Precision precision,
            Streams streams,
            int rows,
            Features features,
            Map<String, Space> sides,
            Map<String, Handles.Stored> registry,
            Optional<Table> unstored) {}

    Given(Ops tf, World world) {
        this.tf = tf;
        this.handles = new Handles(tf, world.precision(), world.registry());
        this.precision = world.precision();
        this.streams = world.streams();
        this.rows = world.rows();
        this.features = world.features();
        this.sides = world.sides();
        this.unstored = world.unstored();
        this.schedule = new Scalars();
    }

    /** The value of a schedule in this step. */
    Operand<TFloat32> scalar(String key, String optimizer, Schedule rule) {
        int at = schedule.index(key, optimizer, rule);
        return values.computeIfAbsent(at, i -> {
            Operand<TFloat32> all = scalars.orElseThrow(() -> Fault.of(
                            "a schedule is asked at rest, where there is no time")
                    .got(key)
                    .advise("use schedules in updates only; keep in a state what a sweep or readout needs of them")
                    .as(CoterieException.Kind.PLUGIN));
            return tf.gather(all, tf.constant(i), tf.constant(0));
        });
    }
}
