package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Source;
import org.coterie.datasets.Mutations;
import org.coterie.datasets.tenx.TenxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenxTest {
    private static final DataFormat FORMAT = new TenxFormat();
    private static final String THREE_GENES = "%%MatrixMarket matrix coordinate integer general\n%metadata_json: {}\n"
            + "3 2 4\n1 1 5\n3 1 6\n2 2 7\n1 2 8\n";

    @TempDir
    Path folder;

    private Path text(String name, String text) {
        return Small.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private Dataset open(String name, String settings) {
        return Small.open(FORMAT, Small.in(folder, name), settings);
    }

    private Dataset mtx(String text, String settings) {
        return Small.open(FORMAT, text("m.mtx", text), settings);
    }

    private String wrong(String text) {
        return Small.message(() -> mtx(text, ""));
    }

    @Test
    void readsVersion3WithOneOrAllGenomes() {
        Dataset data = open("version3.h5", "");
        assertThat(data.x().toArray()).isEqualTo(Small.S);
        assertThat(Small.stored(data.x())).isEqualTo(7);
        assertThat(data.features().names()).containsExactly("a", "b", "b-1", "d");
        assertThat(data.rowNames().get(5)).isEqualTo("AAC-5");
        Dataset mouse = open("version3.h5", "genome = mm, names = id");
        assertThat(mouse.features().names()).containsExactly("E2", "E3");
        assertThat(mouse.x().toArray()).containsExactly(0, 3, 12, 0, 0, 0, 0, 33, 42, 0, 0, 0);
    }

    @Test
    void asksWhichGenomeOfVersion2() {
        assertThat(Small.message(() -> open("version2.h5", "")))
                .isEqualTo("version2.h5: the file holds several genomes\n"
                        + "  got:      \"hs\", \"mm\"\n"
                        + "  try:      data.genome = \"hs\"");
        assertThat(open("version2.h5", "genome = hs").x().toArray()).isEqualTo(Small.S);
        assertThat(open("version2.h5", "genome = mm").x().toArray()).isEqualTo(Small.sparse(2));
        assertThat(Small.message(() -> open("version2.h5", "genome = rn")))
                .contains("no such genome", "\"hs\", \"mm\"");
    }

    @Test
    void readsFoldersOfEitherVersionPackedOrNot() {
        text("two/matrix.mtx", THREE_GENES);
        text("two/genes.tsv", "10\tp\n11\tq\n12\tp\n");
        text("two/barcodes.tsv", "AA\nCC\n");
        Small.write(
                folder.resolve("three/matrix.mtx.gz"), Mutations.gzip(THREE_GENES.getBytes(StandardCharsets.UTF_8)));
        Small.write(
                folder.resolve("three/features.tsv.gz"),
                Mutations.gzip("10\tp\tGene Expression\n11\tq\tx\n12\tp\tx\n".getBytes(StandardCharsets.UTF_8)));
        Small.write(
                folder.resolve("three/barcodes.tsv.gz"), Mutations.gzip("AA\nCC\n".getBytes(StandardCharsets.UTF_8)));
        for (String place : List.of("two", "three", "two/matrix.mtx")) {
            Path file = folder.resolve(place);
            assertThat(FORMAT.recognises(file)).isTrue();
            Dataset data = Small.open(FORMAT, file, "");
            assertThat(data.x().toArray()).containsExactly(5, 0, 6, 8, 7, 0);
            assertThat(Small.stored(data.x())).isEqualTo(4);
            assertThat(data.features().names()).containsExactly("p", "q", "p-1");
            assertThat(data.rowNames()).containsExactly("AA", "CC");
            assertThat(data.name()).isEqualTo(place.replace("/matrix.mtx", ""));
            assertThat(data.sources()).hasSize(3);
            assertThat(Small.open(FORMAT, file, "names = id").features().names())
                    .containsExactly("10", "11", "12");
        }
        assertThat(Small.open(FORMAT, folder.resolve("two"), "").sources().stream()
                        .map(Source::name))
                .containsExactly("genes.tsv", "barcodes.tsv", "matrix.mtx");
        Dataset some = Small.opener(FORMAT, folder.resolve("two"), "")
                .open(folder.resolve("three"), Features.of(List.of("q", "p")));
        assertThat(some.x().toArray()).containsExactly(0, 5, 7, 8);
    }

    @Test
    void namesThatAreTooFewAreOneFault() {
        text("two/matrix.mtx", THREE_GENES);
        text("two/genes.tsv", "10\tp\n11\tq\n");
        assertThat(Small.message(() -> Small.open(FORMAT, folder.resolve("two"), "")))
                .startsWith("matrix.mtx: the matrix and its names differ in size\n"
                        + "  got:      3 rows, and 2 lines in genes.tsv");
    }

    @Test
    void readsPlainMatricesAsTheyStand() {
        Dataset data = mtx(THREE_GENES, "");
        assertThat(data.x().toArray()).containsExactly(5, 8, 0, 7, 6, 0);
        assertThat(data.features().names()).containsExactly("x1", "x2");
        assertThat(data.rowNames()).isEmpty();
        assertThat(mtx(THREE_GENES, "transpose = yes").x().toArray()).containsExactly(5, 0, 6, 8, 7, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "coordinate pattern general, 2 2 2;1 2;2 1, 0 1 1 0",
        "coordinate real symmetric, 2 2 2;1 1 1.5;2 1 -2e0, 1.5 -2 -2 0",
        "coordinate real skew-symmetric, 2 2 1;2 1 3, 0 -3 3 0",
        "coordinate real general, 2 2 3;1 1 1;1 1 2;2 2 4, 3 0 0 4",
        "array real general, 2 2;1;2;3;4, 1 3 2 4",
        "array integer symmetric, 2 2;1;2;3, 1 2 2 3",
        "array real skew-symmetric, 2 2;5, 0 -5 5 0"
    })
    void readsEveryKind(String kind, String body, String values) {
        String text = "%%MatrixMarket matrix " + kind + "\n" + body.replace(';', '\n') + "\n";
        float[] expected = new float[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = Float.parseFloat(List.of(values.split(" ", 4)).get(i));
        }
        assertThat(mtx(text, "").x().toArray()).isEqualTo(expected);
        float[] turned = {expected[0], expected[2], expected[1], expected[3]};
        assertThat(mtx(text, "transpose = yes").x().toArray()).isEqualTo(turned);
    }

    @Test
    void saysInWhichLineWhatIsWrong() {
        String head = "%%MatrixMarket matrix coordinate real general\n";
        assertThat(wrong("1,2\n")).contains("m.mtx, line 1: the file is not MatrixMarket");
        assertThat(wrong(head.replace("real", "complex") + "1 1 0\n")).contains("a kind of matrix that is not read");
        assertThat(wrong(head + "% x\n2 2\n")).contains("m.mtx, line 3: the line of sizes");
        assertThat(wrong(head + "2 2 1\n3 1 1\n")).contains("line 3: a whole number is wrong", "\"3\"", "1 to 2");
        assertThat(wrong(head + "2 2 1\n1 1 a\n")).contains("line 3: a value is no number");
        assertThat(wrong(head + "2 2 2\n1 1 1\n")).contains("fewer entries than announced", "cut off");
        assertThat(wrong(head + "2 2 1\n1 1 1\n2 2 2\n")).contains("line 4: more entries than announced");
        assertThat(wrong(head + "2000000000 2000000000 1\n1 1 1\n")).contains("2000000000 columns with 1 entries");
        assertThat(wrong(head + "1 1 1\n1 1 inf\n")).contains("infinite or too large");
        assertThat(wrong(head + "1 1 1\n1 1 nan\n")).contains("missing values");
    }
}
