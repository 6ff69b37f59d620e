package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.coterie.runtime.plugins.Installed;
import org.coterie.runtime.plugins.InstalledMethod;
import org.junit.jupiter.api.Test;

/** Methods without a configuration file. */
class MethodDefaultsTest {
    private static InstalledMethod heads(String reference) {
        return Installed.of()
                .method(new Fakes.Heads(), reference)
                .build()
                .method("heads")
                .orElseThrow();
    }

    @Test
    void aPresetGivesSettings() {
        MethodChoice<?> paper = MethodDefaults.of(heads(Fakes.HEADS), "paper");

        assertThat(((Fakes.HeadSettings) paper.settings()).k()).isEqualTo(14);
        assertThatThrownBy(() -> MethodDefaults.of(heads(Fakes.HEADS), "fast")).hasMessage("""
                        heads has no such preset
                          got:      fast
                          expected: paper, published-code or recommended""");
    }

    @Test
    void aSettingWithoutADefaultIsMissing() {
        InstalledMethod method = heads(Fakes.HEADS.replace("k = 3\n", ""));

        assertThatThrownBy(() -> MethodDefaults.of(method, "recommended")).hasMessage("""
                the defaults: heads.k is missing
                  expected: a whole number from 2 to 10000""");
    }

    @Test
    void documentedKeysThatNobodyReadsAreFound() {
        assertThat(MethodDefaults.unread(heads(Fakes.HEADS))).isEmpty();
        assertThat(MethodDefaults.unread(heads(Fakes.HEADS
                        + "methods.heads { old = 1, training.momentum = 0.9, presets.paper.other { a = 1 } }\n")))
                .containsExactly("heads.old", "heads.other", "heads.training.momentum");
    }
}
