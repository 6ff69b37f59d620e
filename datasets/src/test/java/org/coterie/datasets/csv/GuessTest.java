package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.coterie.datasets.files.Shipped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table seems to want of its configuration. */
class GuessTest {
    @TempDir
    Path folder;

    private List<String> guesses(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        return new CsvFormat()
                .suggest(file).stream()
                        .map(s -> (s.needed() ? "" : "? ") + s.key() + " = " + s.value())
                        .toList();
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Shipped.class.getResourceAsStream("shipped/" + name))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Test
    void penguinsHaveTextsGapsAndASpecies() throws IOException {
        assertThat(guesses(shipped("penguins.csv")))
                .containsExactly("ignore = [species, island, sex]", "missing = keep", "? label = species");
    }

    @Test
    void aLastColumnThatAloneHasFewWholeNumbersMayBeClasses() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append(i * 0.37)
                    .append(',')
                    .append(i * 1.3)
                    .append(',')
                    .append(i % 3)
                    .append('\n');
        }
        assertThat(guesses(text.toString())).containsExactly("? label = \"3\"", "? ignore = [\"3\"]");
    }

    @Test
    void countsAreNotClasses() throws IOException {
        StringBuilder text = new StringBuilder("g1,g2,g3\n");
        for (int i = 0; i < 30; i++) {
            text.append(i % 2)
                    .append(',')
                    .append(i % 3)
                    .append(',')
                    .append(i % 4)
                    .append('\n');
        }
        assertThat(guesses(text.toString())).isEmpty();
    }

    @Test
    void aColumnThatDiffersFromRowToRowNamesTheRows() throws IOException {
        assertThat(guesses(",a,b\ncell-1,1.5,2\ncell-2,2.5,9\ncell-3,3.5,4\n")).containsExactly("id = x1");
    }

    @Test
    void aFirstLineThatAloneHoldsTextIsAHeader() throws IOException {
        assertThat(guesses("150,width,length\n1.5,2.5,3.25\n2.5,3.5,4.25\n")).containsExactly("header = yes");
    }

    @Test
    void decimalCommasAreSeen() throws IOException {
        assertThat(guesses("a;b\n1,5;2,25\n3,5;4,75\n")).containsExactly("decimal = comma");
    }

    @Test
    void whatCannotBeReadSuggestsNothing() throws IOException {
        assertThat(guesses("")).isEmpty();
        assertThat(guesses("a,\"b\n1,2\n")).isEmpty();
        assertThat(new CsvFormat().suggest(folder.resolve("nowhere.csv"))).isEmpty();
    }
}
