package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Noise;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * The tracing of one closure. Variables are read once, as they are when the closure's turn comes; writes wait until its step
 * is taken, and then go in the order of the calls, each seeing the one before.
 */
final class Pass {
    final Given given;
    final Ops tf;
    final GraphMaths m;
    private final String name;
    private final boolean writable;
    private final Map<String, Operand<?>> reads = new LinkedHashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Set<String> purposes = new HashSet<>();
    private final Map<String, Integer> repeats = new HashMap<>();

    /** Where reads are built: at the closure's turn, and in the rule of a write after what was written before. */
    private Ops reading;

    final Map<String, Operand<TFloat32>> watched = new LinkedHashMap<>();

    /** The condition under which writes happen: set while a member is evaluated that may have got no rows. */
    Optional<Operand<TBool>> guard = Optional.empty();

    /** A write that waits; {@code deferred} gives the operation, to be built after {@code after}. */
    private record Pending(String path, Optional<Operand<TBool>> guard, Deferred deferred) {}

    @FunctionalInterface
    private interface Deferred {
        Op build(Ops tf, Optional<Operand<TBool>> guard);
    }

    Pass(Given given, Ops tf, String name, boolean writable) {
        this.given = given;
        this.tf = tf;
        this.name = name;
        this.writable = writable;
        this.m = new GraphMaths(tf, given.precision);
        this.reading = tf;
    }

    /** Where this is, for messages: stage and update, or readout. */
    String name() {
        return name;
    }

    /** The value of a variable; read once. */
    @SuppressWarnings("unchecked")
    <T extends TNumber> Operand<T> read(Slot<?> slot) {
        return (Operand<T>) reads.computeIfAbsent(slot.path(), p -> fresh(reading, slot));
    }

    /** Whether a variable was read. */
    boolean hasRead(Slot<?> slot) {
        return reads.containsKey(slot.path());
    }

    @SuppressWarnings("unchecked")
    private <T extends TNumber> Operand<T> fresh(Ops at, Slot<?> slot) {
        if (given.frozen.isPresent()) {
            return (Operand<T>) given.frozen.get().apply(slot);
        }
        Class<T> type = given.handles.type(slot.whole());
        return at.readVariableOp(given.handles.of(slot), type);
    }

    /** The stored rows of a value per row, {@code [b, stack…, row…]}. */
    @SuppressWarnings("unchecked")
    <T extends TNumber> Operand<T> rows(RowSlot<?> slot, Optional<Operand<TInt32>> index) {
        Class<T> type = given.handles.type(slot.whole());
        Operand<? extends TType> handle = given.handles.of(slot, given.rows);
        String key = slot.path() + (index.isPresent() ? "@" + index.get().op().name() : "");
        return (Operand<T>) reads.computeIfAbsent(
                key,
                k -> index.isPresent()
                        ? reading.resourceGather(handle, index.get(), type)
                        : reading.readVariableOp(handle, type));
    }

    <T extends TNumber> void write(Slot<T> slot, UnaryOperator<Operand<T>> rule) {
        defer(slot.path(), (at, condition) -> {
            Operand<T> old = fresh(at, slot);
            Operand<T> value = checked(rule.apply(old), slot.full(), slot.path());
            return at.assignVariableOp(given.handles.of(slot), guarded(at, condition, value, old));
        });
    }

    /** Writes one member of a stacked variable, or a member of a member. */
    <T extends TNumber> void write(View<T> view, UnaryOperator<Operand<T>> rule) {
        Slot<T> slot = view.base();
        defer(slot.path(), (at, condition) -> {
            Operand<T> old = fresh(at, slot);
            List<Operand<TInt32>> which = new ArrayList<>();
            for (Object choice : view.chosen()) {
                Operand<TInt32> one = which(at, choice);
                old = at.gather(old, one, at.constant(0));
                which.add(one);
            }
            Operand<T> value = checked(rule.apply(old), view.stack().append(view.shape()), slot.path());
            // one update, at one index of as many numbers as axes are chosen
            Operand<TInt32> index = at.expandDims(at.stack(which), at.constant(0));
            Operand<T> update = at.expandDims(guarded(at, condition, value, old), at.constant(0));
            return at.resourceScatterNdUpdate(given.handles.of(slot), index, update);
        });
    }

    <T extends TNumber> void write(RowSlot<T> slot, Optional<Operand<TInt32>> index, Operand<T> stackFirst) {
        long n = index.isPresent() ? index.get().shape().get(0) : given.rows;
        checked(stackFirst, slot.stack().append(n).append(slot.row()), slot.path());
        Operand<T> value = rowsFirst(stackFirst, slot.stack().numDimensions());
        Operand<? extends TType> handle = given.handles.of(slot, given.rows);
        defer(
                slot.path(),
                (at, condition) -> index.isPresent()
                        ? at.resourceScatterUpdate(handle, index.get(), value)
                        : at.assignVariableOp(handle, value));
    }

    private static <T extends TNumber> Operand<T> guarded(
            Ops at, Optional<Operand<TBool>> guard, Operand<T> value, Operand<T> old) {
        return guard.isPresent() ? at.select(guard.get(), value, old) : value;
    }

    private void defer(String path, Deferred write) {
        if (!writable) {
            throw Fault.of("something is written where nothing may be")
                    .at(name)
                    .got("a write of " + path)
                    .advise("readouts and probes only read; write in an update or a sweep")
                    .as(CoterieException.Kind.PLUGIN);
        }
        pending.add(new Pending(path, guard, write));
    }

    private <T extends TNumber> Operand<T> checked(Operand<T> value, Shape shape, String path) {
        if (!value.shape().isCompatibleWith(shape)) {
            throw Fault.of("a variable is written with another shape")
                    .at(name + ", variable " + path)
                    .got("shape " + value.shape())
                    .expected("shape " + shape)
                    .as(CoterieException.Kind.PLUGIN);
        }
        return value;
    }

    /** Rows first to stack first: {@code [b, stack…, row…]} to {@code [stack…, b, row…]}. */
    <T extends TNumber> Operand<T> stackFirst(Operand<T> stored, int axes) {
        return turned(stored, axes, true);
    }

    private <T extends TNumber> Operand<T> rowsFirst(Operand<T> handed, int axes) {
        return turned(handed, axes, false);
    }

    private <T extends TNumber> Operand<T> turned(Operand<T> a, int axes, boolean toStackFirst) {
        if (axes == 0) {
            return a;
        }
        int rank = a.shape().numDimensions();
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        for (int i = 0; i < axes; i++) {
            order[toStackFirst ? i : i + 1] = toStackFirst ? i + 1 : i;
        }
        order[toStackFirst ? axes : 0] = toStackFirst ? 0 : axes;
        return tf.linalg.transpose(a, tf.constant(order));
    }

    /** The index a member choice stands for. */
    Operand<TInt32> which(Ops at, Object choice) {
        if (choice instanceof Integer i) {
            return at.constant(i);
        }
        return read((Slot<?>) choice);
    }

    Noise noise(String purpose) {
        if (!purposes.add(purpose)) {
            throw Fault.of("the same noise is drawn twice")
                    .at(name)
                    .got(purpose)
                    .expected("a purpose of its own for every draw")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return draw(purpose);
    }

    Noise repeatedNoise(String purpose) {
        return draw(purpose + "#" + repeats.merge(purpose, 1, Integer::sum));
    }

    private Noise draw(String purpose) {
        Operand<TInt64> step = given.step.orElseThrow(() -> Fault.of("noise is drawn at rest")
                .at(name)
                .got(purpose)
                .advise("draw noise in updates only, or take it as an input of a drawn readout")
                .as(CoterieException.Kind.PLUGIN));
        Operand<TInt64> key = tf.constant(given.streams.key("noise/" + name + "/" + purpose));
        return new GraphNoise(tf, given.precision, tf.stack(List.of(key, step)), name + "/" + purpose);
    }

    /**
     * Builds the writes, after {@code done} and after all reads of what they overwrite.
     *
     * @return the last operations, for what follows to wait on
     */
    List<Op> settle(Ops base, List<Op> done) {
        Map<String, Op> last = new LinkedHashMap<>();
        for (Pending write : pending) {
            List<Op> after = new ArrayList<>(done);
            reads.forEach((path, read) -> {
                if (path.equals(write.path()) || path.startsWith(write.path() + "@")) {
                    after.add(read);
                }
            });
            Optional.ofNullable(last.get(write.path())).ifPresent(after::add);
            // a variable the rule is the first to read is read as it is by then
            List<Op> before = new ArrayList<>(done);
            before.addAll(last.values());
            reading = base.withControlDependencies(before);
            last.put(write.path(), write.deferred().build(base.withControlDependencies(after), write.guard()));
        }
        reading = tf;
        List<Op> all = new ArrayList<>(done);
        all.addAll(last.values());
        return all;
    }
}
