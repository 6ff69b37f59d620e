package org.coterie.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** All baselines on all data sets, each data set in a process of its own; see {@code benchmarks/baselines --help}. */
public final class Baselines {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    private static final String OVER = "\0";

    private Path folder = Path.of("data");
    private List<String> sets =
            BaselineData.all().stream().map(BaselineData::name).toList();
    private List<String> methods =
            BaselineVariant.all().stream().map(BaselineVariant::name).toList();
    private List<Long> seeds = List.of(0L, 1L, 2L, 3L, 4L);
    private long limit = 600;
    private Optional<String> child = Optional.empty();
    private Optional<Path> log = Optional.empty();
    private boolean fit = true;

    private Baselines() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        Baselines self = new Baselines();
        for (int i = 0; i + 1 < args.length; i += 2) {
            List<String> values = Arrays.asList(args[i + 1].split(",", -1));
            switch (args[i]) {
                case "--folder" -> self.folder = Path.of(args[i + 1]);
                case "--data" -> self.sets = values;
                case "--methods" -> self.methods = values;
                case "--seeds" ->
                    self.seeds = values.stream().map(Long::valueOf).toList();
                case "--limit" -> self.limit = Long.parseLong(args[i + 1]);
                case "--log" -> self.log = Optional.of(Path.of(args[i + 1]));
                case "--fit" -> self.fit = Boolean.parseBoolean(args[i + 1]);
                case "--child" -> self.child = Optional.of(args[i + 1]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        List<BaselineVariant> variants = BaselineVariant.all().stream()
                .filter(variant -> self.methods.contains(variant.name()))
                .toList();
        if (self.child.isPresent()) {
            BaselineData data = BaselineData.all().stream()
                    .filter(one -> one.name().equals(self.child.get()))
                    .findFirst()
                    .orElseThrow();
            new BaselineCell(data, self.folder).run(variants, self.seeds);
        } else {
            self.all(variants);
        }
    }

    private void all(List<BaselineVariant> variants) throws IOException {
        Map<BaselineData, List<BaselineResult>> results = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        for (BaselineData data : BaselineData.all()) {
            if (sets.contains(data.name())) {
                if (data.file().isEmpty() || Files.exists(folder.resolve(data.file()))) {
                    results.put(data, results(data, variants));
                } else {
                    ERR.println(data.name() + ": skipped, there is no " + data.file());
                    skipped.add(data.name() + " (" + data.file() + ")");
                }
            }
        }
        OUT.print(new BaselinePage(seeds, limit).of(results, skipped));
    }

    /** Every variant; one that takes too long ends its process, and a new one goes on with the next. */
    private List<BaselineResult> results(BaselineData data, List<BaselineVariant> variants) throws IOException {
        Map<String, BaselineResult> results = new LinkedHashMap<>();
        variants.forEach(variant -> results.put(variant.name(), new BaselineResult(variant)));
        List<String> left = new ArrayList<>(results.keySet());
        for (String line : logged()) {
            if (line.startsWith(data.name() + "\t")) {
                take(line.substring(data.name().length() + 1).split("\t", -1), results, left);
            }
        }
        // what a broken run left of a variant is done again
        left.forEach(variant -> results.get(variant).fits.clear());
        while (fit && !left.isEmpty()) {
            Process process = new ProcessBuilder(command(data, left))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                listen(data, process, results, left);
            } finally {
                process.destroyForcibly();
            }
        }
        left.forEach(variant -> results.get(variant).fault = "not run");
        return List.copyOf(results.values());
    }

    private List<String> command(BaselineData data, List<String> variants) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
        command.addAll(List.of("-m", "org.coterie.benchmarks/org.coterie.benchmarks.Baselines"));
        command.addAll(List.of("--child", data.name(), "--folder", folder.toString()));
        command.addAll(List.of("--methods", String.join(",", variants)));
        command.addAll(List.of(
                "--seeds", String.join(",", seeds.stream().map(String::valueOf).toList())));
        return command;
    }

    /** Reads lines until the process ends or is silent for too long; takes what is done from {@code left}. */
    private void listen(BaselineData data, Process process, Map<String, BaselineResult> results, List<String> left)
            throws IOException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(process, lines), "lines of " + data.name());
        reader.setDaemon(true);
        reader.start();
        try {
            while (true) {
                String line = lines.poll(limit, TimeUnit.SECONDS);
                if (line == null || line.equals(OVER)) {
                    if (!left.isEmpty()) {
                        String broken = left.get(0);
                        String fault = line == null
                                ? "a fit takes more than " + limit + " s"
                                : "the process ended (" + process.waitFor() + ")";
                        for (String said : List.of("fault\t" + broken + "\t" + fault, "end\t" + broken)) {
                            log(data, said);
                            take(said.split("\t", -1), results, left);
                        }
                        ERR.println(data.name() + ", " + broken + ": " + fault);
                    }
                    return;
                }
                log(data, line);
                String[] cells = line.split("\t", -1);
                take(cells, results, left);
                if (cells[0].equals("end")) {
                    ERR.println(data.name() + ", " + cells[1] + ": done " + results.get(cells[1]).fault);
                    if (left.isEmpty()) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void take(String[] cells, Map<String, BaselineResult> results, List<String> left) {
        if (cells.length < 2 || !results.containsKey(cells[1])) {
            return; // the log of a run with more methods
        }
        BaselineResult result = results.get(cells[1]);
        switch (cells[0]) {
            case "begin" -> result.fits.clear();
            case "fit" -> result.fits.add(BaselineResult.Fit.of(cells));
            case "fault" -> result.fault = cells[2];
            case "end" -> left.remove(cells[1]);
            default -> {}
        }
    }

    private List<String> logged() throws IOException {
        return log.isPresent() && Files.exists(log.get()) ? Files.readAllLines(log.get()) : List.of();
    }

    private void log(BaselineData data, String line) throws IOException {
        if (log.isPresent()) {
            Files.writeString(
                    log.get(), data.name() + "\t" + line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static void read(Process process, BlockingQueue<String> lines) {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            ERR.println(e.getMessage());
        }
        lines.add(OVER);
    }
}
