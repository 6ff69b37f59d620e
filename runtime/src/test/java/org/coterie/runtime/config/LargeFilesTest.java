package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the largest size, made to be slow, are answered in seconds. */
class LargeFilesTest {
    private static final String BASE = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    private String says(String text) {
        return assertTimeout(Duration.ofSeconds(10), () -> new Workshop(folder).says(text));
    }

    @Test
    void aFileOfMoreThanAMegabyteIsRefused() {
        assertThat(says("# " + "x".repeat(1_000_000))).isEqualTo("""
                CONFIG
                run.conf: the configuration is too large
                  expected: at most 64 files of 1000000 bytes together
                """);
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("run.conf"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        CoterieException refused = assertThrows(
                CoterieException.class, () -> new RunConfigReader(Fakes.installed()).read(file, List.of()));

        assertThat(refused.getMessage()).endsWith("run.conf: the configuration is not text in UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        CoterieException refused = assertThrows(
                CoterieException.class,
                () -> new RunConfigReader(Fakes.installed()).read(folder.resolve("nowhere/x.conf"), List.of()));

        assertThat(refused.getMessage()).endsWith("x.conf: there is no such configuration");
    }

    @Test
    void aHundredProblemsAreShownAndTheRestCounted() {
        String many = IntStream.range(0, 20_000).mapToObj(i -> "q" + i + "=1").collect(Collectors.joining("\n"));

        assertThat(says(BASE + many)).startsWith("CONFIG\n101 problems").contains("101) and 19900 more");
    }

    @Test
    void manyPiecesInOneValue() {
        String report = """
                CONFIG
                run.conf:3: a value is made of too many pieces
                  expected: a text in quotes, or a list
                  try:      look for a missing comma
                """;
        assertThat(says(BASE + "name = " + "a ".repeat(400_000))).isEqualTo(report);
        assertThat(says(BASE + "name = " + "true".repeat(200_000))).isEqualTo(report);
        assertThat(says(BASE + "name = " + "\"a\"".repeat(200_000))).isEqualTo(report);
        assertThat(says(BASE + "heads = " + "{k=3}".repeat(150_000))).isEqualTo(report);
        assertThat(says(BASE + "heads.widths = [" + "[1]".repeat(200_000) + "]"))
                .isEqualTo(report);
    }

    @Test
    void manyElementsOfAList() {
        assertThat(says(BASE + "heads.widths = [" + "1,".repeat(200_000) + "x]"))
                .contains("heads.widths[200000]");
    }

    @Test
    void manyEmptySections() {
        assertThat(says(BASE + "x = [" + "{},".repeat(100_000) + "]")).contains("run.conf:3: unknown key x");
    }

    @Test
    void manyLinesThatAreNoKeys() {
        assertThat(says(BASE + "foo\n".repeat(200_000))).contains("syntax error");
    }

    @Test
    void aChainOfAsManySubstitutionsAsAllowed() {
        String chain = IntStream.range(1, 250)
                .mapToObj(i -> "b" + i + " = [${b" + (i - 1) + "}]")
                .collect(Collectors.joining("\n"));

        assertThat(says(BASE + "b0 = 1\n" + chain)).contains("unknown key b1");
    }

    @Test
    void filesThatIncludeTheNextTwiceEach() {
        Workshop workshop = new Workshop(folder);
        for (int i = 0; i < 40; i++) {
            String next = "include \"f" + (i + 1) + "\"\n";
            workshop.file("f" + i + ".conf", next + next);
        }
        workshop.file("f40.conf", "seed = 1\n");

        assertThat(says(BASE + "include \"f0\"\n")).contains("the configuration is too large");
    }
}
