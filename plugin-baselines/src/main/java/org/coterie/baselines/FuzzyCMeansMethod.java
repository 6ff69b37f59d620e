package org.coterie.baselines;

import org.coterie.algorithms.FuzzyCMeans;
import org.coterie.api.Clusters;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Settings;
import org.coterie.api.Stage;

/** The plugin {@code fuzzy-cmeans}: {@link FuzzyCMeans}, with its memberships. */
public final class FuzzyCMeansMethod extends Baseline<FuzzyCMeansMethod.Options> {
    private static final double TINY = 1e-30; // squared distances below count as this

    /** For {@link java.util.ServiceLoader}. */
    public FuzzyCMeansMethod() {
        super("fuzzy-cmeans", "Fuzzy c-means: every row belongs to every cluster to a degree (Bezdek 1981).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param fuzzifier 1.01 to 100; memberships are harder the smaller it is
     * @param restarts number of starts, 1 to 1000
     * @param iterations most iterations of a start, 1 to 1,000,000
     * @param tolerance the change of a membership at which it ends, 0 to 1
     */
    public record Options(int k, double fuzzifier, int restarts, int iterations, double tolerance) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("fuzzifier", fuzzifier, 1.01, 100);
            check("restarts", restarts, 1, 1000);
            check("iterations", iterations, 1, 1_000_000);
            check("tolerance", tolerance, 0, 1);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 2, 5, 300, 1e-5);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.real("fuzzifier", 1.01, 100),
                in.integer("restarts", 1, 1000),
                in.integer("iterations", 1, 1_000_000),
                in.real("tolerance", 0, 1));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        Centres centres = Centres.of(problem.vars(), s.k(), problem.features().width());
        Clusters clusters = new Clusters(s.k());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> {
                    FuzzyCMeans.Result found = new FuzzyCMeans(
                                    s.k(), s.fuzzifier(), s.restarts(), s.iterations(), s.tolerance())
                            .fit(desk.data(), desk.random("fuzzy-c-means"));
                    centres.write(desk, found.centres());
                    desk.report("objective", found.objective());
                    if (!found.converged()) {
                        desk.warn("fuzzy c-means was stopped after " + found.iterations() + " iterations");
                    }
                }))
                .readout(
                        // 1 / Σ_b (d_c / d_b)^(1/(f−1)) is the softmax of −ln d / (f−1)
                        Readout.perRow("assign", clusters, (t, x) -> {
                            Maths m = t.m();
                            var d = m.max(centres.squared(t, x.value()), m.real(TINY));
                            return Rows.of(clusters, m.softmax(m.scale(m.log(d), -1 / (s.fuzzifier() - 1))));
                        }),
                        centres.centroids(problem.features()));
    }
}
