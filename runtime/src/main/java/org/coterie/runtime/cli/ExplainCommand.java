package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.model.store.AtomicFiles;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.run.Explanation;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        header = "Shows what a run would do, without training.",
        description =
                "All settings, the composed architecture with shapes and numbers of parameters, the stages, and the"
                        + " memory it takes, estimated. Reads the data, for they decide the sizes.",
        footer = {"  coterie explain penguins.conf", "  coterie explain penguins.conf --svg penguins.svg"})
final class ExplainCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<RunConfigReader> reader;
    private final Provider<Runs> runs;

    @Mixin
    private final ConfigFile file = new ConfigFile();

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the architecture as a drawing, too.")
    private Optional<Path> svg = Optional.empty();

    @Option(
            names = "--graph",
            paramLabel = "FILE",
            description = "Write the graph that would be trained, too, as a .pb file for TensorBoard or Netron.")
    private Optional<Path> graph = Optional.empty();

    @Inject
    ExplainCommand(Shell shell, Provider<RunConfigReader> reader, Provider<Runs> runs) {
        this.shell = shell;
        this.reader = reader;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        RunConfig config = file.read(reader.get());
        Explanation explanation = runs.get().explain(config);
        shell.out().print(TextDrawing.of(explanation));
        if (svg.isPresent()) {
            AtomicFiles.write(svg.get(), SvgDrawing.of(explanation).getBytes(StandardCharsets.UTF_8));
            shell.out().println("\n" + svg.get());
        }
        graph.ifPresent(pb -> {
            runs.get().graph(config, pb);
            shell.out().println("\n" + pb);
        });
        return ExitCode.OK.code();
    }
}
