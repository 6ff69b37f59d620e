package org.coterie.algorithms;

import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * A mixture of k normal densities, by expectation and maximisation (Dempster, Laird and Rubin 1977) from the clusters of
 * k-means; the start with the highest likelihood wins. In double; same rows and same numbers of the generator give the
 * same bits. An iteration takes O(n·k·m) with diagonal covariances, O(n·k·m²) with full ones.
 *
 * @param k number of components, at least 1
 * @param covariance the shape of the densities
 * @param restarts number of starts, at least 1
 * @param iterations most iterations of one start, at least 1
 * @param tolerance it ends when the mean ln density of the rows gains less than this, at least 0
 * @param regularisation added to every variance, at least 0, in squared units of the data
 */
public record GaussianMixture(
        int k, Covariance covariance, int restarts, int iterations, double tolerance, double regularisation) {

    /** The shape of the densities. */
    public enum Covariance {
        /** Ellipsoids in any direction: m(m+1)/2 numbers each. */
        FULL,
        /** Ellipsoids along the columns: m numbers each. */
        DIAGONAL
    }

    /** Checks the ranges. */
    public GaussianMixture {
        if (k < 1 || restarts < 1 || iterations < 1 || !(tolerance >= 0) || !(regularisation >= 0)) {
            throw new IllegalArgumentException("k = " + k + ", restarts = " + restarts + ", iterations = " + iterations
                    + ", tolerance = " + tolerance + ", regularisation = " + regularisation + ": out of range");
        }
    }

    /** scikit-learn's defaults, 100 iterations, tolerance 1e-3 and regularisation 1e-6, but five starts. */
    public static GaussianMixture of(int k, Covariance covariance) {
        return new GaussianMixture(k, covariance, 5, 100, 1e-3, 1e-6);
    }

    /**
     * Fits the rows.
     *
     * @throws CoterieException of kind DATA if there are fewer rows than components or a value is missing or infinite; of
     *     kind TRAINING if a variance is not positive
     */
    public Result fit(Table x, RandomGenerator random) {
        if (x.rows() < k) {
            throw Fault.of("fewer rows than components")
                    .got(x.rows() + " rows, k = " + k)
                    .expected("at least k rows")
                    .as(CoterieException.Kind.DATA);
        }
        float[] rows = Vectors.finite(x);
        Result best = start(x, rows, random);
        for (int r = 1; r < restarts; r++) {
            Result next = start(x, rows, random);
            best = next.logLikelihood() > best.logLikelihood() ? next : best;
        }
        return best;
    }

    private Result start(Table x, float[] rows, RandomGenerator random) {
        int[] labels = KMeans.of(k).withRestarts(1).fit(x, random).labels();
        double[] shared = new double[Math.multiplyExact(labels.length, k)];
        for (int i = 0; i < labels.length; i++) {
            shared[i * k + labels[i]] = 1;
        }
        Gaussians gaussians = new Gaussians(k, x.columns(), covariance == Covariance.FULL);
        gaussians.maximise(rows, shared, regularisation);
        double before = Double.NEGATIVE_INFINITY;
        double now = gaussians.expect(rows, shared);
        int steps = 1;
        while (steps < iterations && Math.abs(now - before) >= tolerance) {
            gaussians.maximise(rows, shared, regularisation);
            before = now;
            now = gaussians.expect(rows, shared);
            steps++;
        }
        return new Result(gaussians, now, steps, Math.abs(now - before) < tolerance);
    }

    /** A fitted mixture. */
    public static final class Result {
        private final Gaussians gaussians;
        private final double logLikelihood;
        private final int iterations;
        private final boolean converged;

        private Result(Gaussians gaussians, double logLikelihood, int iterations, boolean converged) {
            this.gaussians = gaussians;
            this.logLikelihood = logLikelihood;
            this.iterations = iterations;
            this.converged = converged;
        }

        /** The share of each component, k numbers that sum to 1. */
        public double[] shares() {
            return gaussians.shares.clone();
        }

        /** The means of the components, k×m. */
        public Table means() {
            return Table.of(gaussians.k, gaussians.m, Lloyd.narrow(gaussians.means));
        }

        /**
         * What standardises a row of a component: with diagonal covariances 1/σ, k×m numbers; with full ones the upper
         * triangular P with Σ⁻¹ = P·Pᵀ, k×m×m numbers. (x − μ)·P has the unit matrix for its covariance.
         */
        public double[] factors() {
            return gaussians.factors.clone();
        }

        /** ln (share · density) of a row at the mean of each component, k numbers. */
        public double[] offsets() {
            return gaussians.offsets.clone();
        }

        /** The mean ln density of the rows fitted. */
        public double logLikelihood() {
            return logLikelihood;
        }

        /** How many iterations the best start took. */
        public int iterations() {
            return iterations;
        }

        /** Whether it ended because the likelihood no longer rose. */
        public boolean converged() {
            return converged;
        }

        /**
         * The share of each component in rows of the same width, n×k.
         *
         * @throws CoterieException of kind DATA if a value is missing or infinite
         */
        public Table memberships(Table x) {
            if (x.columns() != gaussians.m) {
                throw new IllegalArgumentException(x.columns() + " columns, the mixture has " + gaussians.m);
            }
            double[] shared = new double[Math.multiplyExact(x.rows(), gaussians.k)];
            gaussians.expect(Vectors.finite(x), shared);
            return Table.of(x.rows(), gaussians.k, Lloyd.narrow(shared));
        }
    }
}
