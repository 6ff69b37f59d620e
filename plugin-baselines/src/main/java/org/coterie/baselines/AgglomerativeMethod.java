package org.coterie.baselines;

import org.coterie.algorithms.Linkage;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code agglomerative}: {@link Linkage} cut to k clusters, rows by the nearest stored row. */
public final class AgglomerativeMethod extends Baseline<AgglomerativeMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public AgglomerativeMethod() {
        super("agglomerative", "Clusters merged pair by pair, the nearest first (Ward 1963; Lance and Williams 1967).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param link how far two clusters are from each other
     * @param storedRows most training rows kept for new ones, 1 to 1,000,000
     */
    public record Options(int k, Linkage.Link link, int storedRows) {

        /** Checks the ranges. */
        public Options {
            check("k", k, 1, MOST);
            check("stored-rows", storedRows, 1, StoredRows.MOST);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, Linkage.Link.WARD, StoredRows.USUAL);
        }
    }

    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.choice("link", Linkage.Link.class),
                in.integer("stored-rows", 1, StoredRows.MOST));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        return new StoredRows(problem, s.storedRows(), s.k())
                .plan(desk -> Linkage.of(desk.data(), s.link()).cut(s.k()));
    }
}
