package org.coterie.baselines;

import java.util.function.Function;
import org.coterie.algorithms.Communities;
import org.coterie.algorithms.Communities.Search;
import org.coterie.algorithms.Edges;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.Desk;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/**
 * Settings of the methods that look for communities among nearest neighbours.
 *
 * @param neighbours nearest rows of each row, 1 to 10,000
 * @param resolution the higher, the more communities; 1e-6 to 1e6
 * @param rounds how often the result is taken as a start again, 1 to 1000
 * @param mostClusters clusters there may be at most, 1 to 10,000
 * @param storedRows most training rows kept for new ones, 1 to 1,000,000
 */
public record GraphOptions(int neighbours, double resolution, int rounds, int mostClusters, int storedRows) {

    /** Checks the ranges. */
    public GraphOptions {
        Baseline.check("neighbours", neighbours, 1, 10_000);
        Baseline.check("resolution", resolution, 1e-6, 1e6);
        Baseline.check("rounds", rounds, 1, 1000);
        Baseline.check("most-clusters", mostClusters, 1, Baseline.MOST);
        Baseline.check("stored-rows", storedRows, 1, StoredRows.MOST);
    }

    /** What {@code reference.conf} says, but for the neighbours: 15 for Leiden and Louvain, 30 for PhenoGraph. */
    public static GraphOptions of(int neighbours) {
        return new GraphOptions(neighbours, 1, 10, 1000, StoredRows.USUAL);
    }

    static GraphOptions of(Settings in) {
        return new GraphOptions(
                in.integer("neighbours", 1, 10_000),
                in.real("resolution", 1e-6, 1e6),
                in.integer("rounds", 1, 1000),
                in.integer("most-clusters", 1, Baseline.MOST),
                in.integer("stored-rows", 1, StoredRows.MOST));
    }

    /** Communities of a graph of neighbours, in one stage. */
    Plan plan(Problem problem, Search search, Function<Neighbours, Edges> graph) {
        Baseline.enough(problem, 2);
        return new StoredRows(problem, storedRows, mostClusters)
                .finding(desk -> fit(desk, search, graph), "lower resolution or raise neighbours");
    }

    private int[] fit(Desk desk, Search search, Function<Neighbours, Edges> graph) {
        Table x = desk.data();
        Neighbours near = Neighbours.of(x, Math.min(neighbours, x.rows() - 1), Metric.EUCLIDEAN);
        desk.progress(0.7);
        Communities.Result found =
                new Communities(search, resolution, rounds).of(graph.apply(near), desk.random("communities"));
        desk.report("modularity", found.modularity());
        return found.labels();
    }
}
