package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin of {@code examples/plugin-template}, built on the jars of the distribution and dropped into a folder. */
class PluginTest {
    private static final Path PROJECT = Shell.ROOT.resolve("examples/plugin-template");
    private static final String CONFIG = PROJECT.resolve("example.conf").toString();

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        Path classes = built.resolve("classes");
        Javac.module(PROJECT.resolve("src/main/java"), classes);
        Files.copy(PROJECT.resolve("src/main/resources/reference.conf"), classes.resolve("reference.conf"));
        Javac.jar(classes, Files.createDirectory(built.resolve("plugins")).resolve("soft-kmeans.jar"), "1.0.0");
    }

    private Result coterie(String... args) throws IOException, InterruptedException {
        return Shell.finish(folder, start(built.resolve("plugins"), args));
    }

    private Process start(Path plugins, String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--plugins", plugins.toString()));
        return Shell.start(folder, all.toArray(String[]::new));
    }

    @Test
    void itIsListedWithItsOriginAndItsSettings() throws IOException, InterruptedException {
        Result methods = coterie("methods", "--verbose");
        assertThat(methods.code()).isZero();
        assertThat(methods.err()).isEmpty();
        assertThat(methods.out())
                .contains(
                        "soft-kmeans, from example.softkmeans 1.0.0 (soft-kmeans.jar)",
                        "Rose, Gurewitz and Fox",
                        "deepwak, from org.coterie.deepwak",
                        "# Passes over the rows; 1 to 100000.\n    epochs = 200");
    }

    @Test
    void itsKeysAreCheckedAndAllProblemsComeTogether() throws IOException, InterruptedException {
        Shell.write(folder, "bad.conf", """
                method = soft-kmeans
                data { file = "shipped:iris" }
                soft-kmeans { k = 1, epoch = 10, hot = 0.1, cold = 0.5 }
                """);
        Result validate = coterie("validate", "bad.conf");
        assertThat(validate.code()).isEqualTo(2);
        assertThat(validate.err())
                .contains(
                        "3 problems",
                        "unknown key soft-kmeans.epoch",
                        "did you mean soft-kmeans.epochs?",
                        "soft-kmeans.k",
                        "at most hot, which is 0.1",
                        "bad.conf:3");
    }

    @Test
    void aRunGivesScoresAndAModelThatPredicts() throws IOException, InterruptedException {
        Result run = coterie("run", CONFIG, "--set", "name=run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("soft-kmeans", "k-means", "ARI").endsWith("runs/run\n");
        String rows = Shell.ROOT.resolve("examples/new-penguins.csv").toString();
        Result predict = coterie("predict", "runs/run", rows, "--out", "new.csv");
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("new.csv"))).hasSize(4);
        Result without = Shell.run(folder, "predict", "runs/run", rows);
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).contains("soft-kmeans", "not installed");
    }

    @Test
    void aKilledRunIsResumedToTheSameBits() throws Exception {
        String[] settings = {"run", CONFIG, "--set", "checkpoint.every-epochs=1", "--set"};
        assertThat(coterie(with(settings, "name=whole")).code()).isZero();
        Process process = start(built.resolve("plugins"), with(settings, "name=broken"));
        await(process, folder.resolve("runs/broken/checkpoints"));
        process.destroyForcibly().waitFor(); // SIGKILL
        assertThat(folder.resolve("runs/broken/metrics.json")).doesNotExist();
        Result end = coterie("resume", "runs/broken");
        assertThat(end.code()).as(end.err()).isZero();
        for (String file : List.of("assignments.csv", "centroids.csv", "metrics.json", "model/parameters.npz")) {
            assertThat(folder.resolve("runs/broken").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("runs/whole").resolve(file));
        }
    }

    @Test
    void aBrokenJarBesideItIsOneProblemAndTheRestWorks() throws IOException, InterruptedException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(
                built.resolve("plugins/soft-kmeans.jar"),
                plugins.resolve("soft-kmeans.jar"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
        Result methods = Shell.finish(folder, start(plugins, "methods"));
        assertThat(methods.code()).isZero();
        assertThat(methods.out()).contains("soft-kmeans, from", "deepwak, from");
        assertThat(methods.err()).contains("1 problem", "broken.jar").doesNotContain("2)", "\tat ");
        Result run = Shell.finish(folder, start(plugins, "run", CONFIG, "--quiet", "--set", "soft-kmeans.epochs=5"));
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static String[] with(String[] args, String last) {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = last;
        return all;
    }

    /** Waits until a checkpoint is there. */
    private static void await(Process process, Path checkpoints) throws IOException {
        while (process.isAlive()) {
            if (Files.isDirectory(checkpoints)) {
                try (Stream<Path> files = Files.list(checkpoints)) {
                    if (files.anyMatch(file -> file.getFileName().toString().startsWith("step-"))) {
                        return;
                    }
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the run ended before its first checkpoint");
    }
}
