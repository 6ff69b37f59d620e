package org.coterie.runtime.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.MiniBatchKMeans;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.graph.Streams;

/** Scores against known classes, and k-means on the same rows beside every result. */
final class Evaluation {

    /** Restarts of the k-means beside every result. */
    static final int RESTARTS = 10;

    /** Numbers of a table beyond which k-means reads it batch by batch. */
    static final long LARGE = 1L << 27;

    /** Labels of k-means (k-means++, ten restarts) on prepared rows; of its mini-batch form where they are very many. */
    int[] kmeans(Dataset prepared, int k, long seed) {
        Table x = prepared.x();
        RandomGenerator random = new Streams(seed).stream("baseline/k-means");
        int clusters = Math.min(k, x.rows());
        return (long) x.rows() * x.columns() > LARGE
                ? MiniBatchKMeans.of(clusters).fit(x, random).labels()
                : KMeans.of(clusters).withRestarts(RESTARTS).fit(x, random).labels();
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
