package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaterLabelsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aRunOfFourRows() throws IOException {
        write("assignments.csv", "row,cluster,probability,confidence\na,0,1,1\nb,0,1,1\nc,1,1,1\nd,-1,0,0\n");
        write("baseline.csv", "row,cluster\na,0\nb,1\nc,0\nd,1\n");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Judged judge(String labels, String... columnAndId) throws IOException {
        return LaterLabels.judge(
                folder,
                write("labels.csv", labels),
                columnAndId.length > 0 ? Optional.of(columnAndId[0]) : Optional.empty(),
                columnAndId.length > 1 ? Optional.of(columnAndId[1]) : Optional.empty());
    }

    @Test
    void rowsAreMatchedByNameInAnyOrder() throws IOException {
        Judged judged = judge("cell;type\nz;x\nd;z\nc;y\nb;x\na;x\n");
        assertThat(judged.matched()).isEqualTo("by name, column cell");
        assertThat(judged.method()).containsEntry("acc", 1.0);
        assertThat(judged.kmeans()).containsEntry("acc", 0.5);
        assertThat(judged.unused()).isEqualTo(1);
        assertThat(judged.noise()).isEqualTo(1);
    }

    @Test
    void rowsAreMatchedByOrderWhereNamesSayNothing() throws IOException {
        Judged judged = judge("type\n\"x, or so\"\n\"x, or so\"\ny\nNA\n");
        assertThat(judged.matched()).isEqualTo("by order");
        assertThat(judged.rows()).isEqualTo(3);
        assertThat(judged.unlabelled()).isEqualTo(1);
        assertThat(judged.method()).containsEntry("acc", 1.0);
    }

    @Test
    void aToldColumnOfNamesMayLackSome() throws IOException {
        assertThat(judge("id,type\na,x\nc,y\n", "type", "id").rows()).isEqualTo(2);
    }

    @Test
    void otherNamesAndAnotherCountAreRefusedWithWhatWouldHelp() {
        assertThatThrownBy(() -> judge("type\nx\ny\n"))
                .hasMessageContaining("2 labels")
                .hasMessageContaining("4 rows")
                .hasMessageContaining("--id NAME");
    }

    @Test
    void aColumnThatIsNotThereIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> judge("id,type\na,x\n", "typ")).hasMessageContaining("did you mean type?");
        assertThatThrownBy(() -> judge("id,type,kind\na,x,y\nb,x,y\nc,x,y\nd,x,y\n"))
                .hasMessageContaining("which column holds the labels?")
                .hasMessageContaining("--column NAME");
    }

    @Test
    void aRowOfTwoLabelsIsRefused() {
        assertThatThrownBy(() -> judge("id,type\na,x\na,y\n", "type", "id"))
                .hasMessageContaining("two labels")
                .hasMessageContaining("x and y");
    }

    @Test
    void whatIsNoRunOrNoFileOrNoTableIsSaid() throws IOException {
        Path labels = write("labels.csv", "type\nx\n");
        assertThatThrownBy(() -> LaterLabels.judge(folder.resolve("none"), labels, Optional.empty(), Optional.empty()))
                .hasMessageContaining("no finished run");
        assertThatThrownBy(
                        () -> LaterLabels.judge(folder, folder.resolve("none.csv"), Optional.empty(), Optional.empty()))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> judge("a,b\n1\n")).hasMessageContaining("another number of cells");
        assertThatThrownBy(() -> judge("a\n\"x\n")).hasMessageContaining("never closed");
    }
}
