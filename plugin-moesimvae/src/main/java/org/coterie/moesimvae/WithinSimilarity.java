package org.coterie.moesimvae;

import java.util.Arrays;
import org.coterie.algorithms.Metric;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/** {@code within}: rows are alike that are no farther apart than a threshold, as for the mixtures of the paper. */
public final class WithinSimilarity implements Similarity {

    /** One that has read nothing yet. */
    public WithinSimilarity() {}

    @Override
    public String id() {
        return "within";
    }

    @Override
    public Source source(Settings in) {
        return of(DataMap.of(in), in.real("distance", 0, 1e12));
    }

    /**
     * The source from code.
     *
     * @param map where distances are measured
     * @param distance up to which rows are alike
     */
    public static Source of(DataMap map, double distance) {
        return task -> {
            if (map.compared() == Metric.CANBERRA) {
                throw Fault.of("Canberra's distance needs a map")
                        .at("similarity.within")
                        .got("of = " + map.of())
                        .expected("of = umap")
                        .as(CoterieException.Kind.CONFIG);
            }
            int width = map.width(task);
            return new Relation.Placed(width, new Relation.Reaching(), desk -> {
                Table found = map.points(task, desk);
                Table points = Reach.euclidean(found, map.compared());
                float[] reach = new float[points.rows()];
                Arrays.fill(reach, (float) Reach.euclidean(distance, map.compared()));
                return new Relation.Points(points.toArray(), reach);
            });
        };
    }
}
