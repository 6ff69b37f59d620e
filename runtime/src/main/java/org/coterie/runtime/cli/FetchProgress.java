package org.coterie.runtime.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.coterie.api.data.Catalogue.Progress;
import org.coterie.api.data.Catalogue.Step;

/** How far a download is: one line that is rewritten on a terminal, a line for each file elsewhere. */
final class FetchProgress implements Consumer<Progress>, AutoCloseable {
    private final Shell shell;
    private final boolean quiet;
    private int shown;

    FetchProgress(Shell shell, boolean quiet) {
        this.shell = shell;
        this.quiet = quiet;
    }

    @Override
    public void accept(Progress progress) {
        if (quiet) {
            return;
        }
        boolean last = progress.step() == Step.DONE || progress.step() == Step.PRESENT;
        String line = text(progress);
        if (shell.terminal()) {
            int width = Math.max(20, Screen.columns(shell) - 1);
            String cut = line.length() > width ? line.substring(0, width) : line;
            shell.err().print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
            shown = cut.length();
            if (last) {
                close();
            }
        } else if (last || progress.step() == Step.AGAIN) {
            shell.err().println(line);
        }
        shell.err().flush();
    }

    static String text(Progress progress) {
        String size = CatalogueText.size(progress.bytes());
        String state = switch (progress.step()) {
            case PRESENT -> progress.of() < 0 ? "is there already" : "is there already, " + size;
            case LOADING -> share(progress, size);
            case AGAIN -> "the connection broke at " + size + "; again";
            case CHECKING -> "checking " + size;
            case UNPACKING -> "unpacking";
            case DONE -> progress.of() < 0 ? "unpacked" : "fetched, " + size;
        };
        return progress.file() + ": " + state;
    }

    private static String share(Progress progress, String size) {
        return progress.of() <= 0
                ? size
                : String.format(
                        Locale.ROOT,
                        "%3d %%, %s of %s",
                        100 * progress.bytes() / progress.of(),
                        size,
                        CatalogueText.size(progress.of()));
    }

    /** Ends the line. */
    @Override
    public void close() {
        if (shown > 0) {
            shell.err().println();
            shown = 0;
        }
    }
}
