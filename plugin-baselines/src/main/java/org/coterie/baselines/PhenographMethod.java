package org.coterie.baselines;

import org.coterie.algorithms.Communities.Search;
import org.coterie.algorithms.Edges;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code phenograph}: Louvain's communities of shared neighbours, rows by the nearest stored row. */
public final class PhenographMethod extends Baseline<GraphOptions> {

    /** For {@link java.util.ServiceLoader}. */
    public PhenographMethod() {
        super(
                "phenograph",
                "PhenoGraph: communities of rows that share nearest neighbours, their number found (Levine et al. 2015).");
    }

    @Override
    public NewRows newRows() {
        return NewRows.APPROXIMATE;
    }

    @Override
    public GraphOptions settings(Settings in) {
        return GraphOptions.of(in);
    }

    @Override
    public Plan plan(Problem problem, GraphOptions s) {
        return s.plan(problem, Search.LOUVAIN, Edges::jaccard);
    }
}
