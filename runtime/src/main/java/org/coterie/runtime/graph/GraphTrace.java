package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Noise;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Space;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The api's trace over one pass.
 *
 * @param pass what is being traced
 * @param mode the mode of this view of it
 */
record GraphTrace(Pass pass, Mode mode) implements Trace {

    @Override
    public Maths m() {
        return pass.m;
    }

    @Override
    public Ops tf() {
        return pass.tf;
    }

    @Override
    public Trace in(Mode other) {
        return other == mode ? this : new GraphTrace(pass, other);
    }

    @Override
    public <T extends TNumber> Operand<T> read(Var<T> v) {
        if (v instanceof View<T> view) {
            Operand<T> value = pass.read(view.base());
            for (Object choice : view.chosen()) {
                value = pass.tf.gather(value, pass.which(pass.tf, choice), pass.tf.constant(0));
            }
            return value;
        }
        return pass.read((Slot<T>) v);
    }

    @Override
    public Operand<TFloat32> now(String name, Schedule schedule) {
        return pass.given.scalar("now/" + name, "", schedule);
    }

    @Override
    public Noise noise(String purpose) {
        return pass.noise(purpose);
    }

    @Override
    public Noise repeatedNoise(String purpose) {
        return pass.repeatedNoise(purpose);
    }

    @Override
    public Operand<TFloat32> share() {
        return pass.given.share.orElseGet(() -> pass.m.real(1));
    }

    @Override
    public <T extends TNumber> void write(Var<T> v, UnaryOperator<Operand<T>> rule) {
        if (v instanceof View<T> view) {
            pass.write(view, rule);
        } else {
            pass.write((Slot<T>) v, rule);
        }
    }

    @Override
    public <T extends TNumber> void write(RowVar<T> v, Batch at, Operand<T> value) {
        pass.write((RowSlot<T>) v, ((GraphBatch) at).rowNumbers(), value);
    }

    @Override
    public void watch(String name, Operand<TFloat32> value) {
        if (pass.watched.putIfAbsent(name, value) != null) {
            throw Fault.of("two numbers are watched under the same name")
                    .got(name)
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    /**
     * Partition, apply, stitch. A member that got no rows is given one row of zeros, whose result is cut off again and whose
     * writes do not happen: statistics over no rows would be NaN.
     */
    @Override
    public <I extends Space, O extends Space> Rows<O> route(
            List<? extends Model<I, O>> members, Operand<TInt32> to, Rows<I> x) {
        Ops tf = pass.tf;
        if (!x.stack().isScalar()) {
            throw Fault.of("rows of a stack cannot be routed")
                    .got("stack " + x.stack())
                    .as(CoterieException.Kind.PLUGIN);
        }
        Operand<TInt32> numbers = tf.range(
                tf.constant(0), tf.gather(tf.shape(x.value()), tf.constant(0), tf.constant(0)), tf.constant(1));
        List<Operand<TInt32>> places = new ArrayList<>();
        List<Operand<TFloat32>> results = new ArrayList<>();
        List<? extends Operand<TFloat32>> parts =
                tf.dynamicPartition(x.value(), to, (long) members.size()).outputs();
        List<? extends Operand<TInt32>> where =
                tf.dynamicPartition(numbers, to, (long) members.size()).outputs();
        Optional<Space> space = Optional.empty();
        for (int i = 0; i < members.size(); i++) {
            Operand<TInt32> count = tf.gather(tf.shape(where.get(i)), tf.constant(0), tf.constant(0));
            Operand<TBool> some = tf.math.greater(count, tf.constant(0));
            Operand<TInt32> pad = tf.math.sub(tf.constant(1), tf.math.minimum(count, tf.constant(1)));
            Operand<TFloat32> padded = padded(parts.get(i), pad, x.space().row());
            pass.guard = Optional.of(some);
            Rows<O> y = members.get(i).apply(this, Rows.of(x.space(), padded));
            pass.guard = Optional.empty();
            int[] begin = new int[y.value().shape().numDimensions()];
            int[] rest = new int[begin.length];
            java.util.Arrays.fill(rest, -1);
            Operand<TInt32> size = rest.length == 1
                    ? tf.expandDims(count, tf.constant(0))
                    : tf.concat(
                            List.of(
                                    tf.expandDims(count, tf.constant(0)),
                                    tf.constant(java.util.Arrays.copyOf(rest, rest.length - 1))),
                            tf.constant(0));
            results.add(tf.slice(y.value(), tf.constant(begin), size));
            places.add(where.get(i));
            space = Optional.of(y.space());
        }
        @SuppressWarnings("unchecked")
        O out = (O) space.orElseThrow();
        Operand<TFloat32> stitched = tf.dynamicStitch(places, results);
        Shape known = Shape.of(-1).append(out.row());
        return Rows.of(out, tf.reshape(stitched, tf.constant(known.asArray())));
    }

    private Operand<TFloat32> padded(Operand<TFloat32> part, Operand<TInt32> pad, Shape row) {
        Ops tf = pass.tf;
        int[] axes = new int[row.numDimensions()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = Math.toIntExact(row.get(i));
        }
        Operand<TInt32> shape =
                tf.concat(List.of(tf.expandDims(pad, tf.constant(0)), tf.constant(axes)), tf.constant(0));
        Operand<TFloat32> zeros = tf.fill(shape, pass.m.real(0));
        return tf.concat(List.of(part, zeros), tf.constant(0));
    }
}
