package org.coterie.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line of the distribution, in processes of their own.
 *
 * @param lib the folder of its jars
 * @param work where it is started
 */
record Commands(Path lib, Path work) {
    private static final long LONGEST_MINUTES = 10;

    /** How a process ended, and what it said. */
    record Said(int code, String out, String err) {}

    /** Starts {@code coterie ARGS…}. */
    Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=org.bytedeco.javacpp,tensorflow.nativelib");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-p", lib.toString()));
        command.addAll(List.of("-m", "org.coterie.runtime/org.coterie.runtime.cli.Main"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(work.resolve(".stdout").toFile())
                .redirectError(work.resolve(".stderr").toFile());
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        return builder.start();
    }

    /** Waits for the end. */
    Said finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("no end after " + LONGEST_MINUTES + " minutes");
        }
        return new Said(process.exitValue(), read(".stdout"), read(".stderr"));
    }

    /** Runs to the end. */
    Said run(String... args) throws IOException, InterruptedException {
        return finish(start(args));
    }

    private String read(String name) throws IOException {
        return Files.readString(work.resolve(name), StandardCharsets.UTF_8);
    }
}
