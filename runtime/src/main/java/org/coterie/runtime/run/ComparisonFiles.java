package org.coterie.runtime.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.coterie.algorithms.Stability;
import org.coterie.runtime.store.AtomicFiles;
import org.coterie.runtime.store.Csv;

/** A comparison for other programs and for papers. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** One line for each configuration and metric; what does not exist is an empty cell. */
    public static void csv(Comparison comparison, Path file) {
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(
                    out, List.of("configuration", "metric", "runs", "mean", "sd", "median", "min", "max", "stability"));
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
                            cell(group.stability().map(Stability::mean).orElse(Double.NaN))));
                }
            }
        });
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
