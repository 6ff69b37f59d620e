package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.model.store.NdArray;
import org.coterie.runtime.run.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "weights",
        header = "Lists the parameters of a model, and writes them as NPZ.",
        description =
                "By path, with shapes. numpy.load opens the file, and `weights = FILE` in a configuration starts from it.",
        footer = {"  coterie weights runs/penguins", "  coterie weights runs/penguins --out penguins.npz"})
final class WeightsCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Runs> runs;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run, or of a saved model.")
    private Path model = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Write them there, as .npz.")
    private Optional<Path> file = Optional.empty();

    @Inject
    WeightsCommand(Shell shell, Provider<Runs> runs) {
        this.shell = shell;
        this.runs = runs;
    }

    @Override
    public Integer call() {
        Map<String, NdArray> arrays = runs.get().weights(model, file);
        int width = arrays.keySet().stream().mapToInt(String::length).max().orElse(1);
        arrays.forEach((path, array) -> shell.out()
                .println(String.format(Locale.ROOT, "%-" + width + "s  %s", path, Arrays.toString(array.shape()))));
        file.ifPresent(out -> shell.out().println("\n" + out));
        return ExitCode.OK.code();
    }
}
