package org.coterie.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the distribution in processes of their own, as the launcher does. */
final class Shell {
    static final Path ROOT =
            Path.of(System.getProperty("coterie.root")).toAbsolutePath().normalize();
    static final Path LIB = ROOT.resolve("distribution/target/coterie/lib");

    private Shell() {}

    /** What a process printed, and how it ended. */
    record Result(int code, String out, String err) {}

    /** The command line, in a folder. */
    static Process start(Path folder, String... args) throws IOException {
        List<String> command = java();
        command.addAll(List.of("-m", "org.coterie.runtime/org.coterie.runtime.cli.Main"));
        command.addAll(Arrays.asList(args));
        return process(folder, command);
    }

    /** {@code java} with the module path of the distribution. */
    static List<String> java() {
        if (!Files.isDirectory(LIB)) {
            throw new IllegalStateException(
                    "there is no " + LIB + ": these tests run in mvn verify, after the distribution");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=org.bytedeco.javacpp,tensorflow.nativelib");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-Xmx1g", "-p", LIB.toString()));
        return command;
    }

    static Process process(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(".stdout").toFile())
                .redirectError(folder.resolve(".stderr").toFile());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        return builder.start();
    }

    /** Waits for the end. */
    static Result finish(Path folder, Process process) throws IOException, InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after three minutes: " + read(folder, ".stderr"));
        }
        return new Result(process.exitValue(), read(folder, ".stdout"), read(folder, ".stderr"));
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    /** Runs the command line to its end. */
    static Result run(Path folder, String... args) throws IOException, InterruptedException {
        return finish(folder, start(folder, args));
    }

    /** Writes a file and gives its name. */
    static String write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
        return name;
    }
}
