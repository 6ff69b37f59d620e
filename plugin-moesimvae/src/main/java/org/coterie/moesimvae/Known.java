package org.coterie.moesimvae;

import java.util.Optional;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Maths;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A relation with the variables that hold it: filled once by a host stage, restricted to a batch in the graph. */
interface Known {
    /** Points of more dimensions are compared through products, which are faster and lose some digits. */
    int FEW = 16;

    /** Fills the variables. */
    void build(Desk desk);

    /** The term of the loss, before weighting. */
    Operand<TFloat32> term(Trace t, Batch b, Rows<Clusters> p, boolean balanced);

    /** Numbers of other rows to draw into the same batch; none where any batch will do. */
    default Optional<RowVar<TInt32>> partners() {
        return Optional.empty();
    }

    /** The stage that fills the variables. */
    default Stage.Host stage(String name) {
        return Stage.host("similarity-" + name, this::build);
    }

    /** Declares the variables of a relation. */
    static Known bind(Relation relation, Vars v, int rows, int k) {
        if (relation instanceof Relation.Placed placed) {
            return new PlacedPoints(
                    placed, v.perRow("points", Shape.of(placed.dimensions())), v.perRow("reach", Shape.of(1)), rows);
        }
        if (relation instanceof Relation.Listed listed) {
            Shape row = Shape.of(listed.partners());
            return new ListedPairs(listed, v.perRowCount("partners", row), v.perRow("values", row), rows);
        }
        if (relation instanceof Relation.Grouped grouped) {
            return new Groups(grouped, v.perRowCount("group", Shape.of(1)), rows);
        }
        return new RowFlags(
                (Relation.Flagged) relation, v.perRow("flags", Shape.of(k)), v.perRow("counts", Shape.of(1)), rows, k);
    }

    /** Refuses arrays of another size. */
    static void sized(String what, int got, long expected) {
        if (got != expected) {
            throw Fault.of("a similarity has another size than the data")
                    .at(what)
                    .got(got + " numbers")
                    .expected(String.valueOf(expected))
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    /** 1 where a condition holds. */
    static Operand<TFloat32> where(Maths m, Operand<TBool> condition) {
        return m.where(condition, m.real(1), m.real(0));
    }

    /** 1 where two places of the batch hold the same row, the diagonal included; n×n. */
    static Operand<TFloat32> same(Trace t, Batch b) {
        Ops tf = t.tf();
        Operand<TInt32> index = b.index();
        return where(t.m(), tf.math.equal(tf.expandDims(index, tf.constant(1)), tf.expandDims(index, tf.constant(0))));
    }

    /** Points. */
    record PlacedPoints(Relation.Placed relation, RowVar<TFloat32> points, RowVar<TFloat32> reach, int rows)
            implements Known {
        @Override
        public void build(Desk desk) {
            Relation.Points found = relation.of().apply(desk);
            sized("coordinates", found.coordinates().length, (long) rows * relation.dimensions());
            sized("reach", found.reach().length, rows);
            desk.write(points, found.coordinates());
            desk.write(reach, found.reach());
        }

        @Override
        public Operand<TFloat32> term(Trace t, Batch b, Rows<Clusters> p, boolean balanced) {
            Maths m = t.m();
            Operand<TFloat32> s = m.max(same(t, b), alike(t, b));
            return Objective.similarity(t, p, s, ones(m, s), balanced);
        }

        private Operand<TFloat32> alike(Trace t, Batch b) {
            Maths m = t.m();
            Ops tf = t.tf();
            Operand<TFloat32> squares = m.stop(squares(m, b.at(points)));
            if (relation.rule() instanceof Relation.AmongNearest nearest) {
                Operand<TInt32> n = tf.gather(tf.shape(squares), tf.constant(0), tf.constant(0));
                Operand<TInt32> count = tf.math.minimum(tf.constant(nearest.count()), n);
                Operand<TFloat32> largest =
                        tf.nn.topK(m.neg(squares), count, TInt32.class).values();
                Operand<TInt32> last = tf.math.sub(count, tf.constant(1));
                Operand<TFloat32> limit = m.neg(m.reshape(tf.gather(largest, last, tf.constant(1)), -1, 1));
                Operand<TFloat32> near = m.sub(m.real(1), m.less(limit, squares));
                return m.max(near, m.swap(near));
            }
            Operand<TFloat32> far = b.at(reach);
            Operand<TFloat32> both = m.max(far, m.swap(far));
            return m.sub(m.real(1), m.less(m.square(both), squares));
        }

        private Operand<TFloat32> squares(Maths m, Operand<TFloat32> x) {
            int d = relation.dimensions();
            if (d <= FEW) {
                Operand<TFloat32> apart = m.sub(m.reshape(x, -1, 1, d), m.reshape(x, 1, -1, d));
                return m.sum(m.square(apart), -1);
            }
            Operand<TFloat32> own = m.sumKept(m.square(x), -1);
            return m.add(m.sub(own, m.scale(m.dotBT(x, x), 2)), m.swap(own));
        }
    }

    /** Listed pairs. */
    record ListedPairs(Relation.Listed relation, RowVar<TInt32> others, RowVar<TFloat32> values, int rows)
            implements Known {
        @Override
        public void build(Desk desk) {
            Relation.Pairs found = relation.of().apply(desk);
            sized("partners", found.rows().length, (long) rows * relation.partners());
            sized("values", found.values().length, (long) rows * relation.partners());
            desk.write(others, found.rows());
            desk.write(values, found.values());
        }

        @Override
        public Optional<RowVar<TInt32>> partners() {
            return relation.gathering() ? Optional.of(others) : Optional.empty();
        }

        @Override
        public Operand<TFloat32> term(Trace t, Batch b, Rows<Clusters> p, boolean balanced) {
            Maths m = t.m();
            Ops tf = t.tf();
            int w = relation.partners();
            Operand<TInt32> listed = tf.reshape(b.at(others), tf.constant(new int[] {-1, w, 1}));
            Operand<TInt32> index = tf.reshape(b.index(), tf.constant(new int[] {1, 1, -1}));
            Operand<TFloat32> here = where(m, tf.math.equal(listed, index)); // n×partners×n
            Operand<TFloat32> wanted = m.mul(here, m.reshape(b.at(values), -1, w, 1));
            Operand<TFloat32> s = tf.reduceMax(wanted, tf.constant(1));
            s = m.max(s, m.swap(s));
            Operand<TFloat32> self = same(t, b);
            Operand<TFloat32> known = self;
            if (relation.others() == Relation.Others.UNLIKE) {
                known = ones(m, s);
            } else {
                Operand<TFloat32> met = tf.reduceMax(here, tf.constant(1));
                known = m.max(m.max(met, m.swap(met)), self);
            }
            return Objective.similarity(t, p, m.max(s, self), known, balanced);
        }
    }

    /** Groups. */
    record Groups(Relation.Grouped relation, RowVar<TInt32> group, int rows) implements Known {
        @Override
        public void build(Desk desk) {
            int[] found = relation.of().apply(desk);
            sized("groups", found.length, rows);
            desk.write(group, found);
        }

        @Override
        public Operand<TFloat32> term(Trace t, Batch b, Rows<Clusters> p, boolean balanced) {
            Maths m = t.m();
            Ops tf = t.tf();
            Operand<TInt32> down = tf.reshape(b.at(group), tf.constant(new int[] {-1, 1}));
            Operand<TInt32> along = tf.reshape(b.at(group), tf.constant(new int[] {1, -1}));
            Operand<TFloat32> has = where(m, tf.math.greaterEqual(down, tf.constant(0)));
            Operand<TFloat32> self = same(t, b);
            Operand<TFloat32> known = m.max(m.mul(has, m.swap(has)), self);
            Operand<TFloat32> s = m.max(m.mul(where(m, tf.math.equal(down, along)), known), self);
            return Objective.similarity(t, p, s, known, balanced);
        }
    }

    /** Flags. */
    record RowFlags(Relation.Flagged relation, RowVar<TFloat32> flags, RowVar<TFloat32> counts, int rows, int k)
            implements Known {
        @Override
        public void build(Desk desk) {
            Relation.Flags found = relation.of().apply(desk);
            sized("flags", found.values().length, (long) rows * k);
            sized("counts", found.counts().length, rows);
            desk.write(flags, found.values());
            desk.write(counts, found.counts());
        }

        @Override
        public Operand<TFloat32> term(Trace t, Batch b, Rows<Clusters> p, boolean balanced) {
            return Objective.flagged(t, p, b.at(flags), b.at(counts));
        }
    }

    private static Operand<TFloat32> ones(Maths m, Operand<TFloat32> like) {
        return m.plus(m.scale(like, 0), 1);
    }
}
