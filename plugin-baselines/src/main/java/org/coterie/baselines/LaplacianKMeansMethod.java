package org.coterie.baselines;

import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.LaplacianScore;
import org.coterie.api.Desk;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.data.Table;

/**
 * The plugin {@code laplacian-kmeans}: k-means on the columns of lowest {@link LaplacianScore}. Readout
 * {@code global-gates}: 1 for each of these columns, else 0.
 */
public final class LaplacianKMeansMethod extends Baseline<LaplacianKMeansMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public LaplacianKMeansMethod() {
        super(
                "laplacian-kmeans",
                "k-means on the features that keep neighbours together best (He, Cai and Niyogi 2005).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param features columns that are kept, 1 to 1,000,000, all where there are fewer; 0 for half of them
     * @param neighbours nearest rows of each row, 1 to 10,000
     * @param bandwidth of the weights, in squared units of the data, 0 to 1e12; 0 for the mean squared distance of neighbours
     * @param restarts of k-means, 1 to 1000
     */
    public record Options(int k, int features, int neighbours, double bandwidth, int restarts) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("features", features, 0, 1_000_000);
            check("neighbours", neighbours, 1, 10_000);
            check("bandwidth", bandwidth, 0, 1e12);
            check("restarts", restarts, 1, 1000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 0, 5, 0, 10);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.integer("features", 0, 1_000_000),
                in.integer("neighbours", 1, 10_000),
                in.real("bandwidth", 0, 1e12),
                in.integer("restarts", 1, 1000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, Math.max(2, s.k()));
        Centres centres =
                Centres.masked(problem.vars(), s.k(), problem.features().width());
        return Plan.of(problem.vars())
                .stage(Stage.host("fit", desk -> fit(desk, s, centres)))
                .readout(centres.assign(), centres.centroids(problem.features()), centres.gates(problem.features()));
    }

    private static void fit(Desk desk, Options s, Centres centres) {
        Table x = desk.data();
        int count = s.features() == 0 ? (x.columns() + 1) / 2 : Math.min(s.features(), x.columns());
        int[] columns = LaplacianScore.lowest(new LaplacianScore(s.neighbours(), s.bandwidth()).of(x), count);
        desk.progress(0.5);
        KMeans.Result found =
                KMeans.of(s.k()).withRestarts(s.restarts()).fit(columns(x, columns), desk.random("k-means"));
        centres.write(desk, columns);
        centres.write(desk, means(x, found.labels(), s.k()));
        desk.report("features", count);
        desk.report("inertia", found.inertia());
    }

    private static Table columns(Table x, int[] columns) {
        float[] values = new float[x.rows() * columns.length];
        float[] row = new float[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            x.copyRow(i, row, 0);
            for (int c = 0; c < columns.length; c++) {
                values[i * columns.length + c] = row[columns[c]];
            }
        }
        return Table.of(x.rows(), columns.length, values);
    }

    /** The means of the clusters in all columns. */
    private static Table means(Table x, int[] labels, int k) {
        int m = x.columns();
        double[] sums = new double[k * m];
        int[] sizes = new int[k];
        float[] row = new float[m];
        for (int i = 0; i < labels.length; i++) {
            x.copyRow(i, row, 0);
            sizes[labels[i]]++;
            for (int j = 0; j < m; j++) {
                sums[labels[i] * m + j] += row[j];
            }
        }
        float[] means = new float[sums.length];
        for (int e = 0; e < means.length; e++) {
            means[e] = (float) (sums[e] / Math.max(1, sizes[e / m]));
        }
        return Table.of(k, m, means);
    }
}
