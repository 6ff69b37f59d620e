package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings given beside the file: the exact report. */
class OverridesTest {
    private static final String BASE = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    private String says(String text, String... overrides) {
        return new Workshop(folder).says(text, overrides);
    }

    @Test
    void aValueOutOfItsRange() {
        assertThat(says(BASE, "heads.k=1")).isEqualTo("""
                CONFIG
                --set heads.k=1: heads.k: out of range
                  got:      1
                  expected: a whole number from 2 to 10000
                """);
    }

    @Test
    void noValue() {
        assertThat(says(BASE, "heads.k")).isEqualTo("""
                CONFIG
                --set heads.k: not a setting
                  expected: key=value, such as seed=1
                """);
    }

    @Test
    void anEmptyValue() {
        assertThat(says(BASE, "heads.k=")).isEqualTo("""
                CONFIG
                --set heads.k=: not a setting
                  expected: key=value, such as seed=1
                """);
    }

    @Test
    void noKey() {
        assertThat(says(BASE, "=3")).isEqualTo("""
                CONFIG
                --set =3: not a setting
                  expected: key=value, such as seed=1
                """);
    }

    @Test
    void aKeyWithTwoDots() {
        assertThat(says(BASE, "a..b=3")).isEqualTo("""
                CONFIG
                --set a..b=3: not a key
                  got:      a..b
                  expected: names joined by dots, such as data.file
                """);
    }

    @Test
    void aSubstitution() {
        assertThat(says(BASE, "name=${HOME}")).isEqualTo("""
                CONFIG
                --set name=${HOME}: a substitution is not possible here
                  got:      ${HOME}
                  expected: the value itself
                """);
    }

    @Test
    void aListThatDoesNotEnd() {
        assertThat(says(BASE, "heads.widths=[1")).isEqualTo("""
                CONFIG
                --set heads.widths=[1: this [ is never closed
                """);
    }

    @Test
    void anUnknownKey() {
        assertThat(says(BASE, "heads.kk=3")).isEqualTo("""
                CONFIG
                --set heads.kk=3: unknown key heads.kk
                  try:      did you mean heads.k?
                """);
    }

    @Test
    void twoSettingsInOne() {
        assertThat(says(BASE, "seed=1,name=x")).isEqualTo("""
                CONFIG
                --set seed=1,name=x: seed: not a whole number
                  got:      "1,name=x"
                  expected: a whole number, at least 0
                """);
    }

    @Test
    void anIncludeInAValue() {
        assertThat(says(BASE, "heads={include \"x\"}")).isEqualTo("""
                CONFIG
                --set heads={include "x"}: include is not possible here
                  got:      include "x"
                  expected: values written out
                """);
    }

    @Test
    void mistakesOfTheFileComeFirst() {
        assertThat(says(BASE + "heads { k = 1 }", "seed=x")).isEqualTo("""
                CONFIG
                2 problems

                1) run.conf:3: heads.k: out of range
                     got:      1
                     expected: a whole number from 2 to 10000

                2) --set seed=x: seed: not a whole number
                     got:      "x"
                     expected: a whole number, at least 0
                """);
    }
}
