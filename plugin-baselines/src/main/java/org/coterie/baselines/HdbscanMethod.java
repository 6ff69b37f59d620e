package org.coterie.baselines;

import java.util.Arrays;
import org.coterie.algorithms.Hdbscan;
import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Settings;
import org.coterie.api.Var;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The plugin {@code hdbscan}: {@link Hdbscan}, rows by the nearest stored row; noise is a row of zeros. Readout
 * {@code strength}: how deep in its cluster that row lies, 0 to 1.
 */
public final class HdbscanMethod extends Baseline<HdbscanMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public HdbscanMethod() {
        super(
                "hdbscan",
                "HDBSCAN: dense clusters of any shape, their number found, the rest noise (Campello, Moulavi and Sander"
                        + " 2013).");
    }

    /**
     * Its settings.
     *
     * @param minClusterSize rows that make a cluster, 2 to 1,000,000
     * @param minSamples rows within a core distance, the row itself counted, 1 to 10,000; 0 for as many as make a cluster
     * @param mostClusters clusters there may be at most, 1 to 10,000
     * @param storedRows most training rows kept for new ones, 1 to 1,000,000
     */
    public record Options(int minClusterSize, int minSamples, int mostClusters, int storedRows) {

        /** Checks the ranges. */
        public Options {
            check("min-cluster-size", minClusterSize, 2, 1_000_000);
            check("min-samples", minSamples, 0, 10_000);
            check("most-clusters", mostClusters, 1, MOST);
            check("stored-rows", storedRows, 1, StoredRows.MOST);
        }

        /** What {@code reference.conf} says. */
        public static Options defaults() {
            return new Options(5, 0, 1000, StoredRows.USUAL);
        }
    }

    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("min-cluster-size", 2, 1_000_000),
                in.integer("min-samples", 0, 10_000),
                in.integer("most-clusters", 1, MOST),
                in.integer("stored-rows", 1, StoredRows.MOST));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        StoredRows stored = new StoredRows(problem, s.storedRows(), s.mostClusters());
        Var<TFloat32> strengths = problem.vars().state("strengths", Shape.of(stored.size(), 1), Init.zeros());
        Latent one = Latent.of(1);
        return stored.finding(desk -> fit(desk, s, stored, strengths), "raise min-cluster-size")
                .readout(Readout.perRow(
                        "strength",
                        one,
                        (t, x) -> Rows.of(one, t.m().pick(t.read(strengths), stored.nearest(t, x.value())))));
    }

    private static int[] fit(Desk desk, Options s, StoredRows stored, Var<TFloat32> strengths) {
        int samples = s.minSamples() == 0 ? Math.min(s.minClusterSize(), 10_000) : s.minSamples();
        Hdbscan.Result found = new Hdbscan(s.minClusterSize(), samples).fit(desk.data());
        int[] labels = found.labels();
        double[] deep = found.strengths();
        int[] places = stored.places();
        float[] kept = new float[places.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (float) deep[places[i]];
        }
        desk.write(strengths, kept);
        desk.report("noise", Arrays.stream(labels).filter(label -> label < 0).count() / (double) labels.length);
        if (found.clusters() == 0) {
            desk.warn("all rows are noise; lower min-cluster-size or min-samples");
        }
        return labels;
    }
}
