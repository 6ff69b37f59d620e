package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.Mutations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are not just a line per row and a column per feature. */
class CsvShapesTest {
    private static final String GENES = ",c1,c2,c3\ng1,1,2,3\ng2,4,5,6\n";

    @TempDir
    Path folder;

    Csv csv;

    @BeforeEach
    void inAFolder() {
        csv = new Csv(folder);
    }

    @Test
    void keepsAnnotationsBesideTheFeatures() {
        Dataset data = csv.open(
                "a,batch,dose,kind\n1,x,0.5,u\n2,y,NA,v\n3,x,7,u\n", "label = kind, annotations = [dose, batch]");
        assertThat(data.features().names()).containsExactly("a");
        assertThat(((Numbers) data.annotations().get(0)).of()).containsExactly(0.5f, Float.NaN, 7f);
        Labels batch = (Labels) data.annotation("batch").orElseThrow();
        assertThat(batch.classes()).containsExactly("x", "y");
        assertThat(batch.of()).containsExactly(0, 1, 0);
    }

    @Test
    void annotatesTheRowsThatAreKept() {
        Dataset data = csv.open("a,batch\n1,x\nNA,y\n3,z\n", "missing = drop, annotations = [batch]");
        assertThat(((Labels) data.annotations().get(0)).classes()).containsExactly("x", "z");
    }

    @Test
    void annotationsMayBeMissingAtPrediction() {
        Path file = csv.write("new.csv", "b,a\nx,1\n");
        Dataset data = csv.opener("file = t.csv, annotations = [b, gone]").open(file, Features.of(List.of("a")));
        assertThat(data.annotations()).extracting(a -> a.name()).containsExactly("b");
        assertThat(csv.message("a,b\n1,2\n", "annotations = [b], columns = [b]"))
                .isEqualTo("data.annotations: an annotation has another use as well\n  got:      \"b\"\n"
                        + "  expected: columns that are neither label, id nor among data.columns, each once");
    }

    @Test
    void passesOverALineOfCounts() {
        String iris = "4,2,setosa,versicolor\n5.1,3.5,0\n4.9,3,0\n7,3.2,1\n6.4,3.2,1\n";
        Dataset data = csv.open(iris, "label = last");
        assertThat(data.features().names()).containsExactly("x1", "x2");
        assertThat(data.x().toArray()).containsExactly(5.1f, 3.5f, 4.9f, 3, 7, 3.2f, 6.4f, 3.2f);
        assertThat(data.labels().orElseThrow().of()).containsExactly(0, 0, 1, 1);
        assertThat(csv.open("9,9\n1,2\n", "header = counts").x().toArray()).containsExactly(1, 2);
        assertThat(csv.message("4,2,u\n1,2,3,4\n", "")).contains("text in a number column");
        assertThat(csv.message("4,2,u\n", "")).contains("text in a number column");
        assertThat(csv.open("2,3,u\n4,5,v\n", "label = last").x().toArray()).containsExactly(2, 3, 4, 5);
    }

    @Test
    void turnsGenesInRows() {
        Dataset data = csv.open(GENES, "transpose = yes");
        assertThat(data.features().names()).containsExactly("g1", "g2");
        assertThat(data.rowNames()).containsExactly("c1", "c2", "c3");
        assertThat(data.x().toArray()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(csv.open(GENES, "transpose = yes, ignore = [g1]").x().toArray())
                .containsExactly(4, 5, 6);
        assertThat(csv.opener("file = t.csv, transpose = yes")
                        .open(csv.write("new.csv", GENES), Features.of(List.of("g2", "g1")))
                        .x()
                        .toArray())
                .containsExactly(4, 1, 5, 2, 6, 3);
        assertThat(csv.message("\"\",c1\ng1,1\ng1,2\n", "transpose = yes"))
                .contains("several columns have the same name");
    }

    @Test
    void treatsMissingValuesOfTurnedTablesByRow() {
        String text = ",c1,c2,c3\ng1,1,NA,3\ng2,4,5,6\n";
        assertThat(csv.message(text, "transpose = yes"))
                .isEqualTo("t.csv, line 2, column \"c2\": missing values\n  got:      \"\"\n"
                        + "  try:      data.ignore leaves features out; data.missing = keep with the transform impute"
                        + " fills them");
        Dataset data = csv.open(text, "transpose = yes, missing = drop");
        assertThat(data.rowNames()).containsExactly("c1", "c3");
        assertThat(csv.open(text, "transpose = yes, missing = keep").x().at(1, 0))
                .isNaN();
    }

    @Test
    void quotesAsItIsTold() {
        assertThat(csv.open("'a,b',c\n'1',2\n", "quote = single").features().names())
                .containsExactly("a,b", "c");
        assertThat(csv.open("a\",'b\n1,2\n", "quote = none").features().names()).containsExactly("a\"", "'b");
    }

    @Test
    void missingTokensMayBeNumbers() {
        Dataset data = csv.open("a,b\n1,-999\n-999.0,4\n", "missing = keep, missing-tokens = [\"-999\"]");
        assertThat(data.x().toArray()).containsExactly(1, Float.NaN, -999, 4);
    }

    @Test
    void isKnownByItsNameUnlessItIsNoText() {
        CsvFormat format = new CsvFormat();
        for (String name : List.of("a.csv", "a.TSV", "a.txt.gz", "a.tab", "a.data")) {
            assertThat(format.recognises(csv.write(name, "a,b\n1,2\n")))
                    .as(name)
                    .isTrue();
        }
        assertThat(format.recognises(csv.write("a.npy", "a,b\n"))).isFalse();
        assertThat(format.recognises(csv.write("b.data", new byte[] {0, 0, 8, 1})))
                .isFalse();
        assertThat(format.recognises(csv.write("c.csv", "a,b".getBytes(StandardCharsets.UTF_16))))
                .isTrue();
        assertThat(format.recognises(Path.of("shipped:iris"))).isTrue();
    }

    @Test
    void takesDamagedFilesWell() {
        Mutations.in(folder)
                .sample("a.csv", bytes("a,b,k\n1,2,u\n3,NA,v\n-1e5,.5,\"w\"\n"))
                .sample("b.tsv.gz", bytes("a\tb\n1\t2\n3\t4\n"), Mutations::gzip)
                .sample("c.tsv.gz", Mutations.gzip(bytes("a\tb\n1\t2\n3\t4\n".repeat(30))))
                .sample("d.csv", bytes("4,2,u,v\n5.1,3.5,0\n4.9,3,0\n7,3.2,1\n"))
                .sample("turned.csv", bytes(GENES))
                .check(file -> {
                    String named = "file = \"" + file + "\", missing = keep";
                    if (file.toString().contains("turned")) {
                        csv.opener(named + ", transpose = yes").open();
                    }
                    csv.opener(named + ", annotations = [last]").open().x().toArray();
                    csv.opener(named + ", label = last").open(file, Features.of(List.of("a", "b")));
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
