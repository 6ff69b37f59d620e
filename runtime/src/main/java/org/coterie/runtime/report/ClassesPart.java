package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coterie.algorithms.Assignment;
import org.coterie.algorithms.Enrichment;
import org.coterie.api.data.Labels;

/** How clusters and known groups of rows meet: counts, and which meetings are more or less than chance (DeePWAK, Fig. 5). */
final class ClassesPart implements Part {
    private static final int MOST = 30;
    private static final int SMALLEST = 5;
    private static final double STRONGEST = 6;
    private static final double SUREST = 40;

    @Override
    public List<Block> of(View view) {
        List<Figure> tables = new ArrayList<>();
        List<Grouping> classes = view.classes();
        for (int i = 0; i < classes.size(); i++) {
            tables.add(table(view, classes.get(i), i == 0 && view.labelled(), i));
        }
        if (classes.isEmpty() || view.rows() == 0) {
            return List.of();
        }
        List<Grouping> tested =
                classes.stream().filter(c -> c.names().size() <= MOST).toList();
        if (!tested.isEmpty() && view.k() <= MOST) {
            tables.add(enrichment(view, tested, order(view, classes.get(0))));
        }
        return Block.flow(tables);
    }

    private static Figure table(View view, Grouping classes, boolean known, int number) {
        int[] rows = ClustersPart.largest(classes.sizes(), MOST);
        int[] columns = order(view, classes);
        long[][] all = classes.against(view.clusters());
        long[][] cells = new long[rows.length][columns.length];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            names.add(Integer.toString(columns[j]));
            for (int i = 0; i < rows.length; i++) {
                cells[i][j] = all[rows[i]][columns[j]];
            }
        }
        String folded = rows.length < classes.names().size() || columns.length < view.k()
                ? " Of more than " + MOST + " only the largest are shown."
                : "";
        return Counts.of(
                "classes" + (number == 0 ? "" : "-" + number),
                "Clusters and " + classes.name(),
                (known ? "Known classes" : "Groups by " + classes.name())
                        + " against clusters, in rows; the colour is the share of the class. Clusters stand in the order of"
                        + " their best one-to-one match"
                        + (known ? ", by which ACC counts: what lies off the diagonal is wrong." : ".") + folded,
                classes.name(),
                IntStream.of(rows).mapToObj(classes.names()::get).toList(),
                "cluster",
                names,
                cells);
    }

    /** The largest clusters in the order of the largest classes they are matched with, the rest behind. */
    private static int[] order(View view, Grouping classes) {
        int[] rows = ClustersPart.largest(classes.sizes(), MOST);
        int[] columns = ClustersPart.largest(view.clusters().sizes(), MOST);
        long[][] all = classes.against(view.clusters());
        double[][] gain = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                gain[i][j] = all[rows[i]][columns[j]];
            }
        }
        Set<Integer> order = new LinkedHashSet<>();
        if (rows.length > 0 && columns.length > 0) {
            IntStream.of(Assignment.maximise(gain)).filter(j -> j >= 0).forEach(order::add);
        }
        IntStream.range(0, columns.length).forEach(order::add);
        return order.stream().mapToInt(j -> columns[j]).toArray();
    }

    private static Figure enrichment(View view, List<Grouping> tested, int[] order) {
        List<Labels> labels = tested.stream()
                .map(g -> new Labels(g.name(), g.names(), g.of()))
                .toList();
        List<Enrichment> cells = Enrichment.of(view.clusters().of(), labels, SMALLEST);
        Set<Integer> present = cells.stream().map(Enrichment::cluster).collect(Collectors.toSet());
        List<Integer> clusters =
                IntStream.of(order).boxed().filter(present::contains).toList();
        double surest = Math.min(
                SUREST, cells.stream().mapToDouble(ClassesPart::surety).max().orElse(1));
        List<String> rows = new ArrayList<>();
        List<List<Dots.Dot>> dots = new ArrayList<>();
        cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> List.of(cell.annotation(), cell.category()),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()))
                .forEach((key, line) -> {
                    rows.add(tested.size() == 1 ? key.get(1) : key.get(0) + ": " + key.get(1));
                    dots.add(line.stream()
                            .sorted(Comparator.comparingInt(cell -> clusters.indexOf(cell.cluster())))
                            .map(cell -> dot(cell, surest))
                            .toList());
                });
        return Dots.of(
                "enrichment",
                "More or less than chance",
                "Colour: log₂ odds of a group in a cluster against the rows outside, red more, blue less than chance, full at ±"
                        + Num.shown(STRONGEST)
                        + ". Size: −log₁₀ of the false discovery rate (Fisher's exact test, two-sided,"
                        + " Benjamini and Hochberg over all cells), full at " + Num.shown(Math.rint(surest))
                        + ". Outlined where it is below 0.05. Clusters of fewer than " + SMALLEST
                        + " rows are not tested.",
                rows,
                clusters.stream().map(String::valueOf).toList(),
                dots,
                List.of());
    }

    private static double surety(Enrichment cell) {
        return Math.min(300, -Math.log10(Math.max(1e-300, cell.fdr())));
    }

    private static Dots.Dot dot(Enrichment cell, double surest) {
        String tip = cell.annotation() + " " + cell.category() + " in cluster " + cell.cluster() + ": " + cell.both()
                + " rows, " + Num.shown(cell.expected()) + " expected; log₂ odds " + Num.shown(cell.log2Odds()) + " ("
                + Num.shown(cell.low()) + " to " + Num.shown(cell.high()) + "), FDR " + Num.shown(cell.fdr());
        return new Dots.Dot(cell.log2Odds() / STRONGEST, surety(cell) / Math.max(1, surest), cell.fdr() < 0.05, tip);
    }
}
