package org.coterie.runtime.cli;

import com.google.inject.Inject;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command: help, version, and the option all commands share. */
@Command(
        name = "coterie",
        header = "Deep clustering: from a configuration file to clusters, scores and a model.",
        versionProvider = CoterieCommand.Version.class,
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            PredictCommand.class,
            GenerateCommand.class,
            WeightsCommand.class,
            ReportCommand.class,
            EvaluateCommand.class,
            AttributeCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            ChooseKCommand.class,
            ValidateCommand.class,
            ExplainCommand.class,
            InitCommand.class,
            DataCommand.class,
            MethodsCommand.class,
            DoctorCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  coterie run examples/penguins.conf",
            "  coterie run penguins.conf --set seed=7 --set name=again",
            "  coterie predict runs/penguins new.csv --out clusters.csv",
            "  coterie init measures.csv",
            "",
            "coterie COMMAND --help tells more of a command."
        })
final class CoterieCommand implements Callable<Integer> {
    private final Shell shell;
    private final Failures failures;
    private final PluginsFolder plugins;

    @Spec
    @SuppressWarnings("NullAway") // picocli fills it
    private CommandSpec spec;

    @Inject
    CoterieCommand(Shell shell, Failures failures, PluginsFolder plugins) {
        this.shell = shell;
        this.failures = failures;
        this.plugins = plugins;
    }

    @Option(
            names = {"-h", "--help"},
            order = 100, // those of each command come first, and Java keeps no order of methods
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            order = 101,
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean version;

    @Option(
            names = "--stack-trace",
            order = 103,
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error came from; so does COTERIE_STACK_TRACE=1.")
    void stackTrace(boolean wanted) {
        if (wanted) {
            failures.showTraces();
        }
    }

    @Option(
            names = "--plugins",
            order = 102,
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of plugin jars, instead of COTERIE_PLUGINS or the installation's own.")
    void plugins(Path folder) {
        plugins.use(folder);
    }

    /** Without a command: the help, as an error. */
    @Override
    public Integer call() {
        spec.commandLine().usage(shell.err());
        return ExitCode.CONFIG.code();
    }

    /** The versions of the program and of Java. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"coterie " + ours(), "Java " + Runtime.version()};
        }

        static String ours() {
            return Optional.ofNullable(Main.class.getModule().getDescriptor())
                    .flatMap(ModuleDescriptor::rawVersion)
                    .orElse("of unknown version");
        }
    }
}
