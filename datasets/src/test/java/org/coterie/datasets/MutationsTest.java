package org.coterie.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchman is watched. */
class MutationsTest {
    private static final byte[] GOOD = "3 4 12 a good file\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void damageIsOfManyKindsAndTheSameEveryTime() {
        List<String> once = new ArrayList<>();
        List<String> again = new ArrayList<>();
        Mutations.in(folder).sample("a", GOOD).check(file -> once.add(text(file)));
        Mutations.in(folder).sample("a", GOOD).check(file -> again.add(text(file)));
        assertThat(again).isEqualTo(once);
        assertThat(new HashSet<>(once)).hasSizeGreaterThan(900);
    }

    @Test
    void dataFaultsAreTakenWell() {
        Mutations.in(folder).sample("a", GOOD).check(file -> {
            throw Fault.of("damaged").at("a").as(CoterieException.Kind.DATA);
        });
    }

    @Test
    void otherExceptionsAndOtherKindsAndLargeArraysAreNot() {
        Mutations mutations = Mutations.in(folder).sample("a", GOOD);
        assertThatThrownBy(() -> mutations.check(file -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessageContaining("mine");
        assertThatThrownBy(() -> mutations.check(file -> {
                    throw Fault.of("damaged").as(CoterieException.Kind.CONFIG);
                }))
                .hasMessageContaining("CONFIG");
        List<byte[]> kept = new ArrayList<>();
        assertThatThrownBy(() -> mutations.check(file -> kept.add(new byte[80 << 20])))
                .hasMessageContaining("bytes allocated for a, number 0");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
