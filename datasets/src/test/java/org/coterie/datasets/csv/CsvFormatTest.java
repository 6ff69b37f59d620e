package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Source;
import org.coterie.datasets.ConfSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatTest {
    @TempDir
    Path folder;

    Csv csv;

    @BeforeEach
    void inAFolder() {
        csv = new Csv(folder);
    }

    @Test
    void readsNamesNumbersLabelsAndRowNames() {
        Dataset data = csv.open("id,a,kind,b\nr1,1.5,cat,-2\nr2, +3e1 ,dog,.5\nr3,4.,?,6\n", "label = kind, id = id");
        assertThat(data.name()).isEqualTo("t");
        assertThat(data.features().names()).containsExactly("a", "b");
        assertThat(data.x().toArray()).containsExactly(1.5f, -2f, 30f, 0.5f, 4f, 6f);
        assertThat(data.rowNames()).containsExactly("r1", "r2", "r3");
        Labels labels = data.labels().orElseThrow();
        assertThat(labels.name()).isEqualTo("kind");
        assertThat(labels.classes()).containsExactly("cat", "dog");
        assertThat(labels.of()).containsExactly(0, 1, -1);
    }

    @Test
    void namesColumnsByTheirPlaceWhereTheFileDoesNot() {
        Dataset data = csv.open("7,1,2\n8,3,4\n", "label = first");
        assertThat(data.features().names()).containsExactly("x2", "x3");
        assertThat(data.labels().orElseThrow().classes()).containsExactly("7", "8");
    }

    @Test
    void takesColumnsByNumberAndInTheOrderAsked() {
        Dataset data = csv.open("a,b,c\n1,2,3\n", "columns = [3, a]");
        assertThat(data.features().names()).containsExactly("c", "a");
        assertThat(data.x().toArray()).containsExactly(3f, 1f);
        assertThat(csv.open("a,b,c\n1,t,3\n", "ignore = [2]").features().names())
                .containsExactly("a", "c");
    }

    @Test
    void ordersClassesByValueWhereTheyAreWholeNumbers() {
        Dataset data = csv.open("1,10\n1,9\n1,-1\n1,10\n", "label = last");
        assertThat(data.labels().orElseThrow().classes()).containsExactly("-1", "9", "10");
        assertThat(data.labels().orElseThrow().of()).containsExactly(2, 1, 0, 2);
    }

    @Test
    void findsTheSeparator() {
        for (String mark : List.of(",", "\t", ";", "|")) {
            String text = "a,b,c\n1,2,3\n4,5,6\n".replace(",", mark);
            assertThat(csv.open(text, "").x().toArray()).as(mark).containsExactly(1, 2, 3, 4, 5, 6);
        }
        assertThat(csv.open("\"a,b\";\"c\"\n1;2\n", "").features().names()).containsExactly("a,b", "c");
        assertThat(csv.open("a\n1\n2\n", "").x().rows()).isEqualTo(2);
    }

    @Test
    void readsDecimalCommas() {
        Dataset data = csv.open("a;b\n1,5;-2,25e1\n", "decimal = comma");
        assertThat(data.x().toArray()).containsExactly(1.5f, -22.5f);
    }

    @Test
    void readsQuotesMarksAndLineEndsOfAllSorts() {
        Dataset data = csv.open("\uFEFF\"a \"\"x\"\"\",\"b\nc\"\r\n\"1\",2\r\n\r\n3,\"4\"", "");
        assertThat(data.features().names()).containsExactly("a \"x\"", "b\nc");
        assertThat(data.x().toArray()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void unpacksGzipWhateverTheNameIs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        csv.write("packed.csv", bytes.toByteArray());
        assertThat(csv.opener("file = packed.csv").open().x().toArray()).containsExactly(1, 2);
    }

    @Test
    void dropsRowsWithMissingValuesAndKeepsTheNumbersOfTheOthers() {
        Dataset data = csv.open("a,b,k\n1,2,u\nNA,3,v\n4,5,w\n", "label = k, missing = drop");
        assertThat(data.x().toArray()).containsExactly(1, 2, 4, 5);
        assertThat(data.rowNames()).containsExactly("1", "3");
        assertThat(data.labels().orElseThrow().of()).containsExactly(0, 1);
        assertThat(csv.open("a,b\n1,2\n", "missing = drop").rowNames()).isEmpty();
    }

    @Test
    void keepsMissingValuesAsNaN() {
        assertThat(csv.open("a,b\n1,\n?,4\n", "missing = keep").x().toArray())
                .containsExactly(1f, Float.NaN, Float.NaN, 4f);
    }

    @Test
    void looksForMissingValuesInUsedColumnsOnly() {
        assertThat(csv.open("a,b\n1,NA\n2,\n", "ignore = [b]").x().rows()).isEqualTo(2);
    }

    /** The SHA-256 of "a\n1\n", from sha256sum. */
    @Test
    void tellsTheSourceAsStored() {
        assertThat(csv.open("a\n1\n", "").sources())
                .containsExactly(
                        new Source("t.csv", 4, "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc"));
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(csv.open("a,b\n1.5,2\n", "").x().toArray()).containsExactly(1.5f, 2f);
            assertThat(csv.message("a,b\n1\n", "")).contains("line 2 has 1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void readsEveryKeyOfTheReferenceAndNoOther() {
        ConfSettings in = ConfSettings.at("data.csv", "file = t.csv");
        new CsvFormat().settings(in, folder);
        assertThat(in.read).isEqualTo(new TreeSet<>(in.config.root().keySet()));
    }

    @Test
    void reportsSettingsThatContradictEachOther() {
        ConfSettings in = ConfSettings.at("data.csv", "label = a, id = a, decimal = comma, separator = comma");
        new CsvFormat().settings(in, folder);
        assertThat(in.problems)
                .containsExactly(
                        "file: the name of a file; for example file = \"measures.csv\" or \"shipped:penguins\"",
                        "id: another column than label; a column is either the class or the name of a row",
                        "separator: tab, semicolon or pipe with decimal = comma; leave it at auto");
    }

    @Test
    void isProvidedByANamedModule() {
        assertThat(CsvFormat.class.getModule().getName()).isEqualTo("org.coterie.datasets");
        assertThat(CsvFormat.class.getModule().getDescriptor().provides())
                .extracting(Object::toString)
                .anyMatch(service -> service.contains("org.coterie.datasets.csv.CsvFormat"));
    }
}
