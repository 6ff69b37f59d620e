package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("species", "body_mass_g", "sex", "batch-size");

    @Test
    void findsWhatWasMeant() {
        assertThat(Spelling.nearest("specise", KNOWN)).contains("species");
        assertThat(Spelling.nearest("Body-Mass-G", KNOWN)).contains("body_mass_g");
        assertThat(Spelling.nearest("batchsiz", KNOWN)).contains("batch-size");
        assertThat(Spelling.nearest("sx", KNOWN)).contains("sex");
    }

    @Test
    void doesNotGuessWildly() {
        assertThat(Spelling.nearest("learning-rate", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("b", List.of("a", "c"))).isEmpty();
        assertThat(Spelling.nearest("species", List.of())).isEmpty();
    }
}
