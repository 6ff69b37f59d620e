package org.coterie.runtime.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.DataFormat;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledService;

/**
 * Which format a file has: {@code data.format = auto}. Every format is asked; what none of them claims is CSV where its
 * name says so, for text has no mark to be recognised by.
 *
 * @param installed what can be asked
 */
public record FormatChoice(Installed installed) {
    /** The value of {@code data.format} that asks the formats. */
    public static final String AUTO = "auto";

    private static final String TEXT = "csv";
    private static final String SHIPPED = "shipped:";
    private static final Pattern TEXT_NAME = Pattern.compile("(?is).*\\.(csv|tsv|tab|txt|data)(\\.gz)?");

    /** The format of a file. Throws {@code CONFIG} where none recognises it, or several do. */
    public InstalledService<DataFormat> of(Path file) {
        return of(file.toString(), Path.of(""));
    }

    /**
     * The format of what {@code data.file} names. A blank name is left to CSV, which says what is wrong with it.
     *
     * @param file the value as written
     * @param base the folder it starts from
     */
    InstalledService<DataFormat> of(String file, Path base) {
        Optional<InstalledService<DataFormat>> text = installed.format(TEXT);
        if (text.isPresent() && (file.isBlank() || file.startsWith(SHIPPED))) {
            return text.get();
        }
        Optional<Path> path = path(file, base);
        List<InstalledService<DataFormat>> claiming =
                path.map(this::recognising).orElse(List.of());
        if (claiming.size() > 1) {
            throw Fault.of("several formats recognise this file")
                    .got(file)
                    .expected("one of " + ids(claiming))
                    .advise("say which: data.format = " + claiming.get(0).id())
                    .as(Kind.CONFIG);
        }
        if (claiming.size() == 1) {
            return claiming.get(0);
        }
        return text.filter(csv -> TEXT_NAME.matcher(file).matches())
                .orElseThrow(() ->
                        unknown(file, path.filter(Files::exists).isPresent()).as(Kind.CONFIG));
    }

    /** Whether a file can be of a format: nothing tells of another one. */
    public boolean mayBe(String id, Path file) {
        List<InstalledService<DataFormat>> claiming = recognising(file);
        return claiming.isEmpty()
                ? id.equals(TEXT) || !TEXT_NAME.matcher(file.toString()).matches()
                : claiming.stream().anyMatch(format -> format.id().equals(id));
    }

    /** Those that recognise a file; of none that fails, for its author's mistake is not this file's. */
    private List<InstalledService<DataFormat>> recognising(Path file) {
        return installed.formats().stream()
                .filter(format -> recognises(format.service(), file))
                .toList();
    }

    private static boolean recognises(DataFormat format, Path file) {
        try {
            return format.recognises(file);
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private Fault unknown(String file, boolean exists) {
        Fault fault = Fault.of(
                        exists
                                ? "no installed format recognises this file"
                                : "there is no such file, and its name does not tell its format")
                .got(file)
                .expected("a file of " + ids(installed.formats()));
        return fault.advise(
                exists ? "if it is one of these, say which with data.format" : "correct the name of the file");
    }

    private static Optional<Path> path(String file, Path base) {
        try {
            return Optional.of(base.resolve(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String ids(List<InstalledService<DataFormat>> formats) {
        return formats.isEmpty()
                ? "a format, of which none is installed"
                : Expected.oneOf(formats.stream().map(InstalledService::id).toList());
    }
}
