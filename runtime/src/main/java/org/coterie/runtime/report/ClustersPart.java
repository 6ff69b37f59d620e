package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/** How large the clusters are, how sure, and what is most of each. */
final class ClustersPart implements Part {
    private static final int MOST = 40;

    @Override
    public List<Block> of(View view) {
        List<Block> blocks = new ArrayList<>();
        int[] chosen = largest(view.clusters().sizes(), MOST);
        blocks.add(Block.of(table(view, chosen)));
        if (chosen.length < view.k()) {
            blocks.add(Block.text("The " + MOST + " largest of " + Num.count(view.k(), "cluster") + "; all are in"
                    + " centroids.csv."));
        }
        Figure confidence = Histogram.of(
                "confidence",
                "Confidence",
                "How sure the method is of each row, 1 − H(p) / ln k of its memberships p: 1 is certain, 0 says nothing."
                        + " Half of the rows are above "
                        + Num.score(Doubts.median(view.evidence().assigned().confidence())) + ".",
                "confidence",
                view.evidence().assigned().confidence(),
                0,
                1);
        blocks.add(Block.side(List.of(sizes(view, chosen), confidence)));
        return blocks;
    }

    /** The largest clusters, ascending by number. */
    static int[] largest(int[] sizes, int most) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer c) -> -sizes[c]).thenComparing(c -> c))
                .limit(most)
                .mapToInt(c -> c)
                .sorted()
                .toArray();
    }

    private static Figure sizes(View view, int[] chosen) {
        int[] sizes = view.clusters().sizes();
        double[] usage = usage(view);
        boolean soft = usage.length > 0;
        List<Bars.Bar> bars = new ArrayList<>();
        for (int c : chosen) {
            double share = (double) sizes[c] / Math.max(1, view.rows());
            String tip = "cluster " + c + ": " + Num.count(sizes[c], "row") + ", " + Num.percent(share)
                    + (soft ? "; mean membership " + Num.percent(usage[c]) : "");
            bars.add(new Bars.Bar(
                    Integer.toString(c),
                    sizes[c],
                    Palette.group(c),
                    Num.count(sizes[c]),
                    tip,
                    soft ? usage[c] * view.rows() : Double.NaN));
        }
        int noise = view.clusters().none();
        if (noise > 0) {
            bars.add(new Bars.Bar(
                    "noise", noise, "cn", Num.count(noise), "noise: " + Num.count(noise, "row"), Double.NaN));
        }
        String caption = "Rows in each cluster."
                + (soft
                        ? " The line is the mean membership times the number of rows; far from the end of the bar it says that"
                                + " the method hesitates."
                        : "");
        return Bars.of("sizes", "Sizes and usage", caption, 460, 0, bars);
    }

    /** The mean membership of each cluster over the points; empty where the model cannot be asked. */
    private static double[] usage(View view) {
        Optional<Table> memberships = view.asked("assign").filter(table -> table.columns() == view.k());
        if (memberships.isEmpty()) {
            return new double[0];
        }
        Table p = memberships.get();
        double[] usage = new double[view.k()];
        for (int i = 0; i < p.rows(); i++) {
            for (int c = 0; c < usage.length; c++) {
                usage[c] += p.at(i, c) / p.rows();
            }
        }
        return usage;
    }

    private static Node table(View view, int[] chosen) {
        int[] sizes = view.clusters().sizes();
        double[] confidence = new double[view.k()];
        int[] of = view.clusters().of();
        for (int i = 0; i < of.length; i++) {
            if (of[i] >= 0) {
                confidence[of[i]] += view.evidence().assigned().confidence()[i] / sizes[of[i]];
            }
        }
        Optional<Grouping> classes = view.classes().stream().findFirst();
        List<String> head = new ArrayList<>(List.of("cluster", "rows", "share", "confidence"));
        classes.ifPresent(grouping -> head.add("mostly, by " + grouping.name()));
        boolean words = view.spread().isPresent() && view.pixels().isEmpty();
        if (words) {
            head.add("stands out by");
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int c : chosen) {
            List<Object> row = new ArrayList<>();
            row.add(Node.of("span", Figure.swatch(new Figure.Key(Palette.group(c), "")), Integer.toString(c)));
            row.add(Num.count(sizes[c]));
            row.add(Num.share((double) sizes[c] / Math.max(1, view.rows())));
            row.add(sizes[c] == 0 ? "–" : Num.score(confidence[c]));
            classes.ifPresent(grouping -> row.add(mostly(grouping, of, c)));
            if (words) {
                row.add(view.spread().map(spread -> standsOut(view, spread, c)).orElse(""));
            }
            rows.add(row);
        }
        return Grid.of(head, rows, -1);
    }

    private static String mostly(Grouping classes, int[] clusters, int cluster) {
        int[] counts = new int[classes.names().size()];
        int known = 0;
        for (int i = 0; i < clusters.length; i++) {
            if (clusters[i] == cluster && classes.of()[i] >= 0) {
                counts[classes.of()[i]]++;
                known++;
            }
        }
        if (known == 0) {
            return "–";
        }
        int best = 0;
        for (int g = 1; g < counts.length; g++) {
            best = counts[g] > counts[best] ? g : best;
        }
        return classes.names().get(best) + ", " + Num.percent((double) counts[best] / known);
    }

    /** The columns whose mean in the cluster is farthest from the mean of all. */
    private static String standsOut(View view, Spread spread, int cluster) {
        List<String> names = view.shown().orElseThrow().features().names();
        return IntStream.range(0, names.size())
                .filter(j -> !Double.isNaN(spread.means()[cluster][j])
                        && Math.abs(spread.standard(spread.means()[cluster][j], j)) >= 0.5)
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer j) -> -Math.abs(spread.standard(spread.means()[cluster][j], j)))
                        .thenComparing(j -> j))
                .limit(3)
                .map(j -> (spread.standard(spread.means()[cluster][j], j) > 0 ? "high " : "low ")
                        + Words.fit(names.get(j), 12, 160))
                .reduce((a, b) -> a + ", " + b)
                .orElse("–");
    }
}
