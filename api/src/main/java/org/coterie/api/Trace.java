package org.coterie.api;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * The place where mathematics becomes graph, handed to every closure of a plan. A trace lives while its closure runs and
 * must not be kept. All of it is deterministic: the same plan gives the same graph.
 */
public interface Trace {

    /** How layers that know the difference behave. */
    enum Mode {
        /** Batch statistics, dropout and noise; running statistics move. */
        TRAIN,
        /** Inference, except that running statistics are replaced by the exact average over the sweep. */
        CALIBRATE,
        /** At rest: a row's result depends on that row alone. */
        INFER
    }

    /** The small mathematics that always has a gradient and follows the working precision. */
    Maths m();

    /** TensorFlow itself, for what {@link #m()} lacks; constants made here do not follow the working precision. */
    Ops tf();

    /** The mode of this trace. */
    Mode mode();

    /** The same trace in another mode; the mode belongs to a call, not to a run. */
    Trace in(Mode mode);

    /** The value of a variable, {@code [stack…, shape…]}; of a member view, that member's slice. */
    <T extends TNumber> Operand<T> read(Var<T> v);

    /** A number that depends on time only; computed by the host before the step. The same name means the same schedule. */
    Operand<TFloat32> now(String name, Schedule schedule);

    /**
     * Random numbers, keyed by run seed, step, update and purpose, so that adding one draw changes no other. Asking twice for
     * the same purpose in one update is an error.
     */
    Noise noise(String purpose);

    /** Like {@link #noise}, but numbered: for layers that one update applies several times. */
    Noise repeatedNoise(String purpose);

    /**
     * In a sweep, the share of this chunk's rows among all rows seen so far, 1 for the first chunk: what a cumulative average
     * needs. 1 elsewhere.
     */
    Operand<TFloat32> share();

    /**
     * Writes a variable when the update has taken its step, in the order of calls; {@code rule} gets the value as it is then,
     * after earlier writes. Other variables a rule reads have the value they had at the closure's turn if the closure read them
     * before, else the value they have by then. Not possible in readouts.
     */
    <T extends TNumber> void write(Var<T> v, UnaryOperator<Operand<T>> rule);

    /** Writes the rows of a batch, {@code [stack…, n, row…]}, when the update has taken its step. */
    <T extends TNumber> void write(RowVar<T> v, Batch at, Operand<T> value);

    /** Shows a number, or one per member of a stack, to the log and to {@link Desk#watched}. */
    void watch(String name, Operand<TFloat32> value);

    /** Softmax: scores to memberships. */
    default Rows<Clusters> soft(Rows<Scores> scores) {
        return Rows.of(new Clusters(scores.space().k()), m().softmax(scores.value()));
    }

    /** One-hot of the largest score, the lowest index on ties; no gradient. */
    default Rows<Clusters> hard(Rows<Scores> scores) {
        int k = scores.space().k();
        return Rows.of(new Clusters(k), m().oneHot(m().argMax(scores.value()), k));
    }

    /**
     * Sends each row through the one model its number names, and puts the results back in order. Members without rows are not
     * evaluated. Not for stacks.
     */
    <I extends Space, O extends Space> Rows<O> route(
            List<? extends Model<I, O>> members, Operand<TInt32> to, Rows<I> x);
}
