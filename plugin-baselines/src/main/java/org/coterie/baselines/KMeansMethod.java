package org.coterie.baselines;

import org.coterie.algorithms.KMeans;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.Stage;

/** The plugin {@code kmeans}: {@link KMeans}, rows by their nearest centre. */
public final class KMeansMethod extends Baseline<KMeansMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public KMeansMethod() {
        super("kmeans", "k-means: greedy k-means++ and Lloyd's iteration (Arthur and Vassilvitskii 2007).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param restarts number of starts, 1 to 1000
     * @param iterations most iterations of a start, 1 to 1,000,000
     */
    public record Options(int k, int restarts, int iterations) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("restarts", restarts, 1, 1000);
            check("iterations", iterations, 1, 1_000_000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 10, 300);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST), in.integer("restarts", 1, 1000), in.integer("iterations", 1, 1_000_000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        Centres centres = Centres.of(problem.vars(), s.k(), problem.features().width());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> {
                    KMeans.Result found =
                            new KMeans(s.k(), s.restarts(), s.iterations()).fit(desk.data(), desk.random("k-means"));
                    centres.write(desk, found.centres());
                    desk.report("inertia", found.inertia());
                    if (!found.converged()) {
                        desk.warn("k-means was stopped after " + found.iterations() + " iterations");
                    }
                }))
                .readout(centres.assign(), centres.centroids(problem.features()));
    }
}
