package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.coterie.runtime.cli.Check.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
    @TempDir
    Path folder;

    @Test
    void aCheckIsALineAndWhereNeededACure() {
        assertThat(Check.ok("java", "17.0.1, Someone")).hasToString("ok    java        17.0.1, Someone");
        assertThat(Check.fail("cache", "full", "make room")).hasToString("""
                fail  cache       full
                                  try: make room""");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, FAIL", "17, OK", "25.0.3+9-LTS, OK"})
    void javaMustBe17OrNewer(String version, State state) {
        assertThat(Checks.java(Runtime.Version.parse(version), "Someone").state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, OK",
        "Linux, aarch64, OK",
        "Mac OS X, aarch64, OK",
        "Mac OS X, x86_64, FAIL",
        "Windows 11, amd64, OK",
        "Linux, riscv64, FAIL"
    })
    void onlySystemsTensorFlowIsPublishedForWillDo(String name, String arch, State state) {
        assertThat(Checks.system(name, arch).state()).isEqualTo(state);
    }

    @Test
    void aProcessorWithoutAvxIsNoticedBeforeItEndsTheProcess() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "model name : x\nflags\t\t: fpu sse4_2 ht\n");
        Path recent = Files.writeString(folder.resolve("recent"), "flags\t\t: fpu sse4_2 avx avx2\n");
        assertThat(Checks.processor(old, 2).state()).isEqualTo(State.FAIL);
        assertThat(Checks.processor(recent, 2).state()).isEqualTo(State.OK);
        assertThat(Checks.processor(folder.resolve("none"), 2).state()).isEqualTo(State.OK);
    }

    @Test
    void theCacheNeedsRoomUnlessItIsThereAlready() throws IOException {
        Path cache = folder.resolve("a").resolve("cache");
        assertThat(Checks.cache(cache, 1).state()).isEqualTo(State.OK);
        assertThat(Checks.cache(cache, Long.MAX_VALUE).cure()).contains("COTERIE_CACHE");
        Files.createDirectories(cache);
        assertThat(Checks.cache(cache, Long.MAX_VALUE).state()).isEqualTo(State.OK);
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Checks.cache(file, 1).said()).endsWith("cannot be written");
    }

    @Test
    void littleMemoryIsAWarning() {
        assertThat(Checks.memory(512_000_000L, 128_000_000L).state()).isEqualTo(State.WARN);
        assertThat(Checks.memory(8_000_000_000L, 2_000_000_000L).said())
                .isEqualTo("8.0 GB, of which Java may take 2.0 GB");
    }

    @Test
    void aLibraryThatDoesNotLoadIsSaidWithItsFirstCause() {
        Check check = Checks.tensorflow(() -> {
            throw new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnitensorflow in path\nmore"));
        });
        assertThat(check.state()).isEqualTo(State.FAIL);
        assertThat(check.said()).isEqualTo("UnsatisfiedLinkError: no jnitensorflow in path");
    }

    @Test
    void brokenPluginsAreAWarning() {
        assertThat(Checks.plugins(Optional.empty(), Toys::installed))
                .isEqualTo(Check.ok("plugins", "no folder of plugins, 1 method installed"));
    }
}
