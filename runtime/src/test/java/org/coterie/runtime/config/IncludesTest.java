package org.coterie.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an include may read, and what is said when it may not. */
class IncludesTest {
    private static final String BASE = "method = heads\ndata { file = a.csv }\n";

    @TempDir
    Path folder;

    private String says(String text) {
        Workshop workshop = new Workshop(folder);
        workshop.file("parts/good.conf", "training.rate = 0.5\n");
        workshop.file("parts/bad.conf", "training.rate = 5\ntrainig.rate = 3\n");
        workshop.file("parts/loop.conf", "include \"loop\"\n");
        workshop.file("parts/broken.conf", "training {\n  rate = 1 = 2\n}\n");
        return workshop.says(text);
    }

    @Test
    void aMissingInclude() {
        assertThat(says(BASE + "include \"missing\"")).isEqualTo("""
                CONFIG
                run.conf:3: the included file does not exist
                  got:      include "missing"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeAboveTheFolder() {
        assertThat(says(BASE + "include \"../x.conf\"")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files below the configuration only
                  got:      include "../x.conf"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeThatClimbsOutAgain() {
        assertThat(says(BASE + "include \"parts/../../x.conf\"")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files below the configuration only
                  got:      include "parts/../../x.conf"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anAbsoluteInclude() {
        assertThat(says(BASE + "include file(\"/etc/hostname\")")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files below the configuration only
                  got:      include "/etc/hostname"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeOfAnAddress() {
        assertThat(says(BASE + "include url(\"http://localhost/x\")")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files only
                  got:      include "http://localhost/x"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeOfAnAddressInDisguise() {
        assertThat(says(BASE + "include \"http://localhost/x\"")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files only
                  got:      include "http://localhost/x"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeFromTheClassPath() {
        assertThat(says(BASE + "include classpath(\"reference.conf\")")).isEqualTo("""
                CONFIG
                run.conf:3: include reads files only
                  got:      include "reference.conf"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void aRequiredIncludeThatIsMissing() {
        assertThat(says(BASE + "include required(file(\"nothing.conf\"))")).isEqualTo("""
                CONFIG
                run.conf:3: the included file does not exist
                  got:      include "nothing.conf"
                  expected: a file in the folder of the configuration or below it
                """);
    }

    @Test
    void anIncludeOfItself() {
        assertThat(says(BASE + "include \"parts/loop\"")).isEqualTo("""
                CONFIG
                parts/loop.conf:1: files include each other in a circle
                  got:      include "loop"
                """);
    }

    @Test
    void mistakesInAnIncludedFile() {
        assertThat(says(BASE + "heads { include \"parts/bad\" }")).isEqualTo("""
                CONFIG
                2 problems

                1) parts/bad.conf:1: heads.training.rate: out of range
                     got:      5
                     expected: a number from 0 to 1

                2) parts/bad.conf:2: unknown key heads.trainig
                     try:      did you mean heads.training?
                """);
    }

    @Test
    void aSyntaxErrorInAnIncludedFile() {
        assertThat(says(BASE + "heads { include \"parts/broken\" }")).isEqualTo("""
                CONFIG
                parts/broken.conf:2: syntax error: expecting close brace } or a comma, got '='
                """);
    }
}
