package org.coterie.baselines;

import java.util.Arrays;
import org.coterie.algorithms.Nmf;
import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The plugin {@code nmf-kmeans}: k-means on the codes of {@link Nmf}. Readout {@code embed}: the codes, {@code parts}: what
 * they are codes of. Columns that go below 0 are first raised by their least training value; new rows are cut off at 0.
 */
public final class NmfKMeansMethod extends Baseline<NmfKMeansMethod.Options> {
    private static final int STEPS = 200;

    /** For {@link java.util.ServiceLoader}. */
    public NmfKMeansMethod() {
        super("nmf-kmeans", "k-means on the codes of a non-negative matrix factorisation (Lee and Seung 1999).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param rank number of parts, 1 to 1000; 0 for k
     * @param iterations most iterations of the factorisation, 1 to 1,000,000
     * @param tolerance the share by which its error falls at which it ends, 0 to 1
     * @param restarts of k-means, 1 to 1000
     */
    public record Options(int k, int rank, int iterations, double tolerance, int restarts) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("rank", rank, 0, 1000);
            check("iterations", iterations, 1, 1_000_000);
            check("tolerance", tolerance, 0, 1);
            check("restarts", restarts, 1, 1000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 0, 300, 1e-5, 10);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.integer("rank", 0, 1000),
                in.integer("iterations", 1, 1_000_000),
                in.real("tolerance", 0, 1),
                in.integer("restarts", 1, 1000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        int rank = s.rank() == 0 ? Math.min(1000, s.k()) : s.rank();
        Parts parts = new Parts(problem.vars(), rank, problem.features().width());
        Latent code = Latent.of(rank);
        Readout.PerRow<Latent> embed =
                Readout.perRow("embed", code, (t, x) -> Rows.of(code, parts.codes(t, x.value())));
        CodeClusters clusters = new CodeClusters(problem.vars(), s.k(), s.restarts(), embed);
        return Plan.of(problem.vars())
                .stage(Stage.host("factor", desk -> parts.fit(desk, s)), clusters.stage())
                .readout(
                        clusters.assign(), embed, Readout.fixed("parts", problem.features(), t -> t.read(parts.parts)));
    }

    /** The parts in the model, and the codes of rows by them. */
    private static final class Parts {
        private final int rank;
        private final Var<TFloat32> parts;
        private final Var<TFloat32> floor; // what is taken from each column
        private final Var<TFloat32> step; // 1 / the largest eigenvalue of H·Hᵀ

        Parts(Vars v, int rank, int m) {
            this.rank = rank;
            parts = v.state("parts", Shape.of(rank, m), Init.zeros());
            floor = v.state("floor", Shape.of(1, m), Init.zeros());
            step = v.state("step", Shape.scalar(), Init.ones());
        }

        void fit(Desk desk, Options s) {
            Table x = desk.data();
            int m = x.columns();
            float[] values = x.toArray();
            float[] least = new float[m];
            for (int e = 0; e < values.length; e++) {
                least[e % m] = Math.min(least[e % m], values[e]);
            }
            for (int e = 0; e < values.length; e++) {
                values[e] -= least[e % m];
            }
            Nmf.Result found = new Nmf(rank, s.iterations(), s.tolerance())
                    .fit(Table.of(x.rows(), m, values), desk.random("factors"));
            desk.write(parts, found.parts().toArray());
            desk.write(floor, least);
            desk.write(step, new float[] {(float) (1 / largest(found.parts()))});
            desk.report("error", found.error());
        }

        /** The largest eigenvalue of H·Hᵀ, or a little more, by powers: no entry of it is below 0. */
        private double largest(Table h) {
            double[] gram = new double[rank * rank];
            for (int a = 0; a < rank; a++) {
                for (int b = 0; b < rank; b++) {
                    for (int j = 0; j < h.columns(); j++) {
                        gram[a * rank + b] += (double) h.at(a, j) * h.at(b, j);
                    }
                }
            }
            double[] v = new double[rank];
            Arrays.fill(v, 1);
            double value = 0;
            for (int round = 0; round < 100; round++) {
                double[] next = new double[rank];
                for (int a = 0; a < rank; a++) {
                    for (int b = 0; b < rank; b++) {
                        next[a] += gram[a * rank + b] * v[b];
                    }
                }
                value = Arrays.stream(next).max().orElse(0);
                for (int a = 0; a < rank; a++) {
                    v[a] = value > 0 ? next[a] / value : 0;
                }
            }
            return value > 0 ? 1.01 * value : 1;
        }

        /** The codes w ≥ 0 of least |x − w·H|², by accelerated projected descent (Beck and Teboulle 2009). */
        Operand<TFloat32> codes(Trace t, Operand<TFloat32> rows) {
            Maths m = t.m();
            Operand<TFloat32> h = t.read(parts);
            Operand<TFloat32> rate = t.read(step);
            Operand<TFloat32> x = m.relu(m.sub(rows, t.read(floor)));
            Operand<TFloat32> pull = m.mul(m.dotBT(x, h), rate);
            Operand<TFloat32> keep = m.sub(m.eye(rank), m.mul(m.dotBT(h, h), rate));
            Operand<TFloat32> code = m.relu(pull);
            Operand<TFloat32> ahead = code;
            double momentum = 1;
            for (int i = 1; i < STEPS; i++) {
                Operand<TFloat32> next = m.relu(m.add(m.dot(ahead, keep), pull));
                double more = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
                ahead = m.add(next, m.scale(m.sub(next, code), (momentum - 1) / more));
                momentum = more;
                code = next;
            }
            return code;
        }
    }
}
