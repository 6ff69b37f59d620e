package org.coterie.runtime.report;

import java.util.List;

/**
 * Rows in groups: clusters, classes, batches.
 *
 * @param name what the groups are
 * @param names of the groups
 * @param of the group of each row of the data; −1 for noise or unknown
 */
record Grouping(String name, List<String> names, int[] of) {

    /** The groups of some rows. */
    int[] of(int[] rows) {
        int[] some = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = of[rows[i]];
        }
        return some;
    }

    /** Rows in each group. */
    int[] sizes() {
        int[] sizes = new int[names.size()];
        for (int group : of) {
            if (group >= 0) {
                sizes[group]++;
            }
        }
        return sizes;
    }

    /** How many rows are in none. */
    int none() {
        int none = 0;
        for (int group : of) {
            none += group < 0 ? 1 : 0;
        }
        return none;
    }

    /** How often each group here meets each group there; rows that are in none of one are not counted. */
    long[][] against(Grouping other) {
        long[][] cells = new long[names.size()][other.names.size()];
        for (int i = 0; i < of.length; i++) {
            if (of[i] >= 0 && other.of[i] >= 0) {
                cells[of[i]][other.of[i]]++;
            }
        }
        return cells;
    }
}
