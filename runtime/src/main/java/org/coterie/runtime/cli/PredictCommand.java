package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.Arrays;
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
            "  coterie predict runs/penguins/model new.csv --out clusters.csv",
            "  coterie predict runs/penguins new.csv --tensor relu --out tensor.npy"
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

    @Option(names = "--id", paramLabel = "COLUMN", description = "The column of row names, if not that of the run.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--tensor",
            paramLabel = "NAME",
            description =
                    "Instead of clusters, something computed on the way, as .npy; an unknown name lists those there"
                            + " are.")
    private Optional<String> tensor = Optional.empty();

    @Option(
            names = "--readout",
            paramLabel = "NAME",
            description = "With --tensor: on the way to what; assign unless given.")
    private String readout = "assign";

    @Inject
    PredictCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        if (tensor.isPresent()) {
            Path npy = file.orElse(Path.of("tensor.npy"));
            long[] shape = runs.get().tensor(model, rows, id, readout, tensor.get(), npy);
            shell.out().println(tensor.get() + " " + Arrays.toString(shape) + "\n\n" + npy);
            return ExitCode.OK.code();
        }
        Prediction prediction = runs.get().predict(model, rows, id, file);
        String sizes = OutcomeText.sizes(prediction.sizes());
        shell.out().println(OutcomeText.rows(prediction.rows()) + ": " + sizes);
        prediction.warnings().forEach(warning -> shell.out().println("warning: " + warning));
        shell.out().println("\n" + prediction.file());
        return ExitCode.OK.code();
    }
}
