package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Drawing;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        header = "Draws new rows of a cluster from the model of a run.",
        description =
                "Gives CSV: the cluster, and the columns of the data as the transforms of the run prepared them (scaled"
                        + " data come out scaled). For methods whose model has a readout generate: one that takes a"
                        + " cluster and standard normal noise.",
        footer = {
            "  coterie generate runs/moesimvae-digits --cluster 3 --count 100",
            "  coterie generate runs/moesimvae-digits --cluster 3 --count 9 --between"
        })
final class GenerateCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Runs> runs;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run, or of a saved model.")
    private Path model = Path.of("");

    @Option(names = "--cluster", paramLabel = "C", description = "Of this cluster, from 0; of all unless given.")
    private Optional<Integer> cluster = Optional.empty();

    @Option(names = "--count", paramLabel = "N", description = "Rows of each cluster; 100 unless given.")
    private int count = 100;

    @Option(names = "--seed", paramLabel = "SEED", description = "Where the noise begins; 0 unless given.")
    private long seed;

    @Option(
            names = "--between",
            description = "Rows along the line between two draws of the cluster, instead of a draw for each.")
    private boolean between;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the CSV there, instead of generated.csv in the working folder.")
    private Path file = Path.of("generated.csv");

    @Inject
    GenerateCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        OptionalInt which = cluster.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        int rows = runs.get().generate(model, new Drawing(which, count, seed, between), file);
        shell.out().println(OutcomeText.rows(rows) + "\n\n" + file);
        return ExitCode.OK.code();
    }
}
