package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.model.store.AtomicFiles;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.DataFile;
import org.coterie.runtime.run.Starter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        header = "Writes a first configuration for a data file.",
        description =
                "It looks into the file, sets what it sees and explains it; what it can only guess, such as the column"
                        + " of known classes, stands there as a comment. A file is never replaced.",
        footer = {"  coterie init measures.csv", "  coterie init cells.h5ad cells.conf && coterie run cells.conf"})
final class InitCommand implements Callable<Integer> {
    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A file, or a folder where the format is one of folders.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONF",
            description = "The configuration to write, in the place of FILE.conf in the working folder.")
    private Optional<Path> conf = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the section data, as in --set label=last. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Inject
    InitCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        Path out = conf.orElseGet(() -> named(file));
        if (Files.exists(out)) {
            throw Fault.of("a file of that name is there already")
                    .at(out.toString())
                    .advise("name another one: coterie init " + file + " OTHER.conf")
                    .as(Kind.CONFIG);
        }
        DataFile read = DataFile.read(installed.get(), file, List.copyOf(settings), true);
        String text = Starter.text(installed.get(), read, List.copyOf(settings), out);
        AtomicFiles.write(out, text.getBytes(StandardCharsets.UTF_8));
        shell.out().println(SurveyText.size(read.data()) + "\n\n" + out);
        return ExitCode.OK.code();
    }

    /** {@code folder/flowers.csv.gz} gives {@code flowers.conf}. */
    private static Path named(Path file) {
        String name = String.valueOf(file.toAbsolutePath().normalize().getFileName());
        int dot = name.indexOf('.', 1);
        return Path.of((dot < 0 ? name : name.substring(0, dot)) + ".conf");
    }
}
