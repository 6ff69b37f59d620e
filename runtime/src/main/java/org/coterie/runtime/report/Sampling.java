package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.coterie.runtime.graph.Streams;

/** Some rows for all: so many of each cluster as its share, but never none of a small one. Same seed, same rows. */
final class Sampling {
    private static final int FEWEST = 10;

    private Sampling() {}

    /** At most about {@code most} of {@code rows}, ascending; all where they are no more. */
    static int[] of(int[] rows, int[] clusters, int most, long seed) {
        if (rows.length <= most) {
            return rows.clone();
        }
        TreeMap<Integer, List<Integer>> members = new TreeMap<>();
        for (int row : rows) {
            members.computeIfAbsent(clusters[row], c -> new ArrayList<>()).add(row);
        }
        int fewest = Math.min(FEWEST, Math.max(1, most / members.size()));
        RandomGenerator random = new Streams(seed).stream("report/sample/" + most);
        List<Integer> chosen = new ArrayList<>();
        members.forEach((cluster, all) -> {
            int share = (int) ((long) most * all.size() / rows.length);
            int[] order = shuffled(all.stream().mapToInt(i -> i).toArray(), random);
            for (int i = 0; i < Math.min(order.length, Math.max(fewest, share)); i++) {
                chosen.add(order[i]);
            }
        });
        return chosen.stream().mapToInt(i -> i).sorted().toArray();
    }

    /** The same rows in an order that means nothing, so that no cluster is drawn over the others. */
    static int[] shuffled(int[] rows, long seed) {
        return shuffled(rows, new Streams(seed).stream("report/order"));
    }

    private static int[] shuffled(int[] rows, RandomGenerator random) {
        int[] order = Arrays.copyOf(rows, rows.length);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int row = order[i];
            order[i] = order[j];
            order[j] = row;
        }
        return order;
    }
}
