package org.coterie.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.model.store.NpyFile;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.run.Outcome;
import org.coterie.runtime.run.Runs;

/**
 * A table that does not fit the heap, from file to result: DeePWAK by batches from the mapped file, every row assigned, and
 * mini-batch k-means beside it. Prints times, the most heap that was used, and the most memory the process ever had.
 */
final class Large {
    private static final int COLUMNS = 50;
    private static final int CLUSTERS = 8;

    private Large() {}

    /** Arguments: a folder to work in, and the number of rows. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int rows = Integer.parseInt(arguments[1]);
        long began = System.nanoTime();
        Path table = folder.resolve("rows.npy");
        write(table, rows);
        System.out.printf("%d x %d written in %.1f s%n", rows, COLUMNS, seconds(began));
        Path conf = Files.writeString(folder.resolve("large.conf"), """
                method = deepwak
                runs = "%s"
                checkpoint.every-seconds = 0
                report.enabled = false
                data { file = "rows.npy" }
                deepwak { k = %d, training.length = 1000 }
                """.formatted(folder.resolve("runs"), CLUSTERS));
        Outcome outcome = Runs.with(Installed.builtIn())
                .run(
                        new RunConfigReader(Installed.builtIn()).read(conf, List.of()),
                        List.of(event -> System.err.println(event.getClass().getSimpleName())),
                        () -> false);
        System.out.printf("run in %.1f s: cluster sizes %s%n", outcome.seconds(), outcome.sizes());
        System.out.printf(
                "most heap %d MB of %d MB; most memory of the process %s%n",
                heap() >> 20, Runtime.getRuntime().maxMemory() >> 20, resident());
    }

    /** Eight normal clusters of equal size, centres three times as wide as they are. */
    private static void write(Path file, int rows) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] centres = new float[CLUSTERS][COLUMNS];
        for (float[] centre : centres) {
            for (int j = 0; j < COLUMNS; j++) {
                centre[j] = (float) (3 * random.nextGaussian());
            }
        }
        NpyFile.write(file, rows, COLUMNS, (i, into) -> {
            float[] centre = centres[random.nextInt(CLUSTERS)];
            for (int j = 0; j < COLUMNS; j++) {
                into[j] = centre[j] + (float) random.nextGaussian();
            }
        });
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    /** What Linux remembers of the process; mapped pages of the file count, though the system takes them back at will. */
    private static String resident() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    ? String.join(
                            ", ",
                            Files.readAllLines(status).stream()
                                    .filter(line -> line.matches("(VmHWM|RssAnon|RssFile):.*"))
                                    .map(line -> line.replaceAll("\\s+", " "))
                                    .toList())
                    : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
