package org.coterie.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.stream.Stream;

/** 8xx: a method is a guest in somebody's process. */
final class Manners {

    private Manners() {}

    static List<Check> checks() {
        return List.of(
                Check.required(801, "a fit prints nothing", trial -> {
                    PrintStream out = System.out;
                    PrintStream err = System.err;
                    ByteArrayOutputStream said = new ByteArrayOutputStream();
                    try (PrintStream heard = new PrintStream(said, true, StandardCharsets.UTF_8)) {
                        System.setOut(heard);
                        System.setErr(heard);
                        trial.fit(trial.data(), 1).close();
                    } finally {
                        System.setOut(out);
                        System.setErr(err);
                    }
                    String text = said.toString(StandardCharsets.UTF_8);
                    Claim.that(text.isEmpty(), "printed: " + text);
                }),
                Check.required(802, "a fit leaves system properties alone", trial -> {
                    Properties before = (Properties) System.getProperties().clone();
                    trial.fit(trial.data(), 1).close();
                    Claim.equal(System.getProperties(), before, "the properties");
                }),
                Check.required(803, "a fit leaves language and time zone alone", trial -> {
                    Locale locale = Locale.getDefault();
                    TimeZone zone = TimeZone.getDefault();
                    trial.fit(trial.data(), 1).close();
                    Locale after = Locale.getDefault();
                    TimeZone zoneAfter = TimeZone.getDefault();
                    Locale.setDefault(locale);
                    TimeZone.setDefault(zone);
                    Claim.equal(after, locale, "the language");
                    Claim.equal(zoneAfter, zone, "the time zone");
                }),
                Check.required(804, "a fit writes nothing into the working folder", trial -> {
                    List<String> before = here();
                    trial.fit(trial.data(), 1).close();
                    Claim.equal(here(), before, "the working folder");
                }),
                Check.required(805, "a fit leaves the handler of uncaught exceptions alone", trial -> {
                    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
                    trial.fit(trial.data(), 1).close();
                    Thread.UncaughtExceptionHandler after = Thread.getDefaultUncaughtExceptionHandler();
                    Thread.setDefaultUncaughtExceptionHandler(before);
                    Claim.that(before == after, "another handler is set");
                }),
                Check.required(806, "a fit keeps the mark of an interrupt that came before", trial -> {
                    Thread.currentThread().interrupt();
                    boolean kept;
                    try {
                        Claim.clear(() -> trial.fit(trial.data(), 1).close(), "interrupted");
                    } finally {
                        kept = Thread.interrupted();
                    }
                    Claim.that(kept, "the mark is gone");
                }));
    }

    private static List<String> here() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
