package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.algorithms.Enrichment;
import org.coterie.algorithms.Marker;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;

/** What tells the clusters of a run apart, as files beside its result. */
final class Findings {
    /** Lines of each cluster in {@code markers.csv}. */
    static final int MARKERS = 50;

    /** Clusters of fewer rows are tested against no category. */
    static final int SMALLEST = 5;

    /** An annotation of more values names rows rather than groups them. */
    static final int CATEGORIES = 200;

    private Findings() {}

    /** The cluster of every row by another method. */
    static void baseline(Path file, Dataset data, int[] clusters) {
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, List.of("row", "cluster"));
            for (int i = 0; i < clusters.length; i++) {
                csv.row(List.of(data.rowName(i), clusters[i]));
            }
        });
    }

    /** The features by which a cluster differs most from the rest, in the data as read; those that are higher in it first. */
    static Map<String, Object> markers(Path file, Dataset data, int[] clusters, Sample sample) {
        List<Marker> markers = Marker.of(sample.of(data.x()), sample.of(clusters));
        Map<Integer, Integer> lines = new LinkedHashMap<>();
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, List.of("cluster", "feature", "auc", "effect", "fdr"));
            for (Marker marker : markers) {
                if (lines.merge(marker.cluster(), 1, Integer::sum) <= MARKERS) {
                    csv.row(List.of(
                            marker.cluster(),
                            data.features().names().get(marker.feature()),
                            marker.auc(),
                            marker.effect(),
                            marker.fdr()));
                }
            }
        });
        return counted(sample, data);
    }

    /** Every cluster against every category of every annotation that groups rows. */
    static Map<String, Object> enrichment(Path file, Dataset data, int[] clusters, Sample sample) {
        List<Labels> some = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        for (Labels annotation : Judging.categorical(data)) {
            if (annotation.classes().size() <= CATEGORIES) {
                some.add(sample.of(annotation));
            } else {
                passedOver.add(annotation.name());
            }
        }
        if (some.isEmpty()) {
            return Map.of();
        }
        List<Enrichment> cells = Enrichment.of(sample.of(clusters), some, SMALLEST);
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(
                    out,
                    List.of(
                            "annotation",
                            "category",
                            "cluster",
                            "rows",
                            "in-category",
                            "in-cluster",
                            "both",
                            "expected",
                            "log2-odds",
                            "low",
                            "high",
                            "p",
                            "fdr"));
            for (Enrichment cell : cells) {
                csv.row(List.of(
                        cell.annotation(),
                        cell.category(),
                        cell.cluster(),
                        cell.rows(),
                        cell.inCategory(),
                        cell.inCluster(),
                        cell.both(),
                        cell.expected(),
                        cell.log2Odds(),
                        cell.low(),
                        cell.high(),
                        cell.p(),
                        cell.fdr()));
            }
        });
        Map<String, Object> map = counted(sample, data);
        if (!passedOver.isEmpty()) {
            map.put("passed-over", passedOver);
        }
        return map;
    }

    private static Map<String, Object> counted(Sample sample, Dataset data) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", sample.size());
        map.put("of", data.x().rows());
        return map;
    }
}
