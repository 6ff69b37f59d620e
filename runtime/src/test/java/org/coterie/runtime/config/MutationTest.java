package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.coterie.api.CoterieException;

/** Whatever is written, the answer is a run or a report, and soon. */
class MutationTest {
    private static final String VALID = """
            # a run
            name = penguins, seed = 7, method = heads
            data { file = "a.csv", label = species } // comment
            transforms = [ z-score, { type = impute, statistic = median } ]
            preset = paper
            heads { k = ${seed}, mask = top-variance, widths = [64, 32]
              training { epochs = 20, rate = 1.5e-3 }
            }
            vote { members = [ { method = heads, k = 4 }, { method = heads } ], share = 0.5 }
            """;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\"\"\"",
        "${",
        "${seed}",
        "${?x}",
        "=",
        ":",
        "+=",
        ",",
        "\n",
        "#",
        "//",
        ".",
        "..",
        "null",
        "yes",
        "-",
        "1e9999",
        "\\u0000",
        "\0",
        "include \"x\"",
        "include url(\"http://localhost/\")",
        "\uFEFF",
        "heads",
        "method",
        "é",
        "\uD83D",
        "99999999999999999999",
        "$",
        "(",
        "?",
        "\\",
        "\t",
        "\r"
    };
    private static final long SECOND = 1_000_000_000L;

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("mutations");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("run.conf"));
        Files.deleteIfExists(folder);
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.BOUNDED)
    void aMutatedFileGivesARunOrAReportWithinASecond(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int times) {
        Random random = new Random(seed);
        String text = VALID;
        for (int i = 0; i < times; i++) {
            text = mutate(text, random);
        }
        check(text);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void anyTextGivesARunOrAReportWithinASecond(@ForAll @StringLength(max = 400) String text) {
        check(text);
    }

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void anyOverrideGivesARunOrAReportWithinASecond(@ForAll @StringLength(max = 60) String text, @ForAll long seed) {
        check(VALID, "heads.k=" + text);
        check(VALID, mutate("heads.widths=[1, 2]", new Random(seed)));
    }

    private static void check(String text, String... overrides) {
        long start = System.nanoTime();
        try {
            new Workshop(folder).read(text.replace('\uD83D', '?'), overrides);
        } catch (CoterieException e) {
            assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG);
            assertThat(e.faults()).isNotEmpty();
        }
        assertThat(System.nanoTime() - start).isLessThan(SECOND);
    }

    private static String mutate(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, from) + piece + text.substring(from);
            case 2 -> text.substring(0, from) + piece + text.substring(to);
            case 3 -> text.substring(0, to) + text.substring(from);
            default -> text.substring(0, from) + piece.repeat(random.nextInt(50)) + text.substring(from);
        };
    }
}
