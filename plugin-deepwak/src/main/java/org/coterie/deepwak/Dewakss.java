package org.coterie.deepwak;

import java.util.stream.IntStream;
import org.coterie.algorithms.Communities;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.algorithms.Noise2Self;
import org.coterie.algorithms.Pca;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Stage;
import org.coterie.api.data.Table;

/**
 * DEWAKSS, A2 of the DeePWAK preprint: a row is predicted by its κ nearest neighbours on d principal components; (d, κ) are
 * those that predict best. Communities of that graph are the clusters, the predictions the denoised matrix. No gradients.
 *
 * @param metric of the distances on the components, {@link Metric#EUCLIDEAN} or {@link Metric#COSINE}
 * @param similarity how much a neighbour counts
 * @param components most principal components, the largest d; fewer where the data have fewer
 * @param neighbours most neighbours, the largest κ; fewer where there are fewer rows
 * @param search how (d, κ) are looked for
 * @param groups in how many groups columns are hidden to judge predictions; 0 for none, as printed
 * @param diffusion s: the denoised matrix is Wˢ X; from 2 on it smooths, see {@link Wak#diffuse}
 * @param resolution γ of Leiden's communities; 0 for the one that {@link Resolution} finds
 * @param mostClusters communities there may be at most
 * @param storedRows most training rows kept for new ones
 */
public record Dewakss(
        Metric metric,
        Wak.Similarity similarity,
        int components,
        int neighbours,
        NeighbourSearch search,
        int groups,
        int diffusion,
        double resolution,
        int mostClusters,
        int storedRows) {

    // ------------------------------------------------------------------------------------------------ constructor

    /** Checks the ranges. */
    public Dewakss {
        check("metric", metric == Metric.EUCLIDEAN || metric == Metric.COSINE, metric, "EUCLIDEAN or COSINE");
        check("components", components >= 1 && components <= 1000, components, "1 to 1000");
        check("neighbours", neighbours >= 1 && neighbours <= 1000, neighbours, "1 to 1000");
        check("groups", groups == 0 || (groups >= 2 && groups <= 1000), groups, "0, or 2 to 1000");
        check("diffusion", diffusion >= 1 && diffusion <= 128, diffusion, "1 to 128");
        check(
                "resolution",
                resolution == 0 || (resolution >= 1e-6 && resolution <= 1e6),
                resolution,
                "0, or 1e-6 to 1e6");
        check("most-clusters", mostClusters >= 1 && mostClusters <= 10_000, mostClusters, "1 to 10000");
        check("stored-rows", storedRows >= 1 && storedRows <= 1_000_000, storedRows, "1 to 1000000");
    }

    /** What {@code reference.conf} says. */
    public static Dewakss defaults() {
        return new Dewakss(
                Metric.EUCLIDEAN,
                Wak.Similarity.INVERSE_DISTANCE,
                40,
                100,
                NeighbourSearch.GRID,
                5,
                1,
                0,
                1000,
                20_000);
    }

    // ------------------------------------------------------------------------------------------------ application

    /** WAK(G ⊙ S) of rows by their principal components. */
    Wak kernel(Table scores, int d, int count) {
        return new Wak(Neighbours.of(Landscape.first(scores, d), count, metric), count, similarity);
    }

    // ------------------------------------------------------------------------------------------------ training

    /**
     * The plan: one stage that searches, parts and stores.
     *
     * @throws CoterieException of kind DATA if there are fewer than 3 rows, or fewer columns than groups
     */
    public Plan plan(Problem problem) {
        int columns = problem.features().width();
        if (problem.rows() < 3 || (groups > 0 && columns < groups)) {
            throw Fault.of("too few rows or columns to hide some")
                    .got(problem.rows() + " rows, " + columns + " columns, " + groups + " groups")
                    .expected("at least 3 rows, and as many columns as groups")
                    .advise("lower groups")
                    .as(CoterieException.Kind.DATA);
        }
        int visible = groups > 0 ? columns - (columns + groups - 1) / groups : columns;
        Landscape.Options options = new Landscape.Options(
                Math.min(components, Math.min(visible, problem.rows())),
                Math.min(neighbours, problem.rows() - 1),
                metric,
                similarity);
        StoredKernel stored = new StoredKernel(problem, this, options);
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> fit(desk, options, stored)))
                .readout(stored.readouts());
    }

    private void fit(Desk desk, Landscape.Options options, StoredKernel stored) {
        Table x = desk.data();
        Landscape losses = groups == 0
                ? Landscape.asPrinted(x, options)
                : Landscape.hiding(
                        Noise2Self.of(x.columns(), groups, desk.random("groups")),
                        x,
                        options,
                        done -> desk.progress(0.2 * done));
        NeighbourSearch.Found best = search.in(losses, done -> desk.progress(0.2 + 0.5 * done));
        Pca.Result pca = Pca.of(options.components()).fit(x);
        Table scores = pca.transform(x);
        Wak kernel = kernel(scores, best.components(), best.neighbours());
        int[] found = communities(desk, kernel, losses, best, stored);
        desk.found(count(found));
        stored.write(desk, pca, scores, best, kernel, found, losses.table());
        report(desk, options, best, losses, count(found));
    }

    private int[] communities(
            Desk desk, Wak kernel, Landscape losses, NeighbourSearch.Found best, StoredKernel stored) {
        int[] found;
        if (resolution > 0) {
            found = Communities.leiden(resolution)
                    .of(kernel.graph(), desk.random("communities"))
                    .labels();
        } else {
            Resolution chosen = Resolution.of(
                    kernel, losses, best, desk.random("communities"), done -> desk.progress(0.7 + 0.3 * done));
            stored.write(desk, chosen);
            int at = chosen.chosen();
            desk.report("dewakss.resolution", chosen.tried()[at]);
            desk.report("dewakss.cluster-mse", chosen.errors()[at]);
            desk.report("dewakss.agreement", chosen.agreement()[at]);
            found = chosen.communities();
        }
        if (count(found) > mostClusters) {
            throw Fault.of("more clusters than most-clusters")
                    .got(count(found) + " clusters")
                    .expected("at most " + mostClusters)
                    .advise("raise most-clusters, or set a lower resolution")
                    .as(CoterieException.Kind.CONFIG);
        }
        return found;
    }

    /** The numbers to compare with: by the mean of the others, and by the mean of k-means' cluster. */
    private void report(
            Desk desk, Landscape.Options options, NeighbourSearch.Found best, Landscape losses, int clusters) {
        double entries = 0;
        double mean = 0;
        double nearest = 0;
        for (int g = 0; g < losses.parts(); g++) {
            Table y = losses.target(g);
            entries += (double) y.rows() * y.columns();
            mean += squares(y, Noise2Self.meansOfOthers(y, new int[y.rows()]));
            int[] near = KMeans.of(clusters)
                    .fit(losses.scores(g), desk.random("k-means-" + g))
                    .labels();
            nearest += squares(y, Noise2Self.meansOfOthers(y, near));
        }
        desk.report("dewakss.components", best.components());
        desk.report("dewakss.neighbours", best.neighbours());
        desk.report("dewakss.mse", best.loss());
        desk.report("dewakss.mean-mse", mean / entries);
        desk.report("dewakss.k-means-mse", nearest / entries);
        if (best.components() == options.components() && search == NeighbourSearch.GRID) {
            desk.warn(edge("components", best.components(), groups == 0));
        }
        if (best.neighbours() == options.neighbours() && search == NeighbourSearch.GRID) {
            desk.warn(edge("neighbours", best.neighbours(), false));
        }
    }

    private static String edge(String what, int most, boolean printed) {
        return "the least loss is at the most " + what + " tried, " + most + ": "
                + (printed
                        ? "without hidden columns it goes on falling; set groups = 5"
                        : "raise " + what + " to see whether it falls further");
    }

    private static double squares(Table y, Table predicted) {
        double sum = 0;
        for (int i = 0; i < y.rows(); i++) {
            for (int j = 0; j < y.columns(); j++) {
                double error = (double) predicted.at(i, j) - y.at(i, j);
                sum += error * error;
            }
        }
        return sum;
    }

    private static int count(int[] labels) {
        return IntStream.of(labels).max().orElse(0) + 1;
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of dewakss is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
