package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Outcome;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        header = "Goes on with a stopped or killed run from its last checkpoint.",
        description = "It ends with the bits the unbroken run would have given, at the same number of threads.",
        footer = "  coterie resume runs/penguins")
final class ResumeCommand implements Callable<Integer> {
    private final Shell shell;
    private final Interruption interruption;
    private final Provider<Runs> runs;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder = Path.of("");

    @Mixin
    private final Progress progress = new Progress();

    @Inject
    ResumeCommand(Shell shell, Interruption interruption, Provider<Runs> runs) {
        this.shell = shell;
        this.interruption = interruption;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        interruption.watch();
        Outcome outcome = runs.get().resume(folder, progress.listeners(shell), interruption::asked);
        shell.out().print(OutcomeText.of(outcome, progress.method()));
        return ExitCode.OK.code();
    }
}
