package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Prediction;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        header = "Finds the clusters of new rows through the model of a run.",
        description =
                "Gives CSV: the name of each row, its cluster, the cluster's probability, and the confidence. The file"
                        + " needs the columns the model was trained on, in any order; others are passed over.",
        footer = {
            "  coterie predict runs/penguins new.csv",
            "  coterie predict runs/penguins/model new.csv --out clusters.csv"
        })
final class PredictCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Runs> runs;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run, or of a saved model.")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The new rows.")
    private Path rows = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the CSV there, instead of FILE-clusters.csv in the working folder.")
    private Optional<Path> file = Optional.empty();

    @Inject
    PredictCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        Prediction prediction = runs.get().predict(model, rows, file);
        String sizes = OutcomeText.sizes(prediction.sizes());
        shell.out().println(OutcomeText.rows(prediction.rows()) + ": " + sizes);
        prediction.warnings().forEach(warning -> shell.out().println("warning: " + warning));
        shell.out().println("\n" + prediction.file());
        return ExitCode.OK.code();
    }
}
