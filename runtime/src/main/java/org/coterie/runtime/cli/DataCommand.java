package org.coterie.runtime.cli;

import com.google.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "data",
        header = "Lists, fetches, inspects and converts data.",
        subcommands = {DataListCommand.class, DataFetchCommand.class, DataInspectCommand.class, DataConvertCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  coterie data list",
            "  coterie data fetch mnist",
            "  coterie data inspect measures.csv",
            "  coterie data convert cells.h5ad cells.npy",
            "",
            "coterie data COMMAND --help tells more of a command."
        })
final class DataCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway") // picocli fills it
    private CommandSpec spec;

    @Inject
    DataCommand(Shell shell) {
        this.shell = shell;
    }

    /** Without a command: the help, as an error. */
    @Override
    public Integer call() {
        spec.commandLine().usage(shell.err());
        return ExitCode.CONFIG.code();
    }
}
