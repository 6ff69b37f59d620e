package org.coterie.model.store;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of the tests in a JVM of its own. */
public final class Forked {

    private Forked() {}

    /** The process, its standard input and output piped to the caller. */
    public static Process start(Class<?> main, String... args) throws IOException {
        return start(main, List.of(), args);
    }

    /** The process with flags of the JVM. */
    public static Process start(Class<?> main, List<String> flags, String... args) throws IOException {
        String paths = String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(flags);
        command.addAll(List.of("-cp", paths, main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
