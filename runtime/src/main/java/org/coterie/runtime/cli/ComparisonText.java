package org.coterie.runtime.cli;

import java.util.List;
import java.util.Locale;
import org.coterie.algorithms.Paired;
import org.coterie.runtime.run.Comparison;
import org.coterie.runtime.run.ComparisonFiles;
import org.coterie.runtime.run.Summary;

/** A comparison of runs as tables: one for each metric, then the tests. */
final class ComparisonText {
    private ComparisonText() {}

    static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        for (String metric : comparison.metrics()) {
            Columns columns = new Columns();
            columns.row(
                    List.of(ComparisonFiles.title(metric), "runs", "mean", "sd", "median", "min", "max", "stability"));
            for (Comparison.Group group : comparison.groups()) {
                Summary s = Summary.of(group.values(metric));
                columns.row(List.of(
                        group.name(),
                        String.valueOf(s.n()),
                        number(s.mean()),
                        number(s.sd()),
                        number(s.median()),
                        number(s.min()),
                        number(s.max()),
                        number(group.stability().map(found -> found.mean()).orElse(Double.NaN))));
            }
            text.append(columns).append('\n');
        }
        if (!comparison.tests().isEmpty()) {
            Columns columns = new Columns();
            columns.row(List.of("paired by seed", "metric", "n", "difference", "sd", "t: p", "Wilcoxon: p"));
            for (Comparison.Test test : comparison.tests()) {
                String who = test.first() + " less " + test.second();
                String metric = ComparisonFiles.title(test.metric());
                columns.row(
                        test.paired().isEmpty()
                                ? List.of(who, metric, "0", "-", "-", "-", "-")
                                : row(who, metric, test.paired().get()));
            }
            text.append(columns).append('\n');
        }
        comparison
                .groups()
                .forEach(group -> group.medoid()
                        .ifPresent(run -> text.append("medoid of ")
                                .append(group.name())
                                .append(": ")
                                .append(run)
                                .append('\n')));
        comparison.remarks().forEach(remark -> text.append(remark).append('\n'));
        text.append("sd over seeds; stability: mean ARI between runs of other seeds; Wilcoxon's test is exact\n");
        if (comparison.groups().stream().anyMatch(group -> group.medoid().isPresent())) {
            text.append("medoid: the run most like those of the other seeds, a choice that needs no labels\n");
        }
        return text.toString();
    }

    private static List<String> row(String who, String metric, Paired paired) {
        boolean one = paired.n() == 1;
        return List.of(
                who,
                metric,
                String.valueOf(paired.n()),
                String.format(Locale.ROOT, "%+.3f", paired.mean()),
                number(paired.sd()),
                p(paired.t()),
                one ? "-" : p(paired.wilcoxon()));
    }

    private static String p(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
