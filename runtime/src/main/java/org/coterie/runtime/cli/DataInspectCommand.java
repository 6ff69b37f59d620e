package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.DataFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        header = "Tells what is in a data file.",
        description =
                "Format, rows, columns, values, classes and what else is known of the rows. Where the format guesses"
                        + " settings for the file, they are followed and shown.",
        footer = {
            "  coterie data inspect measures.csv",
            "  coterie data inspect measures.csv --set label=species --set missing=drop"
        })
final class DataInspectCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(paramLabel = "FILE", description = "A file, or a folder where the format is one of folders.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the section data, as in --set format=csv. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Inject
    DataInspectCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        shell.out().print(SurveyText.of(DataFile.read(installed.get(), file, List.copyOf(settings), true)));
        return ExitCode.OK.code();
    }
}
