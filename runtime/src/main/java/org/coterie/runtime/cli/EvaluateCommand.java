package org.coterie.runtime.cli;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Judged;
import org.coterie.runtime.run.LaterLabels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        header = "Scores the clusters of a run against labels from a file.",
        description =
                "Rows are matched by name where the file has a column with all names of assignments.csv, else by order. Empty"
                        + " cells and NA are unknown classes, and left out. Noise counts as one more cluster.",
        footer = {
            "  coterie evaluate runs/penguins --labels species.csv",
            "  coterie evaluate runs/cells --labels cells.csv --column type --id barcode",
            "  coterie evaluate runs/penguins --labels species.csv --json"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder = Path.of("");

    @Option(names = "--labels", required = true, paramLabel = "FILE", description = "A CSV file with a header.")
    private Path labels = Path.of("");

    @Option(names = "--column", paramLabel = "NAME", description = "The column of the labels.")
    private Optional<String> column = Optional.empty();

    @Option(names = "--id", paramLabel = "NAME", description = "The column of row names.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--json", description = "Print JSON, instead of a table.")
    private boolean json;

    @Inject
    EvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Judged judged = LaterLabels.judge(folder, labels, column, id);
        shell.out().print(json ? LaterLabels.json(judged) : text(judged));
        return ExitCode.OK.code();
    }

    private static String text(Judged judged) {
        boolean beside = !judged.kmeans().isEmpty();
        Columns columns = new Columns();
        columns.row(beside ? List.of("", "method", "k-means") : List.of("", "method"));
        judged.method()
                .forEach((name, value) -> columns.row(
                        beside
                                ? List.of(
                                        name,
                                        number(value),
                                        number(judged.kmeans().getOrDefault(name, Double.NaN)))
                                : List.of(name, number(value))));
        StringBuilder text = new StringBuilder(columns.toString());
        text.append('\n')
                .append(OutcomeText.rows(judged.rows()))
                .append(" of ")
                .append(judged.classes() == 1 ? "1 class" : judged.classes() + " classes")
                .append(" (")
                .append(judged.labels())
                .append("), matched ")
                .append(judged.matched())
                .append('\n');
        if (judged.unlabelled() > 0) {
            text.append(OutcomeText.rows(judged.unlabelled())).append(" without a label, left out\n");
        }
        if (judged.unused() > 0) {
            text.append(OutcomeText.count(judged.unused(), "label")).append(" of rows the run does not have\n");
        }
        if (judged.noise() > 0) {
            text.append(OutcomeText.rows(judged.noise())).append(" of noise, counted as one more cluster\n");
        }
        if (!beside) {
            text.append("no baseline.csv: this run did not keep the clusters of k-means\n");
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
