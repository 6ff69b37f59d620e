package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.Conversion;
import org.coterie.runtime.run.DataFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        header = "Writes a data file as NumPy's .npy, in float32.",
        description =
                "Names, classes and annotations of the rows go into OUT.labels.csv beside it. Files of those names are"
                        + " replaced.",
        footer = {
            "  coterie data convert measures.csv measures.npy --set label=species",
            "  coterie data convert cells.h5ad cells.npy"
        })
final class DataConvertCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A file, or a folder where the format is one of folders.")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write; its name ends in .npy.")
    private Path out = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the section data, as in --set label=last. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Inject
    DataConvertCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        if (!out.toString().endsWith(".npy")) {
            throw Fault.of("the name of the file to write does not end in .npy")
                    .got(out)
                    .expected("OUT.npy; other formats are not written")
                    .as(Kind.CONFIG);
        }
        DataFile read = DataFile.read(installed.get(), file, List.copyOf(settings), false);
        read.suggestions()
                .forEach(s -> shell.err().println("read with " + s.key() + " = " + s.value() + ": " + s.reason()));
        shell.out().println(SurveyText.size(read.data()) + "\n\n" + out);
        Conversion.write(read.data(), out).ifPresent(beside -> shell.out().println(beside));
        return ExitCode.OK.code();
    }
}
