package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        header = "Makes the page and the figures of a run anew.",
        description =
                "Writes report.html and figures/ into the folder of the run. Where its data or its model are gone, the page"
                        + " says so and shows the rest.",
        footer = "  coterie report runs/penguins")
final class ReportCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Runs> runs;

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder = Path.of("");

    @Inject
    ReportCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        shell.out().println(runs.get().report(folder));
        return ExitCode.OK.code();
    }
}
