package org.coterie.datasets.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.coterie.api.data.Catalogue.Algorithm;
import org.coterie.api.data.Catalogue.Download;
import org.coterie.api.data.Catalogue.Entry;
import org.coterie.api.data.Catalogue.Known;
import org.junit.jupiter.api.Test;

/** The list of data sets says of each value how well it is known. */
class EntriesTest {
    private final List<Entry> entries = new PaperCatalogue().entries();

    private Entry entry(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void namesAreDifferentAndEasyToType() {
        assertThat(entries).extracting(Entry::name).doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> entry.name().matches("[a-z][a-z0-9-]+"));
        assertThat(entries).allMatch(entry -> entry.about().endsWith("."));
    }

    @Test
    void addressesAreOfTheWeb() {
        Stream<Known<java.net.URI>> addresses =
                entries.stream().flatMap(e -> e.downloads().stream()).flatMap(d -> d.addresses().stream());
        assertThat(addresses).allMatch(known -> known.value().getScheme().matches("https?"));
    }

    @Test
    void plainHttpIsTakenOnlyWhereAChecksumMakesItSafe() {
        assertThat(entries.stream().flatMap(e -> e.downloads().stream()))
                .filteredOn(d -> d.addresses().stream()
                        .anyMatch(a -> a.value().getScheme().equals("http")))
                .isNotEmpty()
                .allMatch(d -> d.checksum().filter(Known::verified).isPresent());
    }

    @Test
    void theFilesOfMnistArePinned() {
        assertThat(entry("mnist").downloads())
                .hasSize(4)
                .allMatch(d -> d.checksum().orElseThrow().value().algorithm() == Algorithm.SHA256)
                .allMatch(d -> d.checksum().orElseThrow().verified())
                .extracting(d -> d.bytes().orElseThrow().value())
                .containsExactly(9912422L, 28881L, 1648877L, 4542L);
    }

    @Test
    void theLevineFilesArePinnedByTheirNamesInGit() {
        Download levine = entry("levine-32").downloads().get(0);
        assertThat(levine.checksum().orElseThrow().value())
                .hasToString("git-blob:13064813387c7c045fce9fac2d039f803df4519d");
        assertThat(levine.addresses().get(0).verified()).isFalse();
    }

    @Test
    void whatOnlyAPersonCanGetIsExplained() {
        for (String name : List.of("samusik", "bodenmiller", "intestine")) {
            assertThat(entry(name).downloads()).isEmpty();
            assertThat(entry(name).byHand()).contains("Lay them out as\n  " + name + "/");
        }
    }
}
