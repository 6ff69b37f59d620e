package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Prediction;
import org.coterie.runtime.run.Runs;
import org.coterie.runtime.store.AtomicFiles;
import org.coterie.runtime.store.IoFaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        description = {
            "Finds the clusters of new rows through the model of a run.%n",
            "Gives CSV: the name of each row, its cluster, the cluster's probability, and the confidence. The file"
                    + " needs the columns the model was trained on, in any order; others are passed over."
        },
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  coterie predict runs/penguins new.csv > clusters.csv",
            "  coterie predict runs/penguins/model new.csv --out clusters.csv"
        })
final class PredictCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Runs> runs;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run, or of a saved model.")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "The new rows.")
    private Path rows = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Write the CSV there instead of printing it.")
    private Optional<Path> file = Optional.empty();

    @Inject
    PredictCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        if (file.isPresent()) {
            tell(runs.get().predict(model, rows, file), shell.out());
            shell.out().println(file.get());
            return ExitCode.OK.code();
        }
        Path folder = temporary();
        try {
            Path csv = folder.resolve("clusters.csv");
            Prediction prediction = runs.get().predict(model, rows, Optional.of(csv));
            copy(csv);
            tell(prediction, shell.err());
        } finally {
            AtomicFiles.delete(folder);
        }
        return ExitCode.OK.code();
    }

    private static void tell(Prediction prediction, PrintStream to) {
        to.println(OutcomeText.rows(prediction.rows()) + ": " + OutcomeText.sizes(prediction.sizes()));
        prediction.warnings().forEach(warning -> to.println("warning: " + warning));
    }

    private void copy(Path csv) {
        try {
            Files.copy(csv, shell.out());
            shell.out().flush();
        } catch (IOException e) {
            throw IoFaults.cannotRead(csv, e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("coterie");
        } catch (IOException e) {
            throw IoFaults.cannotWrite(Path.of(System.getProperty("java.io.tmpdir", "")), e);
        }
    }
}
