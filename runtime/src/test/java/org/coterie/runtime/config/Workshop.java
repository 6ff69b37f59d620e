package org.coterie.runtime.config;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;

/** A folder with configurations; what is said about them, without the folder's name. */
final class Workshop {
    private final Path folder;

    Workshop(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunConfig read(String text, String... overrides) {
        return new RunConfigReader(Fakes.installed()).read(file("run.conf", text), List.of(overrides));
    }

    /** The whole report about a configuration, or {@code nothing}. */
    String says(String text, String... overrides) {
        try {
            read(text, overrides);
            return "nothing";
        } catch (CoterieException e) {
            return e.kind() + "\n" + e.getMessage().replace(folder + File.separator, "") + "\n";
        }
    }
}
