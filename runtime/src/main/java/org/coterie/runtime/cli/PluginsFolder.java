package org.coterie.runtime.cli;

import com.google.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.coterie.api.CoterieException.Kind;
import org.coterie.api.Fault;

/** Where plugins are looked for; one for all commands. */
final class PluginsFolder {
    /** Names the folder where no option does. */
    static final String VARIABLE = "COTERIE_PLUGINS";

    private final Shell shell;

    private Optional<Path> given = Optional.empty();

    @Inject
    PluginsFolder(Shell shell) {
        this.shell = shell;
    }

    /** The folder an option names. */
    void use(Path folder) {
        given = Optional.of(folder);
    }

    /** The folder: of the option, else of the environment, else that of the installation; empty where there is none. */
    Optional<Path> find() {
        if (given.isPresent()) {
            return Optional.of(existing(given.get(), "--plugins"));
        }
        String variable = shell.variable(VARIABLE);
        if (!variable.isEmpty()) {
            return Optional.of(existing(Path.of(variable), VARIABLE));
        }
        String home = System.getProperty("coterie.home", "");
        return home.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(home, "plugins")).filter(Files::isDirectory);
    }

    private static Path existing(Path folder, String origin) {
        if (!Files.isDirectory(folder)) {
            throw Fault.of("there is no plugin folder")
                    .at(origin)
                    .got(folder)
                    .expected("a folder that exists")
                    .as(Kind.CONFIG);
        }
        return folder;
    }
}
