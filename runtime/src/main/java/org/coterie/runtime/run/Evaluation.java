package org.coterie.runtime.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coterie.algorithms.KMeans;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.graph.Streams;

/** Scores against known classes, and k-means on the same rows beside every result. */
final class Evaluation {

    /** Restarts of the k-means beside every result. */
    static final int RESTARTS = 10;

    /** Labels of k-means (k-means++, ten restarts) on prepared rows. */
    int[] kmeans(Dataset prepared, int k, long seed) {
        return KMeans.of(Math.min(k, prepared.x().rows()))
                .withRestarts(RESTARTS)
                .fit(prepared.x(), new Streams(seed).stream("baseline/k-means"))
                .labels();
    }

    /** acc (Hungarian), nmi (arithmetic) and ari; empty where there are no labels. */
    Map<String, Double> scores(Dataset data, int[] clusters) {
        Map<String, Double> scores = new LinkedHashMap<>();
        data.labels().ifPresent(labels -> {
            org.coterie.algorithms.Scores found = org.coterie.algorithms.Scores.of(labels.of(), clusters);
            if (found.rows() > 0) {
                scores.put("acc", found.acc());
                scores.put("nmi", found.nmi());
                scores.put("ari", found.ari());
            }
        });
        return scores;
    }
}
