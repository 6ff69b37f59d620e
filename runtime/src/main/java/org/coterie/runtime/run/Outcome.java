package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run gave.
 *
 * @param folder its folder
 * @param scores acc, nmi and ari of the method; empty without labels
 * @param kmeans the same of k-means on the same rows
 * @param clusters number of clusters offered
 * @param sizes rows in each cluster; after the last, rows marked as noise where there are any
 * @param seconds from the first stage to the last file, this time
 * @param warnings what makes the result doubtful
 * @param reports numbers the method reported
 */
public record Outcome(
        Path folder,
        Map<String, Double> scores,
        Map<String, Double> kmeans,
        int clusters,
        List<Integer> sizes,
        double seconds,
        List<String> warnings,
        Map<String, Double> reports) {}
