package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.Outcome;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        header = "Clusters data as a configuration says.",
        description =
                "Prints the scores beside those of k-means, and last the folder of the run, which holds the clusters of"
                        + " all rows and the model. Ctrl-C finishes the step, writes a checkpoint and says how to resume.",
        footer = {
            "  coterie run examples/penguins.conf",
            "  coterie run penguins.conf --set seed=7 --set name=again",
            "  folder=$(coterie run penguins.conf --quiet | tail -n 1)"
        })
final class RunCommand implements Callable<Integer> {
    private final Shell shell;
    private final Interruption interruption;
    private final Provider<RunConfigReader> reader;
    private final Provider<Runs> runs;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Mixin
    private final Progress progress = new Progress();

    @Inject
    RunCommand(Shell shell, Interruption interruption, Provider<RunConfigReader> reader, Provider<Runs> runs) {
        this.shell = shell;
        this.interruption = interruption;
        this.reader = reader;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        RunConfig config = file.read(reader.get());
        interruption.watch();
        Outcome outcome = runs.get().run(config, progress.listeners(shell), interruption::asked);
        shell.out().print(OutcomeText.of(outcome, progress.method()));
        return ExitCode.OK.code();
    }
}
