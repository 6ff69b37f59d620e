package example.softkmeans;

import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Method;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Settings;
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

/**
 * Soft k-means by deterministic annealing (Rose, Gurewitz and Fox 1990): memberships p_ic ∝ exp(−d_ic / T) with d_ic =
 * |x_i − c|², centres that descend the free energy F = mean_i (Σ_c p_ic d_ic + T Σ_c p_ic ln p_ic), and a temperature T
 * that falls while they do.
 */
public final class SoftKMeans implements Method<SoftKMeansSettings> {

    @Override
    public String id() {
        return "soft-kmeans";
    }

    @Override
    public String about() {
        return "Soft k-means by deterministic annealing (Rose, Gurewitz and Fox 1990).";
    }

    @Override
    public SoftKMeansSettings settings(Settings in) {
        double hot = in.real("hot", 1e-4, 10);
        double cold = in.real("cold", 1e-4, 10);
        if (cold > hot) {
            in.problem("cold", "at most hot, which is " + hot, "exchange the two");
        }
        return new SoftKMeansSettings(
                in.integer("k", 2, 1000),
                in.integer("epochs", 1, 100_000),
                in.integer("batch", 1, 100_000),
                in.real("rate", 1e-6, 1),
                hot,
                cold);
    }

    @Override
    public Plan plan(Problem problem, SoftKMeansSettings s) {
        problem.enoughFor(s.k());
        Centres centres = new Centres(problem.vars(), s.k(), problem.features());
        Schedule temperature = clock ->
                s.hot() * StrictMath.pow(s.cold() / s.hot(), (double) clock.stageStep() / clock.stageSteps());
        return Plan.of(problem.vars())
                .stage(
                        Stage.host("start", centres::start),
                        Stage.epochs("anneal", 0, s.epochs())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend(
                                        "descend",
                                        Optimizer.adam("adam", Schedule.constant(s.rate())),
                                        List.of(centres.c),
                                        (t, b) -> centres.loss(t, b, t.now("temperature", temperature)))))
                .readout(
                        Readout.perRow("assign", new Clusters(s.k()), (t, x) -> t.soft(
                                centres.scores(t, x, t.m().real(s.cold())))),
                        Readout.fixed("centroids", problem.features(), t -> t.read(centres.c)));
    }

    /** The variables, and what is computed from them. */
    private static final class Centres {
        private final int k;
        private final Var<TFloat32> c; // centres, [k, m]: trained
        private final Var<TFloat32> unit; // the unit of the temperature: written once, kept in the model

        Centres(Vars v, int k, Features x) {
            this.k = k;
            this.c = v.weight("centres", Shape.of(k, x.width()), Init.zeros());
            this.unit = v.state("unit", Shape.scalar(), Init.ones());
        }

        /** All centres start near the mean; the falling temperature tells them apart. */
        void start(Desk desk) {
            Table x = desk.data();
            int m = x.columns();
            double[] mean = new double[m];
            double[] squares = new double[m];
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < m; j++) {
                    mean[j] += x.at(i, j) / x.rows();
                    squares[j] += (double) x.at(i, j) * x.at(i, j) / x.rows();
                }
            }
            double variance = 0;
            for (int j = 0; j < m; j++) {
                variance += squares[j] - mean[j] * mean[j];
            }
            RandomGenerator random = desk.random("start");
            float[] values = new float[k * m];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean[i % m] + 0.01 * Math.sqrt(variance / m) * random.nextGaussian());
            }
            desk.write(c, values);
            desk.write(unit, new float[] {(float) variance});
        }

        /** −d / T, [n, k]: softmax of it is p. */
        Rows<Scores> scores(Trace t, Rows<Features> x, Operand<TFloat32> temperature) {
            return Rows.of(new Scores(k), t.m().neg(t.m().div(distances(t, x), temperature)));
        }

        /** d in units of the variance: |x|² − 2 x·c + |c|², without a cube of n×k×m numbers. */
        private Operand<TFloat32> distances(Trace t, Rows<Features> x) {
            Maths m = t.m();
            Operand<TFloat32> centres = t.read(c);
            Operand<TFloat32> xx = m.sumKept(m.square(x.value()), -1);
            Operand<TFloat32> cc = m.swap(m.sumKept(m.square(centres), -1));
            Operand<TFloat32> xc = m.dotBT(x.value(), centres);
            return m.div(m.add(m.sub(xx, m.scale(xc, 2)), cc), t.read(unit));
        }

        /** F, by its two terms. */
        Terms loss(Trace t, Batch b, Operand<TFloat32> temperature) {
            Maths m = t.m();
            Operand<TFloat32> logP = m.logSoftmax(scores(t, b.x(), temperature).value());
            Operand<TFloat32> p = m.exp(logP);
            return Terms.of(t)
                    .add("distance", m.mean(m.sum(m.mul(p, distances(t, b.x())), -1), -1))
                    .add("negentropy", temperature, m.mean(m.sum(m.mul(p, logP), -1), -1));
        }
    }
}
