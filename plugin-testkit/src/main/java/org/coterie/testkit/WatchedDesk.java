package org.coterie.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.coterie.api.Clock;
import org.coterie.api.Desk;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A desk that notices when it is used after its stage, and what is done with it. */
final class WatchedDesk implements Desk {
    private final Desk desk;
    private final Watch watch;
    private final String where;
    private final Map<Readout, Readout> readouts;
    private final Set<String> purposes = new HashSet<>();
    private double done;
    private volatile boolean over;

    WatchedDesk(Desk desk, Watch watch, String where, Map<Readout, Readout> readouts) {
        this.desk = desk;
        this.watch = watch;
        this.where = where;
        this.readouts = readouts;
    }

    void end() {
        over = true;
    }

    private Desk now() {
        watch.unless(!over, Rule.DESK_KEPT, where);
        return desk;
    }

    @Override
    public Table data() {
        return now().data();
    }

    @Override
    public Table side(String name) {
        return now().side(name);
    }

    @Override
    public float[] read(Var<TFloat32> v) {
        return now().read(v);
    }

    @Override
    public void write(Var<TFloat32> v, float[] values) {
        numbers(v.path(), values);
        now().write(v, values);
    }

    @Override
    public int[] ints(Var<TInt32> v) {
        return now().ints(v);
    }

    @Override
    public void write(Var<TInt32> v, int[] values) {
        now().write(v, values);
    }

    @Override
    public float[] read(RowVar<TFloat32> v) {
        return now().read(v);
    }

    @Override
    public void write(RowVar<TFloat32> v, float[] values) {
        numbers(v.path(), values);
        now().write(v, values);
    }

    @Override
    public int[] ints(RowVar<TInt32> v) {
        return now().ints(v);
    }

    @Override
    public void write(RowVar<TInt32> v, int[] values) {
        now().write(v, values);
    }

    private void numbers(String path, float[] values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                watch.broken(Rule.NOT_A_NUMBER, where + " writes NaN into " + path);
                return;
            }
        }
    }

    @Override
    public Table evaluate(Readout.PerRow<?> readout) {
        return now().evaluate(watched(readout));
    }

    @Override
    public Table evaluate(Readout.PerRow<?> readout, int[] rows) {
        return now().evaluate(watched(readout), rows);
    }

    /** The one that stands in the plan; a child's stays what it is. */
    private Readout.PerRow<?> watched(Readout.PerRow<?> readout) {
        return (Readout.PerRow<?>) readouts.getOrDefault(readout, readout);
    }

    @Override
    public float[] watched(String name) {
        return now().watched(name);
    }

    @Override
    public RandomGenerator random(String purpose) {
        watch.unless(purposes.add(purpose), Rule.STREAM_TWICE, where + " asks twice for the stream " + purpose);
        return now().random(purpose);
    }

    @Override
    public Clock clock() {
        return now().clock();
    }

    @Override
    public void reset(List<Var<TFloat32>> weights) {
        now().reset(weights);
    }

    @Override
    public void keepIfBest(double score) {
        now().keepIfBest(score);
    }

    @Override
    public void stop() {
        now().stop();
    }

    @Override
    public void found(int clusters) {
        now().found(clusters);
    }

    @Override
    public void report(String name, double value) {
        now().report(name, value);
    }

    @Override
    public void warn(String text) {
        now().warn(text);
    }

    @Override
    public void progress(double share) {
        watch.unless(share >= done && share <= 1, Rule.PROGRESS_FALLS, where + " tells of " + share + " after " + done);
        done = Math.max(done, share);
        now().progress(share);
    }
}
