package org.coterie.model.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path runs;

    @Test
    void aTakenNameGetsTheNextNumber() throws IOException {
        try (RunFolder first = RunFolder.create(runs, "digits");
                RunFolder second = RunFolder.create(runs, "digits")) {
            assertThat(first.path()).isEqualTo(runs.resolve("digits"));
            assertThat(second.path()).isEqualTo(runs.resolve("digits-2"));
            AtomicFiles.write(first.metrics(), new byte[1]);
        }
        try (RunFolder again = RunFolder.create(runs, "digits")) {
            assertThat(again.path()).as("the second stayed empty").isEqualTo(runs.resolve("digits-2"));
            assertThat(again.takenOverFrom()).isEmpty();
        }
    }

    @Test
    void aFolderHeldInThisProcessIsRefused() throws IOException {
        try (RunFolder run = RunFolder.create(runs, "a")) {
            Files.writeString(run.resolvedConf(), "");
            assertThatThrownBy(() -> RunFolder.resume(run.path()))
                    .isInstanceOf(CoterieException.class)
                    .hasMessageContaining("run folder in use by another process")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
        RunFolder.resume(runs.resolve("a")).close();
    }

    @Test
    void aSecondProcessIsRefusedWithTheOwnersPidAndItsDeathIsNoticed() throws Exception {
        Process owner = Forked.start(Owner.class, runs.toString());
        try (BufferedReader said = new BufferedReader(owner.inputReader(UTF_8))) {
            Path folder = Path.of(said.readLine());
            assertThatThrownBy(() -> RunFolder.resume(folder))
                    .isInstanceOfSatisfying(
                            CoterieException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY))
                    .hasMessageContaining("run folder in use by another process")
                    .hasMessageContaining("pid " + owner.pid() + " on ");
            owner.destroyForcibly().waitFor();
            try (RunFolder run = RunFolder.resume(folder)) {
                assertThat(run.takenOverFrom())
                        .hasValueSatisfying(who -> assertThat(who).startsWith("pid " + owner.pid() + " on "));
                assertThat(run.path().resolve(AtomicFiles.TEMP + "left")).doesNotExist();
            }
            try (RunFolder run = RunFolder.resume(folder)) {
                assertThat(run.takenOverFrom()).isEmpty();
            }
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void whatIsNoRunCannotBeResumed() {
        assertThatThrownBy(() -> RunFolder.resume(runs.resolve("none")))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(Kind.ARTIFACT))
                .hasMessageContaining("there is no run to resume");
    }

    @Test
    void aFileInPlaceOfTheRunsFolderIsNamed() throws IOException {
        Path file = Files.writeString(runs.resolve("file"), "");
        assertThatThrownBy(() -> RunFolder.create(file, "a"))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));
    }

    @Test
    void noNameLeadsOutOfTheRunsFolder() throws IOException {
        String alphabet = "ab.-_/\\:*\0 ~é%$CONnul1\u202e";
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            StringBuilder name = new StringBuilder();
            for (int c = random.nextInt(6); c > 0; c--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try (RunFolder run = RunFolder.create(runs, name.toString())) {
                assertThat(run.path().getParent()).isEqualTo(runs);
                assertThat(run.path()).isNormalized();
            } catch (CoterieException e) {
                assertThat(e.kind()).isEqualTo(Kind.CONFIG);
            }
        }
        for (String bad : new String[] {"", "..", "CON", "nul.txt", "a/b", "a\\b", "a.", "x".repeat(101), "-a"}) {
            assertThatThrownBy(() -> RunFolder.create(runs, bad))
                    .isInstanceOf(CoterieException.class)
                    .hasMessageContaining("cannot have this name");
        }
    }

    /** Takes a run folder, says which, and waits to be killed. */
    static final class Owner {
        public static void main(String[] args) throws IOException {
            RunFolder run = RunFolder.create(Path.of(args[0]), "killed");
            Files.writeString(run.resolvedConf(), "");
            Files.writeString(run.path().resolve(AtomicFiles.TEMP + "left"), "");
            System.out.println(run.path());
            System.exit(System.in.read());
        }
    }
}
