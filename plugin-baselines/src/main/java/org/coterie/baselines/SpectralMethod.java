package org.coterie.baselines;

import org.coterie.algorithms.Edges;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.algorithms.SpectralEmbedding;
import org.coterie.api.Desk;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/** The plugin {@code spectral}: k-means on a {@link SpectralEmbedding}, rows by the nearest stored row. */
public final class SpectralMethod extends Baseline<SpectralMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public SpectralMethod() {
        super(
                "spectral",
                "Spectral clustering: k-means on eigenvectors of the normalised Laplacian of nearest neighbours (Shi and"
                        + " Malik 2000; Ng, Jordan and Weiss 2001).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters and of eigenvectors, 1 to 1000
     * @param neighbours nearest rows of each row, 1 to 10,000
     * @param restarts of k-means, 1 to 1000
     * @param storedRows most training rows kept for new ones, 1 to 1,000,000
     */
    public record Options(int k, int neighbours, int restarts, int storedRows) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, 1000);
            check("neighbours", neighbours, 1, 10_000);
            check("restarts", restarts, 1, 1000);
            check("stored-rows", storedRows, 1, StoredRows.MOST);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, 10, 10, StoredRows.USUAL);
        }
    }

    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, 1000),
                in.integer("neighbours", 1, 10_000),
                in.integer("restarts", 1, 1000),
                in.integer("stored-rows", 1, StoredRows.MOST));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, Math.max(2, s.k()));
        return new StoredRows(problem, s.storedRows(), s.k()).plan(desk -> fit(desk, s));
    }

    private static int[] fit(Desk desk, Options s) {
        Table x = desk.data();
        Neighbours near = Neighbours.of(x, Math.min(s.neighbours(), x.rows() - 1), Metric.EUCLIDEAN);
        desk.progress(0.5);
        Table map = new SpectralEmbedding(s.k()).of(Edges.mutual(near), desk.random("eigenvectors"));
        desk.progress(0.9);
        return KMeans.of(s.k())
                .withRestarts(s.restarts())
                .fit(map, desk.random("k-means"))
                .labels();
    }
}
