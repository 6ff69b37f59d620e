package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.coterie.api.Features;
import org.coterie.runtime.run.Explanation;
import org.coterie.runtime.run.Explanation.Part;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final Explanation EXPLANATION = new Explanation(
            "# Every key\nname = \"toy\"\nseed = 0\n",
            333,
            Features.of(8),
            List.of(
                    new Part("partitioner/1-dense/weight", "[8, 128]", "weight", 1024),
                    new Part("partitioner/1-dense/bias", "[128]", "weight", 128),
                    new Part("partitioner/2-dense/weight", "[128, 3]", "weight", 384),
                    new Part("count", "[]", "state", 1)),
            List.of("train: epochs 0 to 9", "bank: sweep over all rows"),
            List.of("assign: Clusters[3]", "embed: <R&D> \"x\""),
            1536,
            1537,
            1_537_000);

    @Test
    void theTextDrawsTheArchitectureAsATreeWithCounts() {
        assertThat(TextDrawing.of(EXPLANATION)).isEqualTo("""
                Settings
                  name = "toy"
                  seed = 0

                Data
                  333 rows of 8 features: x1, x2, x3, x4, x5, x6, ...

                Architecture
                  |-- count               1        []   state
                  `-- partitioner     1,536
                      |-- 1-dense     1,152
                      |   |-- weight  1,024  [8, 128]  weight
                      |   `-- bias      128     [128]  weight
                      `-- 2-dense       384
                          `-- weight    384  [128, 3]  weight

                Stages
                  1. train: epochs 0 to 9
                  2. bank: sweep over all rows

                The model answers
                  assign: Clusters[3]
                  embed: <R&D> "x"

                Size
                  1,536 trained numbers
                  1,537 stored numbers
                  about 1.5 MB of native memory, estimated
                """);
    }

    @Test
    void theSvgHoldsTheSameAndNothingFromOutside() {
        String svg = SvgDrawing.of(EXPLANATION);
        assertThat(svg)
                .contains("1-dense  1,152", "weight [8, 128] weight", "333 rows", "2. bank: sweep over all rows")
                .contains("embed: &lt;R&amp;D&gt; &quot;x&quot;")
                .doesNotContain("<script", "href", "url(http", "@import");
        assertThat(count(svg, "<text ")).isEqualTo(count(svg, "</text>"));
        assertThat(count(svg, "<rect ")).isEqualTo(count(svg, "/>") - count(svg, "<line ") - count(svg, "<path "));
        assertThat(SvgDrawing.of(EXPLANATION)).isEqualTo(svg);
    }

    @Test
    void bytesAreShownInTheUnitThatFits() {
        assertThat(TextDrawing.bytes(999)).isEqualTo("999 B");
        assertThat(TextDrawing.bytes(1000)).isEqualTo("1.0 kB");
        assertThat(TextDrawing.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(TextDrawing.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
    }

    private static long count(String text, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
