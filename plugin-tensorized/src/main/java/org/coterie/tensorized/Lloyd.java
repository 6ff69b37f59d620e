package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Batch;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Training of all restarts at once: gradient steps on mean_i C_{s(i), i} with s fixed, and Lloyd's step s(i) = argmin_j C_{ji},
 * c_j = the mean of the rows of j. With all rows in a step Lloyd's step takes the costs of the same pass, from before the
 * gradient step; with batches it is a sweep after each epoch.
 */
final class Lloyd {
    private final Tensorized.Bound bound;
    private final Training how;
    private final int width;
    private final Shape stack;
    private final RowVar<TInt32> assigned;
    private final RowVar<TFloat32> least;
    private final Var<TFloat32> counts;
    private final Var<TFloat32> sums;
    private final Var<TFloat32> total;
    private final Optional<RowVar<TFloat32>> noise;
    private final Optional<Pairs> pairs;

    Lloyd(Tensorized.Bound bound, Vars v, Training how, int width) {
        this.bound = bound;
        this.how = how;
        this.width = width;
        Vars place = how.restarts() == 1 ? v : v.stack("restart", how.restarts());
        stack = place.stacked();
        assigned = place.perRowCount("assigned", Shape.scalar());
        least = place.perRow("least", Shape.scalar());
        counts = bound.own().state("count", Shape.of(1), Init.zeros());
        sums = bound.own().state("sum", Shape.of(1, width), Init.zeros());
        total = place.state("total", Shape.scalar(), Init.zeros());
        noise = how.noise() > 0 ? Optional.of(v.perRow("noise", Shape.of(width))) : Optional.empty();
        pairs = bound.copies() instanceof Contrast.Networks networks
                ? Optional.of(new Pairs(networks, bound, v, assigned, width))
                : Optional.empty();
    }

    Tensorized.Bound bound() {
        return bound;
    }

    Training how() {
        return how;
    }

    /** s, {@code [n, R]} as a host stage sees it. */
    RowVar<TInt32> assigned() {
        return assigned;
    }

    /** The sum over the rows of the least cost, of each restart. */
    Var<TFloat32> sumOfCosts() {
        return total;
    }

    /** Rows in each cluster at the last sweep, {@code [R, k, 1]}. */
    Var<TFloat32> counts() {
        return counts;
    }

    /** The noise of training, where there is any. */
    Optional<RowVar<TFloat32>> noise() {
        return noise;
    }

    /** The pairs of contrastive learning, where that is what is learned. */
    Optional<Pairs> pairs() {
        return pairs;
    }

    /** What the networks see: the rows, with noise where they learn to remove it. */
    Operand<TFloat32> seen(Trace t, Batch b) {
        Operand<TFloat32> x = b.x().value();
        return noise.map(added -> t.m().add(x, b.at(added))).orElse(x);
    }

    private Operand<TFloat32> costs(Trace t, Batch b) {
        return bound.costs(t, seen(t, b), b.x().value());
    }

    // ---------------------------------------------------------------------------------------------------- training

    /** The training stage. */
    Stage.Train training() {
        List<Var<TFloat32>> weights = new ArrayList<>(bound.shared().weights());
        weights.addAll(bound.own().weights());
        Optimizer adam = Optimizer.adam("adam", Schedule.constant(how.rate()));
        boolean all = how.batch() == 0;
        boolean whole = all && pairs.isEmpty();
        Stage.Train train = Stage.epochs("train", 0, how.epochs())
                .draw(all ? Sampler.full() : Sampler.shuffled(how.batch()))
                .update(Update.descend("descend", adam, weights, (t, b) -> step(t, b, whole)));
        List<Stage> after = new ArrayList<>(List.of(sweep(), Stage.host("rescue", this::rescue)));
        pairs.ifPresent(p -> {
            after.add(0, p.expectations());
            after.add(p.draw());
        });
        return whole ? train : train.everyEpochs(1, after.toArray(Stage[]::new));
    }

    private Terms step(Trace t, Batch b, boolean whole) {
        Maths m = t.m();
        Rows<Features> x = bound.centre(t, seen(t, b));
        if (pairs.isPresent()) {
            return Terms.of(t).add("cost", m.mean(ofOwn(m, pairs.get().contrast(t, b, x), b), -1));
        }
        Operand<TFloat32> costs = costs(t, b);
        Rows<Features> target = noise.isEmpty() ? x : bound.centre(t, b.x().value());
        Operand<TFloat32> descended = bound.copies().descended(t, x, target, costs);
        Operand<TFloat32> mine = ofOwn(m, descended, b);
        if (whole) {
            Operand<TInt32> nearest = Tensorized.Bound.cheapest(m, costs);
            Operand<TFloat32> now = m.oneHot(nearest, bound.k());
            t.write(assigned, b, nearest);
            Operand<TFloat32> rows = b.x().value();
            // an empty cluster moves to the row that is served worst, so that it serves at least that one
            Operand<TInt32> worst = m.argMax(m.stop(mine));
            Operand<TFloat32> far = m.reshape(m.pick(rows, worst), shape(1, 1, width));
            Operand<TFloat32> count = m.reshape(m.sum(now, -2), shape(bound.k(), 1, 1));
            Operand<TFloat32> sum = m.reshape(m.dotT(now, rows), shape(bound.k(), 1, width));
            t.write(bound.centres(), old -> m.where(m.positive(count), m.div(sum, m.max(count, m.real(1))), far));
        }
        return Terms.of(t).add("cost", m.mean(mine, -1));
    }

    /** Of {@code [R, k, n]} the values under the cluster of each row. */
    private Operand<TFloat32> ofOwn(Maths m, Operand<TFloat32> values, Batch b) {
        return m.sum(m.mul(m.swap(values), m.oneHot(b.at(assigned), bound.k())), -1);
    }

    /** {@code [R, tail…]}. */
    private long[] shape(long... tail) {
        long[] front = stack.asArray();
        long[] all = Arrays.copyOf(front, front.length + tail.length);
        System.arraycopy(tail, 0, all, front.length, tail.length);
        return all;
    }

    // ------------------------------------------------------------------------------------------------------ sweeps

    /** Lloyd's step over all rows; a cluster without rows keeps its centre until {@link #rescue}. */
    private Stage.Sweep sweep() {
        return Stage.sweep("lloyd", (t, b) -> {
                    Maths m = t.m();
                    Operand<TFloat32> costs = costs(t, b);
                    Operand<TInt32> nearest = Tensorized.Bound.cheapest(m, costs);
                    Operand<TFloat32> now = m.oneHot(nearest, bound.k());
                    Operand<TFloat32> cheap = m.sum(m.mul(m.swap(costs), now), -1);
                    t.write(assigned, b, nearest);
                    t.write(least, b, cheap);
                    t.write(counts, old -> m.add(old, m.reshape(m.sum(now, -2), shape(bound.k(), 1))));
                    t.write(sums, old -> m.add(old, m.reshape(m.dotT(now, b.x().value()), shape(bound.k(), 1, width))));
                })
                .reset(counts, sums)
                .last(t -> {
                    Maths m = t.m();
                    Operand<TFloat32> count = m.reshape(t.read(counts), shape(bound.k(), 1, 1));
                    Operand<TFloat32> mean = m.div(t.read(sums), m.max(count, m.real(1)));
                    t.write(bound.centres(), old -> m.where(m.positive(count), mean, old));
                });
    }

    /** Gives a cluster without rows a tenth of a cluster's share: the rows that are served worst. */
    private void rescue(Desk desk) {
        float[] count = desk.read(counts);
        int k = bound.k();
        for (int i = 0; i < count.length; i++) {
            if (count[i] == 0) {
                rescue(desk, i / k, i % k);
            }
        }
    }

    private void rescue(Desk desk, int restart, int cluster) {
        int n = desk.data().rows();
        int restarts = how.restarts();
        float[] cost = desk.read(least);
        int[] of = desk.ints(assigned);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(cost[b * restarts + restart], cost[a * restarts + restart]));
        int some = Math.max(1, n / (10 * bound.k()));
        float[] centres = desk.read(bound.centres());
        int at = (restart * bound.k() + cluster) * width;
        double[] mean = new double[width];
        for (int i = 0; i < some; i++) {
            int row = order[i];
            of[row * restarts + restart] = cluster;
            cost[row * restarts + restart] = 0;
            for (int j = 0; j < width; j++) {
                mean[j] += desk.data().at(row, j) / (double) some;
            }
        }
        for (int j = 0; j < width; j++) {
            centres[at + j] = (float) mean[j];
        }
        desk.write(least, cost);
        desk.write(assigned, of);
        desk.write(bound.centres(), centres);
    }

    /** Sums the least cost of every row, of each restart, and counts the rows of each cluster; moves nothing. */
    Stage.Sweep total() {
        return Stage.sweep("total", (t, b) -> {
                    Maths m = t.m();
                    Operand<TFloat32> costs = costs(t, b);
                    Operand<TFloat32> now = m.oneHot(Tensorized.Bound.cheapest(m, costs), bound.k());
                    t.write(total, old -> m.add(old, m.sum(m.sum(m.mul(m.swap(costs), now), -1), -1)));
                    t.write(counts, old -> m.add(old, m.reshape(m.sum(now, -2), shape(bound.k(), 1))));
                })
                .reset(total, counts);
    }
}
