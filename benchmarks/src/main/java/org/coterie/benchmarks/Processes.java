package org.coterie.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.model.store.Json;

/** Starts what is measured, each time in a process of its own, and reads the one JSON line it prints. */
final class Processes {

    /** How PyTorch uses the processors. */
    record Setting(int threads, String waiting) {
        String key() {
            return threads + "-" + waiting;
        }
    }

    /** The settings the opponent may choose from. */
    static final List<Setting> SETTINGS = List.of(
            new Setting(1, "passive"), new Setting(1, "active"), new Setting(2, "passive"), new Setting(2, "active"));

    private final String python;
    private final Path scripts;
    private final long seed;

    Processes(String python, Path scripts, long seed) {
        this.python = python;
        this.scripts = scripts;
        this.seed = seed;
    }

    /** The version of PyTorch, or nothing where there is none. */
    Optional<String> torch() {
        try {
            String text = output(List.of(python, "-c", "import torch; print(torch.__version__)"), true);
            return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** This program again, with the flags it was started with. */
    Map<String, Object> ours(Workload workload) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
        command.addAll(List.of("-m", "org.coterie.benchmarks/org.coterie.benchmarks.Main"));
        command.addAll(List.of("--child", workload.name(), "--seed", Long.toString(seed)));
        return parsed(command);
    }

    Map<String, Object> theirs(Workload workload, Setting setting) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(python, scripts.resolve(workload.script()).toString()));
        command.addAll(workload.arguments());
        command.addAll(List.of("--threads", Integer.toString(setting.threads())));
        command.addAll(List.of("--wait", setting.waiting(), "--seed", Long.toString(seed)));
        return parsed(command);
    }

    private static Map<String, Object> parsed(List<String> command) throws IOException {
        String text = output(command, false).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return Json.object(last.getBytes(StandardCharsets.UTF_8), String.join(" ", command));
    }

    private static String output(List<String> command, boolean quiet) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(quiet ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0 && !quiet) {
                throw new IOException("exit code " + code + ": " + String.join(" ", command));
            }
            return code == 0 ? text : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }
}
