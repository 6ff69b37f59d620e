package org.coterie.runtime.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clusters of a run beside labels that came later.
 *
 * @param labels the column of the labels
 * @param classes how many classes there are
 * @param matched how rows were matched with labels, for people
 * @param rows rows that were compared
 * @param unlabelled rows of the run without a label
 * @param unused labels of rows the run does not have
 * @param noise rows in no cluster
 * @param method every score of the method
 * @param kmeans the same of k-means; empty where the run did not keep its clusters
 */
public record Judged(
        String labels,
        int classes,
        String matched,
        int rows,
        int unlabelled,
        int unused,
        int noise,
        Map<String, Double> method,
        Map<String, Double> kmeans) {

    /** Copies the maps in their order. */
    public Judged {
        method = Collections.unmodifiableMap(new LinkedHashMap<>(method));
        kmeans = Collections.unmodifiableMap(new LinkedHashMap<>(kmeans));
    }

    /** As JSON has it. */
    public Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("labels", labels);
        map.put("classes", classes);
        map.put("matched", matched);
        map.put("rows", rows);
        map.put("unlabelled", unlabelled);
        map.put("unused", unused);
        map.put("noise", noise);
        map.put("method", method);
        map.put("kmeans", kmeans);
        return map;
    }
}
