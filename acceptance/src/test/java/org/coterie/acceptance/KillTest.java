package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final String LONG = RunTest.PENGUINS.replace("length = 300", "length = 3000")
            + "checkpoint { every-epochs = 20, every-seconds = 0 }\n";
    private static final List<String> SAME =
            List.of("assignments.csv", "centroids.csv", "metrics.json", "model/parameters.npz");

    @TempDir
    Path folder;

    private void unbroken() throws IOException, InterruptedException {
        Shell.write(folder, "whole.conf", LONG.replace("name = penguins", "name = whole"));
        Shell.write(folder, "broken.conf", LONG.replace("name = penguins", "name = broken"));
        assertThat(Shell.run(folder, "run", "whole.conf").code()).isZero();
    }

    /** The checkpoints in order of their steps. */
    private List<String> checkpoints() throws IOException {
        Path place = folder.resolve("runs/broken/checkpoints");
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("step-"))
                    .sorted()
                    .toList();
        }
    }

    private void awaitCheckpointAfter(String last, Process process) throws IOException {
        while (process.isAlive()) {
            List<String> now = checkpoints();
            if (!now.isEmpty() && now.get(now.size() - 1).compareTo(last) > 0) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunKilledAgainAndAgainEndsWithTheBitsOfTheUnbrokenOne() throws IOException, InterruptedException {
        unbroken();
        Process process = Shell.start(folder, "run", "broken.conf");
        List<String> kills = new ArrayList<>();
        for (int kill = 0; kill < 3; kill++) {
            awaitCheckpointAfter(kills.isEmpty() ? "" : kills.get(kills.size() - 1), process);
            process.destroyForcibly().waitFor(); // SIGKILL: nothing of the process runs any more
            List<String> now = checkpoints();
            assertThat(now).isNotEmpty();
            kills.add(now.get(now.size() - 1));
            process = Shell.start(folder, "resume", "runs/broken");
        }
        Result end = Shell.finish(folder, process);
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(kills).doesNotHaveDuplicates();
        for (String file : SAME) {
            assertThat(folder.resolve("runs/broken").resolve(file))
                    .as("killed after %s", kills)
                    .hasSameBinaryContentAs(folder.resolve("runs/whole").resolve(file));
        }
    }

    @Test
    void anInterruptedRunSavesSaysHowToResumeAndEndsWithTheSameBits() throws IOException, InterruptedException {
        unbroken();
        Process process = Shell.start(folder, "run", "broken.conf");
        awaitCheckpointAfter("", process);
        process.destroy(); // SIGTERM
        Result stopped = Shell.finish(folder, process);
        assertThat(stopped.code()).isEqualTo(143);
        assertThat(stopped.err()).contains("coterie resume runs/broken");
        Result end = Shell.run(folder, "resume", "runs/broken");
        assertThat(end.code()).as(end.err()).isZero();
        for (String file : SAME) {
            assertThat(folder.resolve("runs/broken").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("runs/whole").resolve(file));
        }
    }

    @Test
    void aFolderInUseIsRefusedWithItsOwner() throws IOException, InterruptedException {
        Shell.write(
                folder,
                "broken.conf",
                LONG.replace("name = penguins", "name = broken").replace("3000", "300000"));
        Process owner = Shell.start(folder, "run", "broken.conf");
        try {
            awaitCheckpointAfter("", owner);
            Path other = Files.createDirectory(folder.resolve("other"));
            Result second = Shell.run(other, "resume", "../runs/broken");
            assertThat(second.code()).isEqualTo(6);
            assertThat(second.err()).contains("in use by another process", Long.toString(owner.pid()));
        } finally {
            owner.destroyForcibly().waitFor();
        }
    }
}
