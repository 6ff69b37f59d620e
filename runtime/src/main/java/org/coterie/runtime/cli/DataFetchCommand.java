package org.coterie.runtime.cli;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.Catalogue;
import org.coterie.api.data.Catalogue.Checksum;
import org.coterie.runtime.plugins.Installed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fetch",
        header = "Downloads a public data set, or takes it from a mirror.",
        description =
                "Prints the paths of its files. Each is checked before it is put into its place; what is there already"
                        + " is not loaded again, and a broken download goes on where it broke.",
        footer = {
            "  coterie data fetch mnist",
            "  coterie data fetch mnist --into data --mirror /media/usb",
            "  coterie data fetch pbmc-3k --trust-unverified",
            "  coterie init $(coterie data fetch allaml)"
        })
final class DataFetchCommand implements Callable<Integer> {
    /** Names the folder where no option does. */
    static final String FOLDER = "COTERIE_DATA";
    /** Names the mirror where no option does. */
    static final String MIRROR = "COTERIE_MIRROR";

    private final Shell shell;
    private final Provider<Installed> installed;

    @Parameters(paramLabel = "NAME", description = "A data set; coterie data list has them.")
    private String name = "";

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "The folder of all data sets, in the place of COTERIE_DATA or ~/.cache/coterie/data.")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = "--mirror",
            paramLabel = "PLACE",
            description = "A folder or an address that has the files, in the place of COTERIE_MIRROR or the public"
                    + " addresses. In a folder they are found by name or by checksum.")
    private Optional<String> mirror = Optional.empty();

    @Option(
            names = "--checksum",
            paramLabel = "[FILE=]SUM",
            description = "What a file must have: sha256:HEX, sha1:HEX, md5:HEX or git-blob:HEX. May be repeated.")
    private List<String> checksums = new ArrayList<>();

    @Option(names = "--trust-unverified", description = "Take files of which no checksum is known.")
    private boolean trust;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Inject
    DataFetchCommand(Shell shell, Provider<Installed> installed) {
        this.shell = shell;
        this.installed = installed;
    }

    @Override
    public Integer call() {
        DataListCommand.Catalogues all = new DataListCommand.Catalogues(installed.get());
        Catalogue catalogue = all.having(name);
        Catalogue.Order order =
                new Catalogue.Order(into.orElseGet(() -> folder(shell)), mirror(), checksums(all.entry(name)), trust);
        List<Path> files;
        try (FetchProgress progress = new FetchProgress(shell, quiet)) {
            files = catalogue.fetch(name, order, progress);
        }
        files.forEach(file -> shell.out().println(file));
        return ExitCode.OK.code();
    }

    /** Of the environment, else where desktops keep what can be loaded again. */
    static Path folder(Shell shell) {
        if (!shell.variable(FOLDER).isBlank()) {
            return Path.of(shell.variable(FOLDER));
        }
        String cache = shell.variable("XDG_CACHE_HOME");
        Path base = cache.isBlank() || !Path.of(cache).isAbsolute()
                ? Path.of(System.getProperty("user.home", "."), ".cache")
                : Path.of(cache);
        return base.resolve("coterie").resolve("data");
    }

    private Optional<String> mirror() {
        return mirror.or(() -> Optional.of(shell.variable(MIRROR))).filter(place -> !place.isBlank());
    }

    private Map<String, Checksum> checksums(Catalogue.Entry entry) {
        Map<String, Checksum> said = new LinkedHashMap<>();
        for (String text : checksums) {
            int equals = text.indexOf('=');
            boolean alone = equals < 0 && entry.downloads().size() == 1;
            Optional<Checksum> sum = Checksum.parse(text.substring(equals + 1));
            if (sum.isEmpty() || (equals < 0 && !alone)) {
                throw Fault.of(sum.isEmpty() ? "not a checksum" : "which file is meant?")
                        .at("--checksum")
                        .got(text)
                        .expected(
                                sum.isEmpty()
                                        ? "sha256: and 64 hexadecimal digits, or sha1:, md5:, git-blob:"
                                        : "FILE=" + text)
                        .as(Kind.CONFIG);
            }
            said.put(alone ? entry.downloads().get(0).file() : text.substring(0, equals), sum.get());
        }
        return said;
    }
}
