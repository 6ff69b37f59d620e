package org.coterie.api;

import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.api.data.Table;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * All that a host stage, a sampler or a feed may touch. What they do must be a pure function of it: a run that is killed
 * inside one repeats it from the last checkpoint.
 */
public interface Desk {

    /** The training rows. */
    Table data();

    /** A side table of the problem. */
    Table side(String name);

    /** The values of a variable in row order, stack first. */
    float[] read(Var<TFloat32> v);

    /** Sets a variable; as many values as it has. */
    void write(Var<TFloat32> v, float[] values);

    /** The whole numbers of a variable. */
    int[] ints(Var<TInt32> v);

    /** Sets whole numbers. */
    void write(Var<TInt32> v, int[] values);

    /** What accompanies the training rows, {@code [rows, stack…, row…]}. */
    float[] read(RowVar<TFloat32> v);

    /** Sets what accompanies the training rows. */
    void write(RowVar<TFloat32> v, float[] values);

    /** The whole numbers that accompany the training rows. */
    int[] ints(RowVar<TInt32> v);

    /** Sets the whole numbers that accompany the training rows. */
    void write(RowVar<TInt32> v, int[] values);

    /** Evaluates a readout or probe of the plan on all training rows, at rest. */
    Table evaluate(Readout.PerRow<?> readout);

    /** The same on some of the training rows, in the order given: for checks that need no more. */
    Table evaluate(Readout.PerRow<?> readout, int[] rows);

    /** What {@link Trace#watch} or a loss term showed in the last step, one number per member of a stack. */
    float[] watched(String name);

    /** A stream of this stage and purpose. */
    RandomGenerator random(String purpose);

    /** Where the run stands. */
    Clock clock();

    /** Draws weights anew and clears what optimisers remember of them. */
    void reset(List<Var<TFloat32>> weights);

    /** Remembers all weights and states if the score is the highest so far; the runtime restores the best when the stage ends. */
    void keepIfBest(double score);

    /** Ends the training stage after this beat. */
    void stop();

    /**
     * Says how many clusters there are, in a method that finds their number itself. Its {@code assign} declares the most
     * there may be; the fitted model has the first {@code clusters} of them. What a child says is its own affair.
     *
     * @param clusters from 1 to what {@code assign} declares; said again, the last counts
     */
    void found(int clusters);

    /** Adds a number to the metrics of the run; of a child under its name, {@code child.name}. */
    void report(String name, double value);

    /** Tells the user something that does not stop the run but spoils its result; kept with the metrics. */
    void warn(String text);

    /** Says how much of a long host stage is done, 0 to 1; where cancelling is noticed. */
    void progress(double done);
}
