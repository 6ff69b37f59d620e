package org.coterie.runtime.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.BatchEffect;
import org.coterie.algorithms.Separation;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.runtime.graph.Streams;

/**
 * What can be said of clusters without training anything: agreement with classes, separation, and whether they follow an
 * annotation. Each is said of the method and of k-means alike.
 */
final class Judging {
    /** How noise counts, for people. */
    static final String NOISE =
            "one more cluster in scores, left out of separation, in no cluster's own rows elsewhere";

    /** Up to so many rows, and {@link #WORK} permitting, the silhouette is that of every row. */
    private static final int EXACT_ROWS = 4000;

    /** Numbers looked at for one silhouette; some seconds at worst, a tenth of one on digits. */
    private static final long WORK = 1L << 30;

    private static final int FEWEST = 100;
    private static final int MOST = 2000;

    private Judging() {}

    /** Every score against classes by name; empty without classes or where none is known. */
    static Map<String, Double> agreement(Dataset data, int[] clusters) {
        return data.labels()
                .map(labels -> Agreement.of(labels.of(), clusters))
                .filter(found -> found.rows() > 0)
                .map(Agreement::all)
                .orElse(Map.of());
    }

    /** All scores of the method and of k-means, as {@code metrics.json} has them. */
    static Map<String, Object> scores(Dataset data, int[] clusters, int[] baseline) {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Double> own = agreement(data, clusters);
        if (!own.isEmpty()) {
            int[] known = data.labels().orElseThrow().of();
            map.put("rows", (int) Arrays.stream(known).filter(c -> c >= 0).count());
            map.put("method", own);
            map.put("kmeans", agreement(data, baseline));
        }
        return map;
    }

    /**
     * Separation of both clusterings in the prepared rows; of a sample of them where they are very many. Both are judged on the
     * same rows and, where the silhouette is a sample's, by the same draws.
     */
    static Map<String, Object> separation(Dataset prepared, int[] clusters, int[] baseline, Sample sample, long seed) {
        Map<String, Object> map = new LinkedHashMap<>();
        Table x = sample.of(prepared.x());
        map.put("space", "the rows as the method saw them");
        map.put("rows", x.rows());
        map.put("of", prepared.x().rows());
        map.put("method", separation(x, sample.of(clusters), seed));
        map.put("kmeans", separation(x, sample.of(baseline), seed));
        return map;
    }

    /** What is not defined is left out. */
    private static Map<String, Object> separation(Table x, int[] clusters, long seed) {
        Separation found = Separation.of(x, clusters);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", found.rows());
        int drawn = silhouetteRows(x.rows(), x.columns());
        RandomGenerator random = new Streams(seed).stream("evaluation/silhouette");
        found.silhouette(drawn, random).ifPresent(silhouette -> {
            map.put("silhouette", silhouette.mean());
            map.put("silhouette-error", silhouette.error());
            map.put("silhouette-rows", silhouette.rows());
        });
        found.daviesBouldin().ifPresent(value -> map.put("davies-bouldin", value));
        found.calinskiHarabasz().ifPresent(value -> map.put("calinski-harabasz", value));
        return map;
    }

    /** How many rows the mean silhouette is taken over: all, or as many as the work allows. */
    static int silhouetteRows(int n, int m) {
        long each = Math.max(1, (long) n * m);
        if (n <= EXACT_ROWS && each <= WORK / Math.max(1, n)) {
            return Math.max(2, n);
        }
        return (int) Math.max(FEWEST, Math.min(MOST, WORK / each));
    }

    /** One sentence for each annotation the clusters follow. */
    static List<String> followed(Dataset data, int[] clusters) {
        return categorical(data).stream()
                .map(annotation -> sentence(annotation.name(), BatchEffect.of(clusters, annotation.of())))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String sentence(String name, BatchEffect effect) {
        return effect.follows()
                ? String.format(
                        java.util.Locale.ROOT,
                        "the clusters follow %s (AMI %.2f, Cramér's V %.2f over %,d rows): if it is a batch, they may be its doing",
                        name,
                        effect.ami(),
                        effect.cramersV(),
                        effect.rows())
                : "";
    }

    /** The annotations that are categories; the known classes are none of them. */
    static List<Labels> categorical(Dataset data) {
        String label = data.labels().map(Labels::name).orElse("");
        return data.annotations().stream()
                .filter(annotation -> annotation instanceof Labels)
                .filter(annotation -> !annotation.name().equals(label))
                .map((Annotation annotation) -> (Labels) annotation)
                .toList();
    }
}
