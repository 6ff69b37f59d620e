package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Source;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another file knows of the rows comes to them by their names. */
class AnnotationFileTest {
    @TempDir
    Path folder;

    private static final Dataset DATA = new Dataset(
            "three",
            Table.of(new float[][] {{1}, {2}, {3}}),
            Features.of(1),
            List.of("a", "b", "c"),
            Optional.empty(),
            List.of(),
            List.of());

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("groups.csv"), text);
    }

    @Test
    void rowsAreFoundByNameInAnyOrderAndOthersMayBeThere() throws IOException {
        Path file = file("name,type,dose\nc,x,3\nz,y,9\na,y,\nb,NA,2.5\n");
        Dataset joined = new AnnotationFile(file, "name", Optional.of("type"), List.of("dose")).join(DATA);
        Labels labels = joined.labels().orElseThrow();
        assertThat(labels.classes()).containsExactly("y", "x");
        assertThat(labels.of()).as("unknown for b").containsExactly(0, -1, 1);
        assertThat(((Numbers) joined.annotations().get(0)).of()).containsExactly(Float.NaN, 2.5f, 3);
        assertThat(joined.sources()).extracting(Source::name).containsExactly("groups.csv");
    }

    @Test
    void aColumnWithTextIsOfClasses() throws IOException {
        Path file = file("name,type\na,1\nb,two\nc,1\n");
        Dataset joined = new AnnotationFile(file, "name", Optional.empty(), List.of("type")).join(DATA);
        assertThat(joined.annotations().get(0))
                .isInstanceOfSatisfying(
                        Labels.class, labels -> assertThat(labels.of()).containsExactly(0, 1, 0));
        assertThat(joined.labels()).isEmpty();
    }

    @Test
    void rowsThatAreMissingAreCountedAndNamed() throws IOException {
        AnnotationFile beside = new AnnotationFile(file("name,type\na,1\n"), "name", Optional.empty(), List.of("type"));
        assertThatThrownBy(() -> beside.join(DATA))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("2 of 3 are missing: b, c")
                .hasMessageContaining("data.beside.id");
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithTheNearest() throws IOException {
        AnnotationFile beside =
                new AnnotationFile(file("name,type\na,1\nb,1\nc,2\n"), "name", Optional.of("tpye"), List.of());
        assertThatThrownBy(() -> beside.join(DATA)).hasMessageContaining("did you mean type?");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() throws IOException {
        AnnotationFile beside =
                new AnnotationFile(file("name,type\na,1\na,2\n"), "name", Optional.empty(), List.of("type"));
        assertThatThrownBy(() -> beside.join(DATA)).hasMessageContaining("stands twice");
    }
}
