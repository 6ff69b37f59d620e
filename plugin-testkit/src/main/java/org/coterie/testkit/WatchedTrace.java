package org.coterie.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.coterie.api.Batch;
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
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** A trace that notices when it is used after its closure; the rules of its writes belong to the closure. */
final class WatchedTrace implements Trace {
    private final Trace trace;
    private final Watch watch;
    private final String where;

    /** Closures at work with it: 1 while the closure runs, and while a rule of a write does. */
    private final AtomicInteger at;

    WatchedTrace(Trace trace, Watch watch, String where) {
        this(trace, watch, where, new AtomicInteger(1));
    }

    private WatchedTrace(Trace trace, Watch watch, String where, AtomicInteger at) {
        this.trace = trace;
        this.watch = watch;
        this.where = where;
        this.at = at;
    }

    void end() {
        at.decrementAndGet();
    }

    private Trace now() {
        watch.unless(at.get() > 0, Rule.TRACE_KEPT, where);
        return trace;
    }

    @Override
    public Maths m() {
        return now().m();
    }

    @Override
    public Ops tf() {
        return now().tf();
    }

    @Override
    public Mode mode() {
        return now().mode();
    }

    @Override
    public Trace in(Mode mode) {
        return new WatchedTrace(now().in(mode), watch, where, at);
    }

    @Override
    public <T extends TNumber> Operand<T> read(Var<T> v) {
        return now().read(v);
    }

    @Override
    public Operand<TFloat32> now(String name, Schedule schedule) {
        return now().now(name, schedule);
    }

    @Override
    public Noise noise(String purpose) {
        return now().noise(purpose);
    }

    @Override
    public Noise repeatedNoise(String purpose) {
        return now().repeatedNoise(purpose);
    }

    @Override
    public Operand<TFloat32> share() {
        return now().share();
    }

    @Override
    public <T extends TNumber> void write(Var<T> v, UnaryOperator<Operand<T>> rule) {
        now().write(v, old -> {
            at.incrementAndGet();
            try {
                return rule.apply(old);
            } finally {
                at.decrementAndGet();
            }
        });
    }

    @Override
    public <T extends TNumber> void write(RowVar<T> v, Batch batch, Operand<T> value) {
        now().write(v, batch, value);
    }

    @Override
    public void watch(String name, Operand<TFloat32> value) {
        now().watch(name, value);
    }

    @Override
    public <I extends Space, O extends Space> Rows<O> route(
            List<? extends Model<I, O>> members, Operand<TInt32> to, Rows<I> x) {
        return now().route(members, to, x);
    }
}
