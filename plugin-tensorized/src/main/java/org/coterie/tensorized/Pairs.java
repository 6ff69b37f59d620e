package org.coterie.tensorized;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The pairs of contrastive learning. x⁻ is drawn from the rows of the step: one of another current cluster, or of another class;
 * any other row where there is none, as in plain contrastive learning. x⁺ of a row is drawn before each epoch, or is another row
 * of its class in the step, itself where there is none.
 */
final class Pairs {
    private final Contrast.Networks networks;
    private final RowVar<TInt32> assigned;
    private final int k;
    private final Optional<RowVar<TFloat32>> like;
    private final Optional<RowVar<TInt32>> classes;
    private final Var<TFloat32> sums;
    private final Var<TFloat32> counts;
    private final Var<TFloat32> all;

    Pairs(Contrast.Networks networks, Tensorized.Bound bound, Vars v, RowVar<TInt32> assigned, int width) {
        this.networks = networks;
        this.assigned = assigned;
        k = bound.k();
        boolean supervised = networks.design().classCount() > 0;
        like = supervised ? Optional.empty() : Optional.of(v.perRow("like", Shape.of(width)));
        classes = supervised ? Optional.of(v.perRowCount("class", Shape.scalar())) : Optional.empty();
        long groups = Math.max(1, networks.design().classCount());
        int h = networks.code().width();
        sums = bound.own().state("code-sum", Shape.of(groups, h), Init.zeros());
        counts = bound.own().state("code-count", Shape.of(groups, 1), Init.zeros());
        all = bound.own().state("code-total", Shape.of(1, h), Init.zeros());
    }

    // ----------------------------------------------------------------------------------------------- in training

    /** What a step descends: the contrast of each row under each cluster, {@code [R, k, n]}. */
    Operand<TFloat32> contrast(Trace t, Batch b, Rows<org.coterie.api.Features> x) {
        Maths m = t.m();
        Operand<TFloat32> z = networks.embed(t, x).value();
        Operand<TFloat32> self = self(t, b);
        Operand<TFloat32> same = classes.map(
                        c -> same(m, m.oneHot(b.at(c), networks.design().classCount())))
                .orElseGet(() -> same(m, m.oneHot(b.at(assigned), k)));
        Operand<TFloat32> other = drawn(t, unlike(t, same, self), z);
        Operand<TFloat32> near = like.map(
                        row -> networks.embed(t, Rows.of(x.space(), b.at(row))).value())
                .orElseGet(() -> drawn(t, alike(t, same, self), z));
        return Contrast.Networks.contrast(m, z, near, other);
    }

    /** 1 where two rows of the step are in one group. */
    private static Operand<TFloat32> same(Maths m, Operand<TFloat32> oneHot) {
        return m.dotBT(oneHot, oneHot);
    }

    /** 1 where a row meets itself. */
    private static Operand<TFloat32> self(Trace t, Batch b) {
        Maths m = t.m();
        return m.where(
                t.tf().math
                        .equal(
                                t.tf().expandDims(b.index(), t.tf().constant(1)),
                                t.tf().expandDims(b.index(), t.tf().constant(0))),
                m.real(1),
                m.real(0));
    }

    /** Ranks: the highest a random row of another group, then a random one of its own, never itself. */
    private static Operand<TFloat32> unlike(Trace t, Operand<TFloat32> same, Operand<TFloat32> self) {
        Maths m = t.m();
        Operand<TFloat32> chance = t.noise("unlike").uniform(same);
        return m.sub(m.sub(m.plus(chance, 2), m.scale(same, 2)), m.scale(self, 3));
    }

    /** Ranks: the highest a random other row of its group, then itself. */
    private static Operand<TFloat32> alike(Trace t, Operand<TFloat32> same, Operand<TFloat32> self) {
        Maths m = t.m();
        Operand<TFloat32> chance = t.noise("like").uniform(same);
        return m.sub(m.mul(same, m.plus(chance, 2)), m.scale(self, 1.5));
    }

    /** Of codes {@code [R, k, n, h]}, for each row that of the row of highest rank, {@code [R, n, n]}. */
    private static Operand<TFloat32> drawn(Trace t, Operand<TFloat32> ranks, Operand<TFloat32> z) {
        Maths m = t.m();
        Operand<TFloat32> most = t.tf().max(ranks, t.tf().constant(-1), org.tensorflow.op.core.Max.keepDims(true));
        Operand<TFloat32> one = m.plus(m.neg(m.less(ranks, most)), 1);
        Operand<TFloat32> chosen = m.div(one, m.sumKept(one, -1));
        boolean stacked = ranks.shape().numDimensions() > 2;
        return m.dot(stacked ? t.tf().expandDims(chosen, t.tf().constant(-3)) : chosen, z);
    }

    // ------------------------------------------------------------------------------------------------- in between

    /** Checks the classes, and draws the first x⁺. */
    void begin(Desk desk) {
        classes.ifPresent(of -> {
            List<Integer> told = networks.design().classes();
            if (told.size() != desk.data().rows()) {
                throw Fault.of("every row needs a class")
                        .got(told.size() + " classes for " + desk.data().rows() + " rows")
                        .as(CoterieException.Kind.DATA);
            }
            desk.write(of, told.stream().mapToInt(c -> c).toArray());
        });
        draw(desk);
    }

    /** New x⁺. */
    private void draw(Desk desk) {
        like.ifPresent(row -> desk.write(row, transformed(desk.data(), desk.random("like"))));
    }

    private float[] transformed(Table x, RandomGenerator random) {
        Contrast design = networks.design();
        float[] values = x.toArray();
        float[] changed = new float[values.length];
        for (int i = 0; i < x.rows() && design.pictures(); i++) {
            int at = i * x.columns();
            design.elastic()
                    .draw(design.image().get(0), design.image().get(1), random)
                    .apply(values, at, changed, at);
        }
        for (int i = 0; i < values.length && !design.pictures(); i++) {
            changed[i] = (float) (values[i] + design.noise() * random.nextGaussian());
        }
        return changed;
    }

    /** Draws x⁺ anew. */
    Stage.Host draw() {
        return Stage.host("pairs", this::draw);
    }

    /** The mean codes costs need, from the present clusters. */
    Stage.Sweep expectations() {
        return Stage.sweep("expectations", (t, b) -> {
                    Maths m = t.m();
                    Operand<TFloat32> z = networks.embed(t, b.x()).value();
                    Operand<TFloat32> group = classes.map(c -> t.tf().expandDims(
                                            m.swap(m.oneHot(
                                                    b.at(c), networks.design().classCount())),
                                            t.tf().constant(0)))
                            .orElseGet(
                                    () -> t.tf().expandDims(m.swap(m.oneHot(b.at(assigned), k)), t.tf().constant(-2)));
                    t.write(sums, old -> m.add(old, m.dot(group, z)));
                    t.write(counts, old -> m.add(old, m.sumKept(group, -1)));
                    t.write(all, old -> m.add(old, m.sumKept(z, -2)));
                })
                .reset(sums, counts, all)
                .last(t -> {
                    Maths m = t.m();
                    Operand<TFloat32> inside = t.read(counts);
                    Operand<TFloat32> n = m.sumKept(inside, classes.isPresent() ? -2 : -3);
                    Operand<TFloat32> outside = m.sub(n, inside);
                    Operand<TFloat32> total = t.read(all);
                    Operand<TFloat32> unlike = m.where(
                            m.positive(outside),
                            m.div(m.sub(total, t.read(sums)), m.max(outside, m.real(1))),
                            m.div(total, n));
                    Operand<TFloat32> like = m.div(t.read(sums), m.max(inside, m.real(1)));
                    t.write(networks.unlike(), old -> classes.isPresent() ? m.sub(unlike, like) : unlike);
                });
    }
}
