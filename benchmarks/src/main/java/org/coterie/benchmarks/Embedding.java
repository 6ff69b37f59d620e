package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.coterie.api.data.Table;
import org.coterie.model.Saved;

/**
 * What a program pays for a saved model: the first answer of a process, an answer for one row, 10,000 rows at once, and memory over
 * 100,000 answers. Runs on a path with the model's jars alone; see {@code benchmarks/embedding}.
 */
public final class Embedding {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int MANY = 10_000;
    private static final int SOAK = 100_000;

    private Embedding() {}

    /** Arguments: the folder of a model; threads that ask; {@code rows}, {@code table} or {@code memory}. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        // one thread to a session: the threads that ask do the work
        long began = System.nanoTime();
        try (Saved model = Saved.load(folder, threads)) {
            double load = millis(began);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                switch (arguments[2]) {
                    case "rows" -> rows(model, threads, load, pool);
                    case "table" -> table(model, threads, pool);
                    case "memory" -> memory(model);
                    default -> throw new IllegalArgumentException(arguments[2]);
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    private static void rows(Saved model, int threads, double load, ExecutorService pool) throws Exception {
        Table one = random(model.features().width(), 1, 0);
        long began = System.nanoTime();
        model.memberships(one);
        double first = millis(began);
        double since = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        say(
                "threads %d: load %.0f ms, first row %.1f ms, %.0f ms after the start of Java",
                threads, load, first, since);
        int calls = 5_000;
        for (int round = 0; round < 2; round++) {
            long start = System.nanoTime();
            double[] times = together(threads, pool, () -> times(model, calls));
            double seconds = millis(start) / 1e3;
            say(
                    "threads %d: one row, %s: median %.3f ms, 99 of 100 within %.3f ms, %.0f rows a second",
                    threads,
                    round == 0 ? "calls 2 to 5,001" : "the 5,000 after",
                    times[times.length / 2],
                    times[times.length * 99 / 100],
                    threads * calls / seconds);
        }
    }

    private static double[] times(Saved model, int calls) {
        Table one = random(model.features().width(), 1, 1);
        double[] times = new double[calls];
        for (int i = 0; i < calls; i++) {
            long began = System.nanoTime();
            model.memberships(one);
            times[i] = millis(began);
        }
        return times;
    }

    private static void table(Saved model, int threads, ExecutorService pool) throws Exception {
        Table many = random(model.features().width(), MANY, 2);
        long began = System.nanoTime();
        model.memberships(many);
        double cold = millis(began);
        List<Double> warm = new ArrayList<>();
        for (int round = 0; round < 9; round++) {
            long start = System.nanoTime();
            together(threads, pool, () -> {
                model.memberships(many);
                return new double[0];
            });
            warm.add(millis(start));
        }
        warm.sort(Double::compare);
        double median = warm.get(warm.size() / 2);
        say(
                "threads %d: 10,000 rows, first %.0f ms (%.0f rows a second), then, median of 9, %.0f ms for %,d rows"
                        + " (%.0f rows a second)",
                threads, cold, MANY / cold * 1e3, median, threads * MANY, threads * MANY / median * 1e3);
    }

    private static void memory(Saved model) throws IOException {
        Table one = random(model.features().width(), 1, 3);
        StringBuilder text = new StringBuilder("resident memory after answers:");
        int done = 0;
        for (int mark : new int[] {1, 1_000, 10_000, 25_000, 50_000, 75_000, SOAK}) {
            for (; done < mark; done++) {
                model.memberships(one);
            }
            text.append(String.format(Locale.ROOT, " %,d: %d MB;", mark, resident() >> 10));
        }
        say("%s", text.substring(0, text.length() - 1));
    }

    private static double[] together(int threads, ExecutorService pool, Callable<double[]> task) throws Exception {
        List<Future<double[]>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(pool.submit(task));
        }
        List<double[]> parts = new ArrayList<>();
        for (Future<double[]> each : all) {
            parts.add(each.get());
        }
        return parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    /** In kB; 0 where there is no /proc. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static Table random(int width, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[width * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(17); // as pixels of the digits
        }
        return Table.of(rows, width, values);
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static void say(String format, Object... values) {
        OUT.println(String.format(Locale.ROOT, format, values));
    }
}
