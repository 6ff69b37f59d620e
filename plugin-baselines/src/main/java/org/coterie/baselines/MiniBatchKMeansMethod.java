package org.coterie.baselines;

import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.MiniBatchKMeans;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.Stage;

/** The plugin {@code mini-batch-kmeans}: {@link MiniBatchKMeans}, rows by their nearest centre. */
public final class MiniBatchKMeansMethod extends Baseline<MiniBatchKMeansMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public MiniBatchKMeansMethod() {
        super("mini-batch-kmeans", "Mini-batch k-means, for tables that are read row by row (Sculley 2010).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param batch rows in a batch, 1 to 10,000,000
     * @param epochs how often as many rows are drawn as there are, 1 to 10,000
     */
    public record Options(int k, int batch, int epochs) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("batch", batch, 1, 10_000_000);
            check("epochs", epochs, 1, 10_000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 1024, 10);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST), in.integer("batch", 1, 10_000_000), in.integer("epochs", 1, 10_000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        Centres centres = Centres.of(problem.vars(), s.k(), problem.features().width());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> {
                    KMeans.Result found =
                            new MiniBatchKMeans(s.k(), s.batch(), s.epochs()).fit(desk.data(), desk.random("k-means"));
                    centres.write(desk, found.centres());
                    desk.report("inertia", found.inertia());
                }))
                .readout(centres.assign(), centres.centroids(problem.features()));
    }
}
