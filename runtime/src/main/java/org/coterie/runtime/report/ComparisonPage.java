package org.coterie.runtime.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coterie.model.store.AtomicFiles;

/**
 * Several configurations side by side, as a page of its own: box plots of every metric over seeds, numbers, tests.
 *
 * @param title of the page
 * @param metrics what they are compared by
 * @param table numbers of each configuration
 * @param tests of pairs; no rows where there are none
 * @param quoted results that others printed, never run here; no rows where there are none
 * @param remarks what has to be known when reading this
 */
public record ComparisonPage(
        String title, List<Metric> metrics, Table table, Table tests, Table quoted, List<String> remarks) {

    /** Copies the lists. */
    public ComparisonPage {
        metrics = List.copyOf(metrics);
        remarks = List.copyOf(remarks);
    }

    /**
     * A metric.
     *
     * @param name as it is written
     * @param entries one for each configuration, in the order of all metrics
     */
    public record Metric(String name, List<Entry> entries) {

        /** Copies the list. */
        public Metric {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A configuration's values of a metric.
     *
     * @param name of the configuration
     * @param values one for each seed; none where it has no such metric
     */
    public record Entry(String name, double[] values) {

        /** Copies the values. */
        public Entry {
            values = values.clone();
        }

        @Override
        public double[] values() {
            return values.clone();
        }
    }

    /** A table of text: names of columns, then rows of as many cells. */
    public record Table(List<String> head, List<List<String>> rows) {

        /** Copies the lists. */
        public Table {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** Nothing to show. */
        public static Table none() {
            return new Table(List.of(), List.of());
        }
    }

    /** Writes the page, whole or not at all. */
    public void write(Path file) {
        AtomicFiles.write(file, html().getBytes(StandardCharsets.UTF_8));
    }

    /** The page. */
    String html() {
        List<Node> main = new ArrayList<>();
        List<Node> first = new ArrayList<>();
        first.add(Node.of("h2", "Over seeds").with("id", "seeds-title"));
        first.add(Node.of("div", figures().stream().map(Boxes::shown).toList()).with("class", "side"));
        first.add(soft(Boxes.legend()));
        main.add(section("seeds", first));
        main.add(
                section(
                        "numbers",
                        List.of(
                                Node.of("h2", "Numbers").with("id", "numbers-title"),
                                grid(table),
                                soft(
                                        "sd over seeds; stability: mean ARI between the clusterings of different seeds; medoid: the run whose"
                                                + " clusters are most like those of the others, a choice that needs no labels."))));
        if (!tests.rows().isEmpty()) {
            main.add(section(
                    "tests",
                    List.of(
                            Node.of("h2", "Paired by seed").with("id", "tests-title"),
                            grid(tests),
                            soft(
                                    "Differences over the seeds both have; Student's paired t and Wilcoxon's exact signed-rank"
                                            + " test, two-sided."))));
        }
        if (!quoted.rows().isEmpty()) {
            main.add(section(
                    "quoted",
                    List.of(
                            Node.of("h2", "Quoted from the papers").with("id", "quoted-title"),
                            grid(quoted),
                            soft(
                                    "Printed by others and not run here: other preparation, other rows and other ways to choose"
                                            + " a model may lie behind them."))));
        }
        if (!remarks.isEmpty()) {
            List<Node> items = new ArrayList<>();
            remarks.forEach(remark -> items.add(Node.of("li", remark)));
            main.add(section(
                    "remarks", List.of(Node.of("h2", "Remarks").with("id", "remarks-title"), Node.of("ul", items))));
        }
        return Sheet.html(
                title + " by Coterie",
                "",
                List.of(
                        Node.of(
                                "header",
                                Sheet.theme(),
                                Node.of("h1", title),
                                Node.of("p", lead()).with("class", "lead")),
                        Node.of("main", main),
                        Node.of("footer", Node.of("p", "Made by coterie compare. The page needs nothing else."))));
    }

    /** A box plot for each metric. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            figures.add(Boxes.of("metric-" + i, metrics.get(i)));
        }
        return figures;
    }

    private String lead() {
        int most = metrics.stream()
                .flatMap(metric -> metric.entries().stream())
                .mapToInt(entry -> entry.values().length)
                .max()
                .orElse(0);
        int entries = metrics.stream()
                .mapToInt(metric -> metric.entries().size())
                .max()
                .orElse(0);
        return Num.count(entries, "configuration") + ", up to " + Num.count(most, "run") + " each.";
    }

    private static Node section(String id, List<Node> nodes) {
        return Node.of("section", nodes).with("id", id).with("aria-labelledby", id + "-title");
    }

    private static Node soft(String text) {
        return Node.of("p", text).with("class", "soft");
    }

    private static Node grid(Table table) {
        return Grid.of(
                table.head(),
                table.rows().stream()
                        .map(row -> Arrays.asList(row.toArray(new Object[0])))
                        .toList(),
                -1);
    }
}
