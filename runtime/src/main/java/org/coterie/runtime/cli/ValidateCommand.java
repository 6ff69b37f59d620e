package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.Explanation;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        header = "Checks a configuration and reports all problems at once.",
        description = "Opens no data, unless asked.",
        footer = {"  coterie validate penguins.conf", "  coterie validate penguins.conf --data --set seed=7"})
final class ValidateCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<RunConfigReader> reader;
    private final Provider<Runs> runs;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--data", description = "Check the data as well, and that the method fits them.")
    private boolean data;

    @Inject
    ValidateCommand(Shell shell, Provider<RunConfigReader> reader, Provider<Runs> runs) {
        this.shell = shell;
        this.reader = reader;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        RunConfig config = file.read(reader.get());
        String summary = summary(config);
        if (data) {
            Explanation explanation = runs.get().explain(config);
            summary += "; " + OutcomeText.rows(explanation.rows()) + " of "
                    + OutcomeText.count(explanation.features().width(), "feature");
        }
        shell.out().println(summary);
        return ExitCode.OK.code();
    }

    private static String summary(RunConfig config) {
        StringJoiner parts = new StringJoiner(", ", "ok: " + config.name() + ": ", "");
        parts.add(config.method().installed().id() + " (" + config.method().preset() + ")");
        parts.add("data " + config.data().format());
        config.transforms().forEach(transform -> parts.add(transform.id()));
        parts.add("seed " + config.seed());
        return parts.toString();
    }
}
