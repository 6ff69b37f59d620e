package org.coterie.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What broken methods leave behind in the process and its folder, put right again. */
final class Remains {
    private final Locale locale = Locale.getDefault();
    private final PrintStream out = System.out;
    private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    void restore() throws IOException {
        Misdeeds.undo();
        System.setOut(out);
        Locale.setDefault(locale);
        Thread.setDefaultUncaughtExceptionHandler(handler);
        System.clearProperty("small.fits");
        Small.STARTED.forEach(Thread::interrupt);
        Small.STARTED.clear();
        try (Stream<Path> files = Files.list(Path.of(""))) {
            List<Path> left =
                    files.filter(f -> f.toString().matches("small-\\d+\\.tmp")).toList();
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }
}
