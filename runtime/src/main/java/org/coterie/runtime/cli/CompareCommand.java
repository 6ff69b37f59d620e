package org.coterie.runtime.cli;

import com.google.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Comparison;
import org.coterie.runtime.run.ComparisonFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        header = "Sets finished runs side by side, over their seeds.",
        description =
                "Runs that differ in nothing but seed and name are one configuration. Configurations are compared by"
                        + " tests paired by seed, and k-means stands beside.",
        footer = {
            "  coterie compare runs/digits*",
            "  coterie compare runs/a runs/a-2 runs/b runs/b-2 --csv ab.csv --latex ab.tex",
            "  coterie compare runs/digits* --html digits.html",
            "  coterie compare runs/digits* --metrics acc,ami,silhouette"
        })
final class CompareCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "The folders of the runs.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAMES",
            description = "Names in metrics.json, instead of acc,nmi,ari.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the table as CSV, too.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--latex", paramLabel = "FILE", description = "Write the table for LaTeX, too.")
    private Optional<Path> latex = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with box plots, too; one file that needs nothing else.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--force", description = "Compare runs on different data all the same.")
    private boolean force;

    @Inject
    CompareCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Comparison comparison = Comparison.of(folders, metrics, force);
        shell.out().print(ComparisonText.of(comparison));
        csv.ifPresent(file -> ComparisonFiles.csv(comparison, file));
        latex.ifPresent(file -> ComparisonFiles.latex(comparison, file));
        html.ifPresent(file -> ComparisonFiles.html(comparison, title(), file));
        csv.ifPresent(file -> shell.out().println("\n" + file));
        latex.ifPresent(file -> shell.out().println("\n" + file));
        html.ifPresent(file -> shell.out().println("\n" + file));
        return ExitCode.OK.code();
    }

    private String title() {
        return folders.size() == 1 ? "One run" : folders.size() + " runs";
    }
}
