package org.coterie.algorithms;

import java.util.HashMap;
import java.util.Map;

/**
 * How two labellings of the same rows meet.
 *
 * @param n rows counted
 * @param cells rows of class i in cluster j; classes and clusters in order of first appearance, none empty
 * @param classes rows per class
 * @param clusters rows per cluster
 */
record Contingency(long n, long[][] cells, long[] classes, long[] clusters) {

    /** Counts the rows whose true class is known, that is not negative. */
    static Contingency of(int[] truth, int[] clusters) {
        if (truth.length != clusters.length) {
            throw new IllegalArgumentException(truth.length + " classes for " + clusters.length + " clusters");
        }
        Map<Integer, Integer> classIds = new HashMap<>();
        Map<Integer, Integer> clusterIds = new HashMap<>();
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] >= 0) {
                classIds.putIfAbsent(truth[i], classIds.size());
                clusterIds.putIfAbsent(clusters[i], clusterIds.size());
            }
        }
        long[][] cells = new long[classIds.size()][clusterIds.size()];
        long[] rows = new long[classIds.size()];
        long[] columns = new long[clusterIds.size()];
        long n = 0;
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] >= 0) {
                int a = classIds.getOrDefault(truth[i], 0);
                int b = clusterIds.getOrDefault(clusters[i], 0);
                cells[a][b]++;
                rows[a]++;
                columns[b]++;
                n++;
            }
        }
        return new Contingency(n, cells, rows, columns);
    }
}
