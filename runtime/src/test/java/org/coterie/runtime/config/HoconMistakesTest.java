package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that is not a configuration, or one of HOCON's traps: the exact report. */
class HoconMistakesTest {
    private static final String BASE = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    /** Forty lines, each the form of the one before. */
    private static String doubling(String form, String first) {
        return "b0 = " + first + "\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "b" + i + " = " + form.formatted("b" + (i - 1)))
                        .collect(Collectors.joining("\n"));
    }

    private String says(String text, String... overrides) {
        return new Workshop(folder).says(text, overrides);
    }

    @Test
    void aBraceThatIsNeverClosed() {
        assertThat(says(BASE + "heads {\n  k = 3\n")).isEqualTo("""
                CONFIG
                run.conf:3: this { is never closed
                """);
    }

    @Test
    void aBraceTooMany() {
        assertThat(says(BASE + "heads { k = 3 } }")).isEqualTo("""
                CONFIG
                run.conf:3: this } closes nothing
                """);
    }

    @Test
    void aBracketClosedByABrace() {
        assertThat(says(BASE + "heads { widths = [1, 2 }")).isEqualTo("""
                CONFIG
                run.conf:3: this } closes nothing
                """);
    }

    @Test
    void aListWhereASectionShouldBe() {
        assertThat(says(BASE + "heads [ 3 ]")).isEqualTo("""
                CONFIG
                run.conf:3: syntax error: key 'heads' may not be followed by token: '['
                """);
    }

    @Test
    void twoValuesForAKey() {
        assertThat(says(BASE + "heads { k = 3 : 4 }")).isEqualTo("""
                CONFIG
                run.conf:3: syntax error: expecting close brace } or a comma, got ':'
                """);
    }

    @Test
    void aQuoteThatDoesNotEnd() {
        assertThat(says(BASE + "name = \"abc\nseed = 1")).isEqualTo("""
                CONFIG
                run.conf:3: a text in quotes does not end on its line
                """);
    }

    @Test
    void aSubstitutionThatDoesNotEnd() {
        assertThat(says(BASE + "name = ${x\n")).isEqualTo("""
                CONFIG
                run.conf:3: a ${ without its }
                """);
    }

    @Test
    void twoDotsInAKey() {
        assertThat(says(BASE + "x..y = 3")).isEqualTo("""
                CONFIG
                run.conf:3: syntax error: path has a leading, trailing, or two adjacent period '.'
                """);
    }

    @Test
    void aKeyWithoutAValue() {
        assertThat(says(BASE + "just words\n")).isEqualTo("""
                CONFIG
                run.conf:4: syntax error: key 'just words' may not be followed by token: end of file
                """);
    }

    @Test
    void aListAtTheTop() {
        assertThat(says("[1, 2]")).isEqualTo("""
                CONFIG
                run.conf:1: a configuration is made of keys with values
                """);
    }

    @Test
    void tooManyBraces() {
        assertThat(says(BASE + "{".repeat(100))).isEqualTo("""
                CONFIG
                run.conf:3: sections are nested too deeply
                  expected: at most 64 levels
                """);
    }

    @Test
    void tooManyBrackets() {
        assertThat(says(BASE + "heads.widths = " + "[".repeat(5000))).isEqualTo("""
                CONFIG
                run.conf:3: sections are nested too deeply
                  expected: at most 64 levels
                """);
    }

    @Test
    void tooManyDots() {
        assertThat(says(BASE + "a.".repeat(100) + "b = 1")).isEqualTo("""
                CONFIG
                run.conf:3: sections are nested too deeply
                  expected: at most 64 levels
                """);
    }

    @Test
    void anEnvironmentVariable() {
        assertThat(says(BASE + "name = ${HOME}")).isEqualTo("""
                CONFIG
                run.conf:3: nothing to put in for ${HOME}
                  got:      ${HOME}
                  expected: the path of a key in this file
                  try:      environment variables are not read
                """);
    }

    @Test
    void anOptionalEnvironmentVariable() {
        assertThat(says(BASE + "name = ${?HOME}")).isEqualTo("""
                CONFIG
                run.conf:3: an optional substitution would vanish silently
                  got:      ${?HOME}
                  try:      name a key of this file, without the question mark; environment variables are not read
                """);
    }

    @Test
    void aCircleOfSubstitutions() {
        assertThat(says(BASE + "name = ${other}\nother = ${name}")).isEqualTo("""
                CONFIG
                run.conf:3: substitutions refer to each other in a circle
                  got:      ${other}
                  expected: the path of a key in this file
                """);
    }

    @Test
    void aKeySetTwice() {
        assertThat(says(BASE + "seed = 1\nseed = 2")).isEqualTo("""
                CONFIG
                run.conf:4: seed is set twice
                  expected: each key once in a file
                  try:      remove this line or line 3
                """);
    }

    @Test
    void aKeySetTwiceInTwoNotations() {
        assertThat(says(BASE + "heads.k = 3\nheads { k = 4 }")).isEqualTo("""
                CONFIG
                run.conf:4: heads.k is set twice
                  expected: each key once in a file
                  try:      remove this line or line 3
                """);
    }

    @Test
    void substitutionsThatDouble() {
        assertThat(says(BASE + doubling("${%1$s}${%1$s}", "xxxxxxxxxx"))).isEqualTo("""
                CONFIG
                run.conf: the substitutions of this file multiply
                  expected: at most 4000000 characters once all ${...} are put in
                """);
    }

    @Test
    void listsThatDouble() {
        assertThat(says(BASE + doubling("[${%1$s}, ${%1$s}]", "[1]"))).isEqualTo("""
                CONFIG
                run.conf: the substitutions of this file multiply
                  expected: at most 4000000 characters once all ${...} are put in
                """);
    }

    @Test
    void aValueThatDoublesItself() {
        assertThat(says(BASE + "x = ab\n" + "x = ${x}${x}\n".repeat(40))).isEqualTo("""
                CONFIG
                run.conf: the substitutions of this file multiply
                  expected: at most 4000000 characters once all ${...} are put in
                """);
    }

    @Test
    void tooManySubstitutions() {
        assertThat(says(BASE + "x = 1\n" + "y = ${x}\n".repeat(300))).isEqualTo("""
                CONFIG
                run.conf:260: too many substitutions
                  expected: at most 256
                """);
    }
}
