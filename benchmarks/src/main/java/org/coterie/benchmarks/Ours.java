package org.coterie.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.coterie.api.data.Dataset;
import org.coterie.model.graph.Threads;
import org.coterie.runtime.events.Event;
import org.coterie.runtime.events.JsonLines;
import org.coterie.runtime.events.Listener;
import org.coterie.runtime.events.Listeners;
import org.coterie.runtime.events.ProgressBar;
import org.coterie.runtime.events.TensorBoard;
import org.coterie.runtime.model.Fitting;
import org.coterie.runtime.train.Saver;
import org.tensorflow.TensorFlow;

/** One workload in this process, as a run trains it: all its listeners, every loss to the host. */
final class Ours {
    private static final int BLOCKS = 8;

    private Ours() {}

    /**
     * When a step was done. The trainer asks whether to stop after every call of the engine; then the last step told is
     * at most a two-hundredth of the stage old.
     */
    private record Mark(long step, long nanos, long processor) {}

    /** The median of steps a second over some eight blocks, the first fifth of the steps left out. */
    static Map<String, Object> run(Workload workload, long seed) throws IOException {
        List<Mark> marks = new ArrayList<>();
        AtomicLong told = new AtomicLong();
        Path folder = Files.createTempDirectory("coterie-benchmark");
        OperatingSystemMXBean processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        List<Listener> heard = List.of(
                new ProgressBar(nowhere, false, 80, System::nanoTime),
                new JsonLines(folder.resolve("log.jsonl"), InstantSource.system()),
                new TensorBoard(folder.resolve("events"), InstantSource.system()),
                event -> {
                    if (event instanceof Event.Progress progress) {
                        told.set(progress.stageStep());
                    }
                });
        try (Listeners listeners = new Listeners(heard)) {
            Fitting fitting = new Fitting(
                    Dataset.of(workload.name(), workload.data(seed)),
                    workload.plan(),
                    (member, problem) -> {
                        throw new IllegalStateException("no members here");
                    },
                    seed,
                    Threads.available());
            fitting.train(Saver.none(), Optional.empty(), listeners::on, () -> {
                if (marks.isEmpty() || marks.get(marks.size() - 1).step() < told.get()) {
                    marks.add(new Mark(told.get(), System.nanoTime(), processor.getProcessCpuTime()));
                }
                return false;
            });
        } finally {
            delete(folder);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("steps_per_s", rate(marks));
        result.put("cpu_ms_per_step", processor(marks));
        result.put("steps", marks.get(marks.size() - 1).step());
        result.put("tensorflow", TensorFlow.version());
        return result;
    }

    private static double rate(List<Mark> marks) {
        long last = marks.get(marks.size() - 1).step();
        double[] rates = new double[BLOCKS];
        int count = 0;
        Mark from = after(marks, last / 5);
        for (int block = 1; block <= BLOCKS; block++) {
            Mark to = after(marks, last / 5 + (last - last / 5) * block / BLOCKS);
            if (to.step() > from.step()) {
                rates[count++] = (to.step() - from.step()) * 1e9 / (to.nanos() - from.nanos());
                from = to;
            }
        }
        return Median.of(java.util.Arrays.copyOf(rates, count));
    }

    /** Processor time of all threads for a step: what a crowded machine disturbs least. */
    private static double processor(List<Mark> marks) {
        Mark to = marks.get(marks.size() - 1);
        Mark from = after(marks, to.step() / 5);
        return (to.processor() - from.processor()) / 1e6 / (to.step() - from.step());
    }

    private static Mark after(List<Mark> marks, long step) {
        return marks.stream()
                .filter(mark -> mark.step() >= step)
                .findFirst()
                .orElseGet(() -> marks.get(marks.size() - 1));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
