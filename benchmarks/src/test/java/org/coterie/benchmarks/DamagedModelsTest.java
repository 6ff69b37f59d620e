package org.coterie.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small part of {@code benchmarks/robustness damage}. */
class DamagedModelsTest {
    @TempDir
    private Path work = Path.of("");

    @Test
    void damageIsSeenOrChangesNothing() throws IOException {
        DamagedModels models = new DamagedModels(work);
        Map<String, DamagedModels.Tally> tallies = models.damage(3 * Damaging.values().length, 2, false);
        tallies.putAll(models.damage(2 * Damaging.values().length, 3, true));
        assertThat(models.wrong()).isEmpty();
        assertThat(tallies).hasSize(Damaging.values().length);
        assertThat(tallies.get("flipped bit").tried).isPositive();
    }
}
