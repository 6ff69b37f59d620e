package org.coterie.baselines;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Init;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMin;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Training rows with their clusters, evenly spread where there are more than are to be kept; a row is of the cluster of the
 * nearest of them. A stored row gets exactly its own cluster back; of equal rows the first decides.
 */
final class StoredRows {
    /** What {@code reference.conf} says. */
    static final int USUAL = 20_000;

    /** The most that can be asked for. */
    static final int MOST = 1_000_000;

    private static final long NUMBERS = 1L << 28; // a graph holds them in a gigabyte
    private static final int CANDIDATES = 8;

    private final Problem problem;
    private final int size;
    private final int clusters;
    private final Var<TFloat32> rows;
    private final Var<TFloat32> shift; // their mean: near it, squares keep their digits
    private final Var<TInt32> labels;

    /**
     * Declares them.
     *
     * @param most how many are kept at most
     * @param clusters how many there are at most
     */
    StoredRows(Problem problem, int most, int clusters) {
        int m = problem.features().width();
        this.problem = problem;
        this.clusters = clusters;
        size = (int) Math.max(1, Math.min(Math.min(most, problem.rows()), NUMBERS / m));
        rows = problem.vars().state("rows", Shape.of(size, m), Init.zeros());
        shift = problem.vars().state("shift", Shape.of(1, m), Init.zeros());
        labels = problem.vars().count("labels", Shape.of(size));
    }

    /** A plan of one stage that finds the cluster of every training row, −1 for noise. */
    Plan plan(Function<Desk, int[]> fit) {
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> write(desk, fit.apply(desk))))
                .readout(assign());
    }

    /** The same where the number of clusters is found, too. */
    Plan finding(Function<Desk, int[]> fit, String advice) {
        return plan(desk -> {
            int[] found = fit.apply(desk);
            int count = Arrays.stream(found).max().orElse(-1) + 1;
            if (count > clusters) {
                throw Fault.of("more clusters than most-clusters")
                        .got(count + " clusters")
                        .expected("at most " + clusters)
                        .advise("raise most-clusters, or " + advice)
                        .as(CoterieException.Kind.CONFIG);
            }
            desk.found(Math.max(1, count));
            return found;
        });
    }

    /** How many are kept. */
    int size() {
        return size;
    }

    /** Which training rows are kept, ascending. */
    int[] places() {
        return IntStream.range(0, size)
                .map(i -> (int) ((long) i * problem.rows() / size))
                .toArray();
    }

    private void write(Desk desk, int[] found) {
        Table kept = desk.data().select(places());
        int m = kept.columns();
        float[] values = kept.toArray();
        float[] mean = new float[m];
        for (int j = 0; j < m; j++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += values[i * m + j];
            }
            mean[j] = (float) (sum / size);
        }
        int[] of = Arrays.stream(places()).map(i -> found[i]).toArray();
        Map<Row, Integer> first = new HashMap<>();
        for (int i = 0; i < size; i++) {
            float[] row = new float[m];
            for (int j = 0; j < m; j++) {
                row[j] = values[i * m + j] + 0f; // −0 is 0
            }
            Integer earlier = first.putIfAbsent(new Row(row), of[i]);
            of[i] = earlier == null ? of[i] : earlier;
        }
        desk.write(rows, values);
        desk.write(shift, mean);
        desk.write(labels, of);
    }

    /** The numbers of a row, by which it is found again. */
    private record Row(float[] values) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && Arrays.equals(values, row.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private Readout.PerRow<Clusters> assign() {
        Clusters space = new Clusters(clusters);
        return Readout.perRow("assign", space, (t, x) -> {
            Operand<TInt32> label = t.tf().gather(t.read(labels), nearest(t, x.value()), t.tf().constant(0));
            return Rows.of(space, t.m().oneHot(label, clusters));
        });
    }

    /**
     * The place of the nearest stored row, {@code [n]}. In double: the expanded squares find a few candidates, the differences
     * themselves decide among these, so that a stored row is at distance 0 from itself and from nothing else.
     */
    Operand<TInt32> nearest(Trace t, Operand<TFloat32> x) {
        Ops tf = t.tf();
        Operand<TInt32> last = tf.constant(-1);
        Operand<TFloat64> stored = wide(tf, t.read(rows));
        Operand<TFloat64> centre = wide(tf, t.read(shift));
        Operand<TFloat64> a = tf.math.sub(wide(tf, x), centre);
        Operand<TFloat64> b = tf.math.sub(stored, centre);
        Operand<TFloat64> cross = tf.linalg.matMul(a, b, org.tensorflow.op.linalg.MatMul.transposeB(true));
        Operand<TFloat64> squares = tf.reduceSum(tf.math.square(b), last);
        TopK<TFloat64, TInt32> top = tf.nn.topK(
                tf.math.sub(tf.math.mul(tf.constant(2.0), cross), squares),
                tf.constant(Math.min(CANDIDATES, size)),
                TInt32.class);
        Operand<TFloat64> few = wide(tf, tf.gather(t.read(rows), top.indices(), tf.constant(0)));
        Operand<TFloat64> apart = tf.math.sub(tf.expandDims(wide(tf, x), tf.constant(1)), few);
        Operand<TFloat64> exact = tf.reduceSum(tf.math.square(apart), last, ReduceSum.keepDims(false));
        Operand<TFloat64> least = tf.reduceMin(exact, last, ReduceMin.keepDims(true));
        Operand<TInt32> nowhere = tf.math.add(tf.zerosLike(top.indices()), tf.constant(Integer.MAX_VALUE));
        return tf.reduceMin(tf.select(tf.math.lessEqual(exact, least), top.indices(), nowhere), last);
    }

    private static Operand<TFloat64> wide(Ops tf, Operand<TFloat32> x) {
        return tf.dtypes.cast(x, TFloat64.class);
    }
}
