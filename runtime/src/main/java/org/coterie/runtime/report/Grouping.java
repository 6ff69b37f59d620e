package org.coterie.runtime.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.algorithms.Assignment;

/**
 * Rows in groups: clusters, classes, batches.
 *
 * @param name what the groups are
 * @param names of the groups
 * @param of the group of each row of the data; −1 for noise or unknown
 * @param hues the colour of each group
 */
record Grouping(String name, List<String> names, int[] of, int[] hues) {

    /** Groups in colours of their own. */
    Grouping(String name, List<String> names, int[] of) {
        this(name, names, of, IntStream.range(0, names.size()).toArray());
    }

    /** The same groups, each in the colour of the one there it has most rows in common with, one to one. */
    Grouping matched(Grouping other) {
        if ((long) names.size() * other.names.size() > 250_000 || names.isEmpty() || other.names.isEmpty()) {
            return this;
        }
        long[][] cells = against(other);
        double[][] gain = new double[cells.length][];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = Arrays.stream(cells[i]).asDoubleStream().toArray();
        }
        int[] partner = Assignment.maximise(gain);
        int[] colours = new int[partner.length];
        int next = other.names.size();
        for (int g = 0; g < partner.length; g++) {
            colours[g] = partner[g] < 0 ? next++ : other.hues[partner[g]];
        }
        return new Grouping(name, names, of, colours);
    }

    /** The class of a group's colour; of none where it is negative. */
    String css(int group) {
        return Palette.group(group < 0 ? -1 : hues[group]);
    }

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
