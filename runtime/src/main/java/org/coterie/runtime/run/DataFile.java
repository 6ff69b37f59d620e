package org.coterie.runtime.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.DataFormat.Suggestion;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.config.DefaultFormat;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledService;

/**
 * A file that no configuration describes: its format, what that suggests for it, and its rows.
 *
 * @param path the file, or the folder
 * @param format the format it is read in
 * @param suggestions what the format suggested and was followed
 * @param data what was read
 */
public record DataFile(Path path, InstalledService<DataFormat> format, List<Suggestion> suggestions, Dataset data) {

    /** Copies the list. */
    public DataFile {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * Reads a file.
     *
     * @param overrides {@code key=value} of the section {@code data}; they stand above suggestions
     * @param guess whether to follow guesses too, or only what the file cannot be read without
     */
    public static DataFile read(Installed installed, Path path, List<String> overrides, boolean guess) {
        if (!Files.exists(path)) {
            throw Fault.of("there is no such file").at(path.toString()).as(Kind.DATA);
        }
        InstalledService<DataFormat> format = DefaultFormat.choose(installed, path, overrides);
        List<Suggestion> all = suggested(format, path).stream()
                .filter(s -> guess || s.needed())
                .filter(s -> overrides.stream().noneMatch(set -> set.matches("\\s*" + s.key() + "\\s*=(?s).*")))
                .toList();
        List<Suggestion> last = new ArrayList<>();
        for (Suggestion suggestion : all) {
            last.removeIf(earlier -> earlier.key().equals(suggestion.key()));
            last.add(suggestion);
        }
        List<String> settings = new ArrayList<>();
        last.forEach(s -> settings.add(s.key() + "=" + s.value()));
        settings.addAll(overrides);
        settings.removeIf(set -> set.matches("\\s*format\\s*=(?s).*"));
        Dataset data = DefaultFormat.of(installed, format.id(), path, settings).open();
        return new DataFile(path, format, last, data);
    }

    /** The suggestion for a key. */
    public Optional<Suggestion> suggestion(String key) {
        return suggestions.stream().filter(s -> s.key().equals(key)).findFirst();
    }

    /** A format that fails to suggest something suggests nothing; opening the file tells what is wrong. */
    private static List<Suggestion> suggested(InstalledService<DataFormat> format, Path path) {
        try {
            return format.service().suggest(path);
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }
}
