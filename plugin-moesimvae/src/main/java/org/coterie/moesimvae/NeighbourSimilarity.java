package org.coterie.moesimvae;

import java.util.Arrays;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/** {@code neighbours}: the graph of nearest rows, in the data, their components or a map of them. */
public final class NeighbourSimilarity implements Similarity {
    /** The share of a cluster's rows that are taken for its neighbours where no number is said. A graph that reaches in either
     * direction has more edges than this; at 0.8, measured on digits, two clusters grow together. */
    private static final double SHARE = 0.6;

    /** Up to this many neighbours are listed; more are told by how far a row reaches. */
    private static final int LISTED = 100;

    /** Among which rows neighbours are looked for. */
    public enum Scope {
        /** Among all training rows, once. */
        ALL,
        /** Among the rows of each batch, as in the papers. */
        BATCH
    }

    /** One that has read nothing yet. */
    public NeighbourSimilarity() {}

    @Override
    public String id() {
        return "neighbours";
    }

    @Override
    public Source source(Settings in) {
        return of(DataMap.of(in), in.choice("scope", Scope.class), in.integer("count", 0, 1_000_000));
    }

    /**
     * The source from code.
     *
     * @param map where neighbours are looked for
     * @param scope among which rows
     * @param count how many; 0 for 0.6 of the rows in scope over k
     */
    public static Source of(DataMap map, Scope scope, int count) {
        return task -> {
            int all = scope == Scope.ALL ? task.rows() : Math.min(task.batch(), task.rows());
            int wanted = count > 0 ? count : (int) Math.max(1, Math.round(SHARE * all / task.experts()));
            int width = map.width(task);
            boolean listed = scope == Scope.ALL && count > 0 && count <= LISTED;
            if (map.compared() == Metric.CANBERRA && !listed) {
                throw Fault.of("Canberra's distance needs a map or a short list of neighbours")
                        .at("similarity.neighbours")
                        .got("of = " + map.of() + ", scope = " + scope + ", count = " + count)
                        .expected("of = umap, or scope = all with a count of 1 to " + LISTED)
                        .as(CoterieException.Kind.CONFIG);
            }
            if (listed) {
                int k = Math.min(wanted, task.rows() - 1);
                return new Relation.Listed(k, Relation.Others.UNLIKE, true, desk -> {
                    Table points = map.points(task, desk);
                    int[] near = Neighbours.of(points, k, map.compared()).indices();
                    float[] ones = new float[near.length];
                    Arrays.fill(ones, 1);
                    return new Relation.Pairs(near, ones);
                });
            }
            Relation.Rule rule = scope == Scope.BATCH ? new Relation.AmongNearest(wanted) : new Relation.Reaching();
            return new Relation.Placed(width, rule, desk -> {
                Table found = map.points(task, desk);
                Table points = Reach.euclidean(found, map.compared());
                float[] reach = scope == Scope.BATCH ? new float[points.rows()] : Reach.ofNearest(points, wanted);
                return new Relation.Points(points.toArray(), reach);
            });
        };
    }
}
