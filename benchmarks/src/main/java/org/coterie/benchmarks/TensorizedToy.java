package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.api.Arch;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * TAE1: k linear autoencoders d-h-d, each on rows centred on its own cluster; every step all rows, one gradient step,
 * then Lloyd's step from the costs before it, then the centres.
 *
 * @param steps steps of training
 */
record TensorizedToy(long steps) {
    private static final int K = 2;
    private static final Latent CODE = Latent.of(1);
    private static final double PENALTY = 0.01;

    Plan plan(Problem problem) {
        Features x = problem.features();
        int d = x.width();
        Vars stack = problem.vars().stack("cluster", K);
        Model<Features, Latent> encoder =
                Arch.of(x, CODE, Layers.linear(1, Init.torchUniform())).bind(stack.at("encoder"));
        Model<Latent, Features> decoder =
                Arch.of(CODE, x, Layers.linear(d, Init.torchUniform())).bind(stack.at("decoder"));
        Var<TFloat32> centres = stack.state("centre", Shape.of(1, d), Init.zeros());
        RowVar<TInt32> assigned = problem.vars().perRowCount("assigned", Shape.scalar());
        List<Var<TFloat32>> weights = new ArrayList<>(encoder.weights());
        weights.addAll(decoder.weights());
        Stage.Train train = Stage.steps("train", steps)
                .update(Update.descend("descend", Optimizer.adam("tae", Schedule.constant(0.01)), weights, (t, b) -> {
                    Maths m = t.m();
                    Operand<TFloat32> cost = costs(t, encoder, decoder, centres, b.x());
                    Operand<TInt32> nearest = m.argMax(m.swap(m.neg(cost)));
                    Operand<TFloat32> now = m.oneHot(nearest, K);
                    t.write(assigned, b, nearest);
                    t.write(centres, old -> means(m, now, b.x().value(), old));
                    Operand<TFloat32> mine = m.mul(m.swap(cost), m.oneHot(b.at(assigned), K));
                    return Terms.of(t).add("cost", m.mean(m.sum(mine, -1), -1));
                }));
        return Plan.of(problem.vars())
                .stage(Stage.host("seed", desk -> seed(desk, centres, assigned)), train)
                .readout(Readout.perRow("assign", new Clusters(K), (t, rows) -> {
                    Operand<TFloat32> scores = t.m().swap(t.m().neg(costs(t, encoder, decoder, centres, rows)));
                    return t.hard(Rows.of(new Scores(K), scores));
                }));
    }

    /** mean over d of the squared error, plus the penalty on the codes: {@code [k, n]}. */
    private static Operand<TFloat32> costs(
            Trace t,
            Model<Features, Latent> encoder,
            Model<Latent, Features> decoder,
            Var<TFloat32> centres,
            Rows<Features> rows) {
        Maths m = t.m();
        Rows<Features> centred = Rows.of(rows.space(), m.sub(rows.value(), t.read(centres)));
        Rows<Latent> z = encoder.apply(t, centred);
        Operand<TFloat32> error = m.square(m.sub(decoder.apply(t, z).value(), centred.value()));
        return m.add(m.mean(error, -1), m.scale(m.sum(m.square(z.value()), -1), PENALTY));
    }

    /** Means of the rows assigned; an empty cluster keeps its centre: {@code [k, 1, d]}. */
    private static Operand<TFloat32> means(Maths m, Operand<TFloat32> now, Operand<TFloat32> x, Operand<TFloat32> old) {
        long d = x.shape().get(1);
        Operand<TFloat32> counts = m.reshape(m.sum(now, -2), K, 1, 1);
        Operand<TFloat32> sums = m.reshape(m.dotT(now, x), K, 1, d);
        return m.where(m.positive(counts), m.div(sums, m.max(counts, m.real(1))), old);
    }

    /** Two rows far apart by k-means++, and every row to the nearer. */
    private static void seed(Desk desk, Var<TFloat32> centres, RowVar<TInt32> assigned) {
        Table x = desk.data();
        RandomGenerator random = desk.random("seed");
        int[] chosen = new int[K];
        chosen[0] = random.nextInt(x.rows());
        for (int j = 1; j < K; j++) {
            double[] squared = new double[x.rows()];
            double sum = 0;
            for (int i = 0; i < squared.length; i++) {
                squared[i] = distance(x, i, chosen, j)[1];
                sum += squared[i];
            }
            double left = random.nextDouble() * sum;
            while (left > squared[chosen[j]] && chosen[j] < squared.length - 1) {
                left -= squared[chosen[j]++];
            }
        }
        int[] nearest = new int[x.rows()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (int) distance(x, i, chosen, K)[0];
        }
        float[] start = new float[K * x.columns()];
        for (int j = 0; j < K; j++) {
            x.copyRow(chosen[j], start, j * x.columns());
        }
        desk.write(centres, start);
        desk.write(assigned, nearest);
    }

    /** The number of the nearest of the first {@code known} chosen rows, and its squared distance. */
    private static double[] distance(Table x, int row, int[] chosen, int known) {
        double[] best = {0, Double.MAX_VALUE};
        for (int j = 0; j < known; j++) {
            double sum = 0;
            for (int c = 0; c < x.columns(); c++) {
                double apart = x.at(row, c) - x.at(chosen[j], c);
                sum += apart * apart;
            }
            if (sum < best[1]) {
                best[0] = j;
                best[1] = sum;
            }
        }
        return best;
    }
}
