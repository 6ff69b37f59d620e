package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.coterie.runtime.run.Outcome;

/** The result of a run as people and scripts read it: scores beside k-means', and in the last line the folder. */
final class OutcomeText {
    private static final Set<String> SCORES = new LinkedHashSet<>(List.of("acc", "nmi", "ari"));

    private static final int MOST_SIZES = 12;

    private OutcomeText() {}

    static String of(Outcome outcome, String method) {
        StringBuilder text = new StringBuilder();
        if (outcome.scores().isEmpty()) {
            text.append("no labels: the clusters cannot be compared with known classes\n");
        } else {
            text.append(scores(outcome, method));
        }
        text.append('\n').append(sizes(outcome));
        text.append(String.format(Locale.ROOT, ", in %.1f s\n", outcome.seconds()));
        Columns reports = new Columns();
        outcome.reports().forEach((name, value) -> reports.row(List.of(name, number(value))));
        text.append(reports);
        outcome.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.append('\n').append(outcome.folder()).append('\n').toString();
    }

    private static String scores(Outcome outcome, String method) {
        Set<String> names = new LinkedHashSet<>(SCORES);
        names.addAll(outcome.scores().keySet());
        List<String> head = new ArrayList<>(List.of(""));
        names.forEach(name -> head.add(name.toUpperCase(Locale.ROOT)));
        return new Columns()
                .row(head)
                .row(row(method, outcome.scores(), names))
                .row(row("k-means", outcome.kmeans(), names))
                .toString();
    }

    private static List<String> row(String name, Map<String, Double> scores, Set<String> names) {
        List<String> row = new ArrayList<>(List.of(name));
        names.forEach(score -> row.add(number(scores.getOrDefault(score, Double.NaN))));
        return row;
    }

    /** A score or another number of moderate size. */
    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** The sizes; rows marked as noise stand behind those of the last cluster. */
    private static String sizes(Outcome outcome) {
        List<Integer> sizes = outcome.sizes();
        int clusters = Math.min(outcome.clusters(), sizes.size());
        int noise = sizes.subList(clusters, sizes.size()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return sizes(sizes.subList(0, clusters)) + (noise == 0 ? "" : ", " + rows(noise) + " of noise");
    }

    /** {@code 3 clusters: 151, 119 and 63 rows}; of many clusters the least and the greatest. */
    static String sizes(List<Integer> sizes) {
        String clusters = count(sizes.size(), "cluster") + ": ";
        int last = sizes.size() - 1;
        if (last <= 0) {
            return clusters + rows(sizes.stream().mapToInt(Integer::intValue).sum());
        }
        if (sizes.size() > MOST_SIZES) {
            return clusters + Collections.min(sizes) + " to " + Collections.max(sizes) + " rows each";
        }
        String first = sizes.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return clusters + first + " and " + sizes.get(last) + " rows";
    }

    static String rows(int rows) {
        return count(rows, "row");
    }

    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
