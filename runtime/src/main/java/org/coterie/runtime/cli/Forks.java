package org.coterie.runtime.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.model.graph.Threads;

/** Starts this program again, with its own Java, flags and modules, and says how many of it the machine carries. */
final class Forks {
    /** What a process takes besides its tensors: Java, TensorFlow's library, the data as read. */
    private static final long PROCESS = 1L << 30;

    /** Flags that belong to one process only, or that are given anew. */
    private static final List<String> OWN = List.of(
            "--module-path",
            "-Djdk.module.",
            "-Dcoterie.stderr-on-stdin",
            "-agentlib:",
            "-javaagent:",
            "-Xrunjdwp",
            "-Dcom.sun.management.jmxremote");

    private Forks() {}

    static ProcessBuilder command(List<String> arguments, Optional<Path> plugins) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> OWN.stream().noneMatch(flag::startsWith))
                .forEach(command::add);
        String main = Main.class.getName();
        if (Main.class.getModule().isNamed()) {
            command.addAll(List.of("-p", System.getProperty("jdk.module.path", "")));
            command.addAll(List.of("-m", Main.class.getModule().getName() + "/" + main));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main));
        }
        command.addAll(arguments);
        plugins.ifPresent(folder -> command.addAll(List.of("--plugins", folder.toString())));
        return new ProcessBuilder(command);
    }

    /**
     * How many runs at a time: as many as processors and memory carry, at least one.
     *
     * @param threads of each run
     * @param bytes of native memory of the largest, estimated
     */
    static int jobs(int threads, long bytes) {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                        ? os.getTotalMemorySize() / 5 * 4
                        : Runtime.getRuntime().maxMemory() * 2;
        return jobs(Threads.available(), threads, memory, bytes);
    }

    static int jobs(int processors, int threads, long memory, long bytes) {
        return (int) Math.max(1, Math.min(processors / Math.max(1, threads), memory / (bytes + PROCESS)));
    }
}
