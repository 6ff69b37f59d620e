package org.coterie.runtime.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The configuration a command works on, and what is changed in it. */
final class ConfigFile {
    @Parameters(paramLabel = "CONFIG", description = "The configuration of the run, a HOCON file.")
    private Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a setting, as in --set seed=7. May be repeated.")
    private List<String> overrides = new ArrayList<>();

    /** The configuration, checked; all its problems come as one exception. */
    RunConfig read(RunConfigReader reader) {
        return reader.read(file, List.copyOf(overrides));
    }
}
