package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What explaining rows has found.
 *
 * @param file the CSV of every explained row; a summary of each cluster stands beside it
 * @param by the explainer
 * @param method the id of the method explained
 * @param how steps, draws, baseline, in words
 * @param rows how many were explained
 * @param of how many there are
 * @param gap the largest |Σ attributions − (f(x) − f(baseline))| of a row
 * @param clusters what mattered in each that has rows
 * @param scores by name, of the attributions and, where the method has gates of its own, of these
 */
public record Attributed(
        Path file,
        String by,
        String method,
        String how,
        int rows,
        int of,
        double gap,
        List<Cluster> clusters,
        Map<String, Map<String, Double>> scores) {

    /** Copies. */
    public Attributed {
        clusters = List.copyOf(clusters);
        scores = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /**
     * A cluster.
     *
     * @param cluster its number
     * @param rows how many of its rows were explained
     * @param features that matter, most first
     */
    public record Cluster(int cluster, int rows, List<Feature> features) {}

    /**
     * A feature in a cluster.
     *
     * @param name its name
     * @param size mean size of its attribution
     * @param mean its mean attribution; near {@code size} where it speaks for the cluster in every row
     */
    public record Feature(String name, double size, double mean) {}

    /** The summary beside a file: {@code a.csv} has {@code a-clusters.csv}. */
    public Path summary() {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.', 1);
        return file.resolveSibling(
                dot < 0 ? name + "-clusters.csv" : name.substring(0, dot) + "-clusters" + name.substring(dot));
    }
}
