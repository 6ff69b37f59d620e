package org.coterie.runtime.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.coterie.algorithms.Paired;
import org.coterie.algorithms.Stability;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.runtime.report.ComparisonPage;

/** A comparison for other programs and for papers. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** One line for each configuration and metric; what does not exist is an empty cell. */
    public static void csv(Comparison comparison, Path file) {
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(
                    out,
                    List.of(
                            "configuration",
                            "metric",
                            "runs",
                            "mean",
                            "sd",
                            "median",
                            "min",
                            "max",
                            "stability",
                            "medoid"));
            for (Comparison.Group group : comparison.groups()) {
                for (String metric : comparison.metrics()) {
                    Summary s = Summary.of(group.values(metric));
                    csv.row(List.of(
                            group.name(),
                            metric,
                            s.n(),
                            cell(s.mean()),
                            cell(s.sd()),
                            cell(s.median()),
                            cell(s.min()),
                            cell(s.max()),
                            cell(group.stability().map(Stability::mean).orElse(Double.NaN)),
                            group.medoid().map(Path::toString).orElse("")));
                }
            }
        });
    }

    /** A page of its own: box plots, numbers, tests, and what papers print of the same data. */
    public static void html(Comparison comparison, String title, Path file) {
        List<ComparisonPage.Metric> metrics = comparison.metrics().stream()
                .map(metric -> new ComparisonPage.Metric(
                        title(metric),
                        comparison.groups().stream()
                                .map(group -> new ComparisonPage.Entry(group.name(), group.values(metric)))
                                .toList()))
                .toList();
        List<List<String>> quoted = comparison.quoted().stream()
                .map(one -> List.of(one.method(), title(one.metric()), three(one.value()), one.source()))
                .toList();
        new ComparisonPage(
                        title,
                        metrics,
                        numbers(comparison),
                        tests(comparison),
                        new ComparisonPage.Table(List.of("method", "metric", "value", "source"), quoted),
                        comparison.remarks())
                .write(file);
    }

    private static ComparisonPage.Table numbers(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        for (String metric : comparison.metrics()) {
            for (Comparison.Group group : comparison.groups()) {
                Summary s = Summary.of(group.values(metric));
                rows.add(List.of(
                        group.name(),
                        title(metric),
                        String.valueOf(s.n()),
                        three(s.mean()),
                        three(s.sd()),
                        three(s.median()),
                        three(s.min()),
                        three(s.max()),
                        three(group.stability().map(Stability::mean).orElse(Double.NaN)),
                        group.medoid().map(Path::toString).orElse("")));
            }
        }
        return new ComparisonPage.Table(
                List.of("configuration", "metric", "runs", "mean", "sd", "median", "min", "max", "stability", "medoid"),
                rows);
    }

    private static ComparisonPage.Table tests(Comparison comparison) {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison.Test test : comparison.tests()) {
            Optional<Paired> paired = test.paired();
            rows.add(List.of(
                    test.first() + " less " + test.second(),
                    title(test.metric()),
                    String.valueOf(paired.map(Paired::n).orElse(0)),
                    signed(paired.map(Paired::mean).orElse(Double.NaN)),
                    three(paired.map(Paired::sd).orElse(Double.NaN)),
                    p(paired.map(Paired::t).orElse(Double.NaN)),
                    p(paired.filter(found -> found.n() > 1)
                            .map(Paired::wilcoxon)
                            .orElse(Double.NaN))));
        }
        return new ComparisonPage.Table(
                List.of("configurations", "metric", "n", "difference", "sd", "t: p", "Wilcoxon: p"), rows);
    }

    private static String three(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, "%.3f", value).replace('-', '−');
    }

    private static String signed(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, "%+.3f", value).replace('-', '−');
    }

    private static String p(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static Object cell(double value) {
        return Double.isNaN(value) ? "" : (Object) value;
    }

    /** A table for a paper, by the package booktabs: mean ± standard deviation of each configuration. */
    public static void latex(Comparison comparison, Path file) {
        StringBuilder text =
                new StringBuilder("% needs \\usepackage{booktabs}; mean and standard deviation over seeds\n");
        text.append("\\begin{tabular}{l")
                .append("r".repeat(comparison.metrics().size() + 1))
                .append("}\n\\toprule\n & runs");
        comparison.metrics().forEach(metric -> text.append(" & ").append(latex(title(metric))));
        text.append(" \\\\\n\\midrule\n");
        for (Comparison.Group group : comparison.groups()) {
            StringJoiner cells = new StringJoiner(" & ", "", " \\\\\n");
            cells.add(latex(group.name())).add(String.valueOf(group.bySeed().size()));
            for (String metric : comparison.metrics()) {
                Summary s = Summary.of(group.values(metric));
                cells.add(
                        s.n() == 0
                                ? "--"
                                : s.n() == 1
                                        ? String.format(Locale.ROOT, "$%.3f$", s.mean())
                                        : String.format(Locale.ROOT, "$%.3f \\pm %.3f$", s.mean(), s.sd()));
            }
            text.append(cells);
        }
        text.append("\\bottomrule\n\\end{tabular}\n");
        AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** ACC, NMI and ARI are written large. */
    public static String title(String metric) {
        return metric.length() <= 3 ? metric.toUpperCase(Locale.ROOT) : metric;
    }

    static String latex(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> text.append("\\textbackslash{}");
                case '~' -> text.append("\\textasciitilde{}");
                case '^' -> text.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> text.append('\\').appendCodePoint(c);
                default -> text.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return text.toString();
    }
}
