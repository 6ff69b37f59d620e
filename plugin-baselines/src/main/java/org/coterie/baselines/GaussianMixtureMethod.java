package org.coterie.baselines;

import org.coterie.algorithms.GaussianMixture;
import org.coterie.algorithms.GaussianMixture.Covariance;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
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
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The plugin {@code gmm}: {@link GaussianMixture}, with the probability of each component. */
public final class GaussianMixtureMethod extends Baseline<GaussianMixtureMethod.Options> {
    private static final int NARROW = 64; // columns up to which full covariances are taken unless said
    private static final long NUMBERS = 1L << 27;

    /** For {@link java.util.ServiceLoader}. */
    public GaussianMixtureMethod() {
        super("gmm", "Mixture of Gaussians by expectation and maximisation (Dempster, Laird and Rubin 1977).");
    }

    /** The shape of the densities. */
    public enum Shaped {
        /** Full up to 64 columns, diagonal above. */
        AUTO,
        /** Ellipsoids in any direction. */
        FULL,
        /** Ellipsoids along the columns. */
        DIAGONAL
    }

    /**
     * Its settings.
     *
     * @param k number of components, 1 to 10,000
     * @param covariance the shape of the densities
     * @param restarts number of starts, 1 to 1000
     * @param iterations most iterations of a start, 1 to 1,000,000
     * @param tolerance the gain of the mean ln density at which it ends, 0 to 1
     * @param regularisation added to every variance, 0 to 1e6
     */
    public record Options(
            int k, Shaped covariance, int restarts, int iterations, double tolerance, double regularisation) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("restarts", restarts, 1, 1000);
            check("iterations", iterations, 1, 1_000_000);
            check("tolerance", tolerance, 0, 1);
            check("regularisation", regularisation, 0, 1e6);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, Shaped.AUTO, 5, 100, 1e-3, 1e-6);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.choice("covariance", Shaped.class),
                in.integer("restarts", 1, 1000),
                in.integer("iterations", 1, 1_000_000),
                in.real("tolerance", 0, 1),
                in.real("regularisation", 0, 1e6));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        int m = problem.features().width();
        boolean full = s.covariance() == Shaped.FULL || (s.covariance() == Shaped.AUTO && m <= NARROW);
        if (full && (long) s.k() * m * m > NUMBERS) {
            throw Fault.of("full covariances of so many columns do not fit in memory")
                    .at("covariance")
                    .got(s.k() + " components of " + m + " columns")
                    .expected("at most " + NUMBERS + " numbers")
                    .advise("set covariance = diagonal, or use fewer columns, as by transforms = [pca]")
                    .as(CoterieException.Kind.CONFIG);
        }
        Densities densities = new Densities(problem.vars(), problem.features(), s.k(), full);
        Clusters clusters = new Clusters(s.k());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> densities.fit(desk, s)))
                .readout(
                        Readout.perRow(
                                "assign",
                                clusters,
                                (t, x) -> Rows.of(clusters, t.m().softmax(densities.logs(t, x.value())))),
                        Readout.fixed(
                                "centroids",
                                problem.features(),
                                t -> t.m().reshape(t.read(densities.means), s.k(), m)));
    }

    /** The components in the model. */
    private static final class Densities {
        private final boolean full;
        private final Var<TFloat32> means;
        private final Var<TFloat32> factors;
        private final Var<TFloat32> offsets; // ln share + ln of the density's height

        Densities(Vars v, Features x, int k, boolean full) {
            this.full = full;
            int m = x.width();
            means = v.state("means", Shape.of(k, 1, m), Init.zeros());
            factors = v.state("factors", full ? Shape.of(k, m, m) : Shape.of(k, 1, m), Init.zeros());
            offsets = v.state("offsets", Shape.of(1, k), Init.zeros());
        }

        void fit(Desk desk, Options s) {
            GaussianMixture.Result found = new GaussianMixture(
                            s.k(),
                            full ? Covariance.FULL : Covariance.DIAGONAL,
                            s.restarts(),
                            s.iterations(),
                            s.tolerance(),
                            s.regularisation())
                    .fit(desk.data(), desk.random("mixture"));
            desk.write(means, found.means().toArray());
            desk.write(factors, floats(found.factors()));
            desk.write(offsets, floats(found.offsets()));
            desk.report("log-likelihood", found.logLikelihood());
            if (!found.converged()) {
                desk.warn("the mixture was stopped after " + found.iterations() + " iterations");
            }
        }

        private static float[] floats(double[] values) {
            float[] narrow = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                narrow[i] = (float) values[i];
            }
            return narrow;
        }

        /** ln (share · density), {@code [n, k]}. */
        Operand<TFloat32> logs(Trace t, Operand<TFloat32> x) {
            Maths m = t.m();
            Operand<TFloat32> d = m.sub(x, t.read(means));
            Operand<TFloat32> z = full ? m.dot(d, t.read(factors)) : m.mul(d, t.read(factors));
            Operand<TFloat32> lengths = m.swap(m.sum(m.square(z), -1));
            return m.sub(t.read(offsets), m.scale(lengths, 0.5));
        }
    }
}
