package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The tools of the JDK, used as a stranger would who has the distribution and nothing else. */
final class Javac {

    private Javac() {}

    /** Compiles a folder of sources as one module; warnings are failures. */
    static void module(Path sources, Path classes) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "-Xlint:all,-requires-automatic,-requires-transitive-automatic",
                "-Werror",
                "-encoding",
                "UTF-8",
                "--release",
                "17",
                "-p",
                Shell.LIB.toString(),
                "-d",
                classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(args::add);
        }
        run("javac", args.toArray(String[]::new));
    }

    /** Packs a folder of classes. */
    static void jar(Path classes, Path jar, String version) {
        run("jar", "-c", "-f", jar.toString(), "--module-version", version, "-C", classes.toString(), ".");
    }

    private static void run(String tool, String... args) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, args);
        assertThat(code).as("%s %s%n%s", tool, Arrays.toString(args), text).isZero();
    }
}
