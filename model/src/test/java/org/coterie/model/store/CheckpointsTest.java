package org.coterie.model.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.CoterieException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path place;

    private static Map<String, NdArray> state(long step) {
        float[] w = new float[2000];
        Arrays.fill(w, (float) step);
        return Map.of("w", NdArray.of(w, 20, 100), "adam/step", NdArray.of(new long[] {step}));
    }

    private static Path write(Checkpoints checkpoints, long step) {
        return checkpoints.write(step, state(step), Map.of("epoch", step / 10, "rate", 0.1));
    }

    private static void assertIsOf(long step, Checkpoint checkpoint) {
        assertThat(checkpoint.step()).isEqualTo(step);
        assertThat(checkpoint.state()).isEqualTo(state(step));
        assertThat(checkpoint.progress()).isEqualTo(Map.of("epoch", step / 10, "rate", 0.1));
    }

    @Test
    void theLatestIsReadBackAndTheLastFewAreKept() throws IOException {
        Checkpoints checkpoints = new Checkpoints(place.resolve("checkpoints"), 2);
        assertThat(checkpoints.latest()).isEmpty();
        for (long step : new long[] {10, 200, 3000, 123456789}) {
            write(checkpoints, step);
        }
        assertIsOf(123456789, checkpoints.latest().orElseThrow());
        assertThat(names(place.resolve("checkpoints"))).containsExactly("step-00003000", "step-123456789");
    }

    @Test
    void aDamagedLatestFallsBackAndSaysSo() throws IOException {
        Checkpoints checkpoints = new Checkpoints(place, 3);
        write(checkpoints, 1);
        Path damaged = write(checkpoints, 2);
        Files.writeString(damaged.resolve("progress.json"), "{}");
        Path renamed = write(checkpoints, 3);
        Files.move(renamed, place.resolve("step-00000009"));
        Checkpoint latest = checkpoints.latest().orElseThrow();
        assertIsOf(1, latest);
        assertThat(latest.passedOver()).hasSize(2);
        assertThat(latest.passedOver().get(0)).contains("step-00000009", "the checkpoint of step 3");
        assertThat(latest.passedOver().get(1)).contains("step-00000002", "progress.json", "is damaged");
    }

    @Test
    void whereNoneVerifiesAllReasonsAreGiven() throws IOException {
        Checkpoints checkpoints = new Checkpoints(place, 3);
        Files.delete(write(checkpoints, 1).resolve("state.npz"));
        Files.delete(write(checkpoints, 2).resolve(Manifest.FILE));
        assertThatThrownBy(checkpoints::latest).isInstanceOfSatisfying(CoterieException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.ARTIFACT);
            assertThat(e.faults()).hasSize(2);
        });
    }

    @Test
    void aCheckpointThatCannotBeWrittenLeavesTheOthers() throws IOException {
        Checkpoints checkpoints = new Checkpoints(place, 1);
        write(checkpoints, 1);
        Map<String, Object> notJson = Map.of("thread", Thread.currentThread());
        assertThatThrownBy(() -> checkpoints.write(2, state(2), notJson)).isInstanceOf(IllegalArgumentException.class);
        assertIsOf(1, checkpoints.latest().orElseThrow());
        assertThat(names(place)).containsExactly("step-00000001");
    }

    @Test
    void noMutationIsEverLoadedAsSomethingElse() throws IOException {
        Checkpoints checkpoints = new Checkpoints(place, 2);
        write(checkpoints, 1);
        Path newest = write(checkpoints, 2);
        SplittableRandom random = new SplittableRandom(11);
        List<String> files = List.of("state.npz", "progress.json", Manifest.FILE);
        for (int i = 0; i < 500; i++) {
            Path file = newest.resolve(files.get(random.nextInt(3)));
            byte[] bytes = Files.readAllBytes(file);
            byte[] mutated = random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            if (mutated.length == bytes.length) {
                mutated[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, mutated);
            assertIsOf(1, checkpoints.latest().orElseThrow());
            Files.write(file, bytes);
        }
        assertIsOf(2, checkpoints.latest().orElseThrow());
    }

    @Test
    void aKilledWriterLeavesAWholeCheckpoint() throws Exception {
        for (int kill = 0; kill < 4; kill++) {
            Process writer = Forked.start(Writer.class, place.toString(), Integer.toString(1 + kill * 1000));
            long last = 0;
            try (BufferedReader said = new BufferedReader(writer.inputReader(UTF_8))) {
                for (int i = 0; i < 5 + 3 * kill; i++) {
                    last = Long.parseLong(said.readLine());
                }
                writer.destroyForcibly().waitFor(); // somewhere in the next write
            }
            AtomicFiles.settle(place);
            Checkpoint latest = new Checkpoints(place, 2).latest().orElseThrow();
            assertThat(latest.step()).isGreaterThanOrEqualTo(last);
            assertThat(latest.passedOver()).isEmpty();
            assertIsOf(latest.step(), latest);
        }
    }

    /** Writes checkpoints and says so until killed. */
    static final class Writer {
        public static void main(String[] args) {
            Checkpoints checkpoints = new Checkpoints(Path.of(args[0]), 2);
            for (long step = Long.parseLong(args[1]); ; step++) {
                write(checkpoints, step);
                System.out.println(step);
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return AtomicFiles.children(folder).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }
}
