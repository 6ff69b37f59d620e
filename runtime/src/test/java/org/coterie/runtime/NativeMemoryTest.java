package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Native leaks do not show in the heap: what counts is the memory the system sees. */
    @Test
    void threeHundredFitsAndClosesLeaveNothingBehind() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "resident memory is read from /proc");
        Table rows = Blobs.rows(64, 1);
        long after50 = 0;
        for (int i = 0; i < 300; i++) {
            try (Fitted model = Coterie.on(rows).seed(i).fit(Blobs.method(1))) {
                assertThat(model.assign(rows)).hasSize(64);
            }
            if (i == 49) {
                after50 = residentKib();
            }
        }
        assertThat((residentKib() - after50) / 1024.0).as("MiB grown").isLessThan(50);
    }

    private static long residentKib() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
