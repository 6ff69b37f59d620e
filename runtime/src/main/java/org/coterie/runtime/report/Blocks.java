package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of a heatmap in blocks. */
final class Blocks {

    /** The values of a row: its place among those given, and its number in the data. */
    @FunctionalInterface
    interface Values {
        double[] of(int place, int row);
    }

    private Blocks() {}

    /** One block per group in the order of the groups, rows of none last; within a block by {@code then}. */
    static List<Heatmap.Block> by(Grouping groups, Grouping then, int[] rows, Values values) {
        List<Heatmap.Block> blocks = new ArrayList<>();
        for (int g = 0; g <= groups.names().size(); g++) {
            int group = g < groups.names().size() ? g : -1;
            double[][] block = IntStream.range(0, rows.length)
                    .filter(i -> groups.of()[rows[i]] == group)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer i) -> then.of()[rows[i]])
                            .thenComparing(i -> i))
                    .map(i -> values.of(i, rows[i]))
                    .toArray(double[][]::new);
            if (block.length > 0) {
                String name = group < 0 ? "none" : groups.names().get(group);
                blocks.add(new Heatmap.Block(name, groups.css(group), block));
            }
        }
        return blocks;
    }

    /** {@code All 150 rows.} or {@code 200 of 1,797 rows, by cluster size.} */
    static String sample(int shown, int of) {
        return shown == of
                ? "All " + Num.count(of, "row") + "."
                : Num.count(shown) + " of " + Num.count(of, "row") + ", from each cluster its share.";
    }
}
