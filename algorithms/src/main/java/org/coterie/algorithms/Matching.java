package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Partners for classes and clusters, one to one. Only a class and a cluster that share rows can gain, so each group of
 * classes and clusters linked by shared rows is solved by itself: a thousand rows all alone are a thousand tiny
 * problems. Memory is that of the largest group, classes times clusters.
 */
final class Matching {
    static final int NONE = -1;

    /** What matching a class with a cluster gains. */
    interface Gain {
        double of(int both, int inClass, int inCluster);
    }

    private Matching() {}

    /** For each class its cluster, or {@link #NONE}; the sum of gains is the largest possible. */
    static int[] best(Contingency table, Gain gain) {
        int[] clusterOf = new int[table.classSizes.length];
        Arrays.fill(clusterOf, NONE);
        for (List<Integer> classes : groups(table)) {
            Map<Integer, Integer> columns = new LinkedHashMap<>();
            for (int i : classes) {
                for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                    columns.putIfAbsent(table.clusterOf[c], columns.size());
                }
            }
            double[][] gains = new double[classes.size()][columns.size()];
            for (int r = 0; r < gains.length; r++) {
                int i = classes.get(r);
                for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                    int j = table.clusterOf[c];
                    gains[r][columns.getOrDefault(j, 0)] =
                            gain.of(table.count[c], table.classSizes[i], table.clusterSizes[j]);
                }
            }
            List<Integer> clusters = List.copyOf(columns.keySet());
            int[] columnOf = Assignment.maximise(gains);
            for (int r = 0; r < columnOf.length; r++) {
                // without shared rows they are partners in name only
                if (columnOf[r] >= 0 && gains[r][columnOf[r]] > 0) {
                    clusterOf[classes.get(r)] = clusters.get(columnOf[r]);
                }
            }
        }
        return clusterOf;
    }

    /** For each class its cluster, the largest cell first; of equal cells that of the lower cluster, then class. */
    static int[] greedy(Contingency table) {
        List<int[]> cells = new ArrayList<>();
        for (int i = 0; i < table.classSizes.length; i++) {
            for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                cells.add(new int[] {table.count[c], table.clusterOf[c], i});
            }
        }
        cells.sort((a, b) -> a[0] != b[0]
                ? Integer.compare(b[0], a[0])
                : a[1] != b[1] ? Integer.compare(a[1], b[1]) : Integer.compare(a[2], b[2]));
        int[] clusterOf = new int[table.classSizes.length];
        Arrays.fill(clusterOf, NONE);
        boolean[] taken = new boolean[table.clusterSizes.length];
        for (int[] cell : cells) {
            if (!taken[cell[1]] && clusterOf[cell[2]] == NONE) {
                taken[cell[1]] = true;
                clusterOf[cell[2]] = cell[1];
            }
        }
        return clusterOf;
    }

    private static Collection<List<Integer>> groups(Contingency table) {
        int[] leader = new int[table.classSizes.length];
        int[] firstClass = new int[table.clusterSizes.length];
        Arrays.setAll(leader, i -> i);
        Arrays.fill(firstClass, NONE);
        for (int i = 0; i < leader.length; i++) {
            for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                int j = table.clusterOf[c];
                if (firstClass[j] == NONE) {
                    firstClass[j] = i;
                } else {
                    leader[leader(leader, i)] = leader(leader, firstClass[j]);
                }
            }
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < leader.length; i++) {
            groups.computeIfAbsent(leader(leader, i), g -> new ArrayList<>()).add(i);
        }
        return groups.values();
    }

    private static int leader(int[] leader, int i) {
        int at = i;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }
}
