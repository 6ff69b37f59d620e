package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Settings;
import org.coterie.api.data.DataFormat;
import org.coterie.runtime.plugins.Installed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code data.format = auto} makes of files. */
class FormatChoiceTest {
    /** Recognises files by their ending; its settings are a file alone. */
    record Ending(String id, String ending) implements DataFormat {
        @Override
        public boolean recognises(Path file) {
            if (file.toString().contains("trap")) {
                throw new IllegalStateException("a mistake of its author");
            }
            return file.toString().endsWith(ending);
        }

        @Override
        public Opener settings(Settings in, Path folder) {
            String file = in.text("file");
            return () -> {
                throw new UnsupportedOperationException(file);
            };
        }
    }

    private static final Installed INSTALLED = Installed.of()
            .method(new Fakes.Heads(), Fakes.HEADS)
            .format(new Fakes.Csv(), Fakes.CSV)
            .format(new Ending("cells", ".h5"), "data.cells.file = null")
            .format(new Ending("genes", "genes.h5"), "data.genes.file = null")
            .build();

    @TempDir
    Path folder;

    @BeforeEach
    void filesStandInTheFolder() throws IOException {
        for (String name : List.of("a.h5", "my-genes.h5", "a.bin", "a.csv", "trap.h5")) {
            Files.createFile(folder.resolve(name));
        }
    }

    private RunConfig read(String text) {
        return new RunConfigReader(INSTALLED)
                .read(new Workshop(folder).file("run.conf", "method = heads\n" + text), List.of());
    }

    private String says(String text) {
        try {
            return read(text).data().format();
        } catch (CoterieException e) {
            return e.kind() + "\n" + e.getMessage().replace(folder + "/", "") + "\n";
        }
    }

    @Test
    void theOneFormatThatRecognisesAFileIsTakenAndKept() {
        RunConfig run = read("data.file = a.h5");
        assertThat(run.data().format()).isEqualTo("cells");
        assertThat(run.resolved()).contains("\"format\" : \"cells\"");
    }

    @Test
    void textIsKnownByItsNameAlone() {
        assertThat(says("data.file = a.csv")).isEqualTo("csv");
        assertThat(says("data.file = nowhere.TSV.gz")).isEqualTo("csv");
        assertThat(says("data.file = \"shipped:penguins\"")).isEqualTo("csv");
    }

    @Test
    void aFormatThatIsNamedIsNotQuestioned() {
        assertThat(says("data { file = a.h5, format = genes }")).isEqualTo("genes");
        assertThat(says("data { file = a.bin, format = csv }")).isEqualTo("csv");
    }

    @Test
    void ofSeveralTheUserSaysWhich() {
        assertThat(says("data.file = my-genes.h5")).isEqualTo("""
                CONFIG
                run.conf:2: several formats recognise this file
                  got:      my-genes.h5
                  expected: one of cells or genes
                  try:      say which: data.format = cells
                """);
    }

    @Test
    void whatNoneRecognisesIsAnErrorThatNamesThemAll() {
        assertThat(says("data.file = a.bin")).isEqualTo("""
                CONFIG
                run.conf:2: no installed format recognises this file
                  got:      a.bin
                  expected: a file of cells, csv or genes
                  try:      if it is one of these, say which with data.format
                """);
        assertThat(says("data.file = nowhere.bin")).isEqualTo("""
                CONFIG
                run.conf:2: there is no such file, and its name does not tell its format
                  got:      nowhere.bin
                  expected: a file of cells, csv or genes
                  try:      correct the name of the file
                """);
    }

    @Test
    void aFormatThatFailsWhenAskedRecognisesNothing() {
        assertThat(says("data.file = trap.h5")).startsWith("CONFIG\nrun.conf:2: no installed format recognises");
    }

    @Test
    void newRowsMayBeOfTheTrainedFormatUnlessSomethingTellsOtherwise() {
        FormatChoice choice = new FormatChoice(INSTALLED);
        assertThat(choice.mayBe("cells", folder.resolve("a.h5"))).isTrue();
        assertThat(choice.mayBe("cells", folder.resolve("my-genes.h5"))).isTrue();
        assertThat(choice.mayBe("cells", folder.resolve("a.bin"))).isTrue();
        assertThat(choice.mayBe("cells", folder.resolve("a.csv"))).isFalse();
        assertThat(choice.mayBe("csv", folder.resolve("a.h5"))).isFalse();
        assertThat(choice.mayBe("csv", folder.resolve("a.bin"))).isTrue();
    }

    @Test
    void settingsBesideAFileAreCheckedAsThoseOfAConfiguration() {
        Path file = folder.resolve("a.h5");
        assertThat(DefaultFormat.choose(INSTALLED, file, List.of()).id()).isEqualTo("cells");
        assertThat(DefaultFormat.choose(INSTALLED, file, List.of("format=genes"))
                        .id())
                .isEqualTo("genes");
        assertThatThrownBy(() -> DefaultFormat.choose(INSTALLED, file, List.of("format=gene")))
                .hasMessage("--set format: no such data format is installed\n  got:      gene\n"
                        + "  expected: auto, cells, csv or genes\n  try:      did you mean genes?");
        assertThatThrownBy(() -> DefaultFormat.of(INSTALLED, "csv", file, List.of("labl=x")))
                .hasMessageContaining("unknown key data.labl")
                .hasMessageContaining("did you mean data.label?");
    }
}
