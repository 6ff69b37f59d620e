package org.coterie.datasets;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.datasets.csv.CsvFormat;
import org.coterie.datasets.idx.IdxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Only reports seconds, in process after warm reads; nothing is judged. {@code -Dcoterie.speed=true} has it run. */
@EnabledIfSystemProperty(named = "coterie.speed", matches = "true")
class ReadingSpeedTest {
    private static final int READS = 4;

    @TempDir
    Path folder;

    private static void report(DataFormat format, Path file) {
        for (int read = 1; read <= READS; read++) {
            ConfSettings in = ConfSettings.at("data." + format.id(), "file = \"" + file.toAbsolutePath() + "\"");
            long start = System.nanoTime();
            Dataset data = format.settings(in, file).open();
            double seconds = (System.nanoTime() - start) / 1e9;
            // to be read by whoever asked for it
            System.out.printf(Locale.ROOT, "%s, %s, read %d: %.3f s%n", file.getFileName(), data.x(), read, seconds);
        }
    }

    @Test
    void mnist() {
        report(new IdxFormat(), RealData.file("mnist/train-images-idx3-ubyte.gz"));
    }

    /** 250,000 rows of 50 numbers of seven digits, about 110 MB; or the file {@code -Dcoterie.speed.csv} names. */
    @Test
    void aHundredMegabytesOfText() throws IOException {
        String named = System.getProperty("coterie.speed.csv");
        if (named != null) {
            report(new CsvFormat(), Path.of(named));
            return;
        }
        Path file = folder.resolve("large.csv");
        SplittableRandom random = new SplittableRandom(0);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 250_000; i++) {
                for (int j = 0; j < 50; j++) {
                    out.write(Double.toString(Math.rint(random.nextDouble(-20, 20) * 1e5) / 1e5));
                    out.write(j < 49 ? ',' : '\n');
                }
            }
        }
        report(new CsvFormat(), file);
    }
}
