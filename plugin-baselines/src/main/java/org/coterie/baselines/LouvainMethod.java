package org.coterie.baselines;

import org.coterie.algorithms.Communities.Search;
import org.coterie.algorithms.Edges;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** The plugin {@code louvain}: Louvain's communities of nearest neighbours, rows by the nearest stored row. */
public final class LouvainMethod extends Baseline<GraphOptions> {

    /** For {@link java.util.ServiceLoader}. */
    public LouvainMethod() {
        super(
                "louvain",
                "Louvain: communities of the graph of nearest neighbours, their number found (Blondel et al. 2008).");
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
        return s.plan(problem, Search.LOUVAIN, Edges::union);
    }
}
