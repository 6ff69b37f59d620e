package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The similarity of {@code examples/plugin-similarity}: a jar in a folder that adds to a method of the house. */
class SimilarityPluginTest {
    private static final Path PROJECT = Shell.ROOT.resolve("examples/plugin-similarity");
    private static final String ROWS =
            Shell.ROOT.resolve("examples/new-penguins.csv").toString();

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        Path plugins = Files.createDirectory(built.resolve("plugins"));
        Path classes = built.resolve("classes");
        Javac.module(PROJECT.resolve("src/main/java"), classes);
        Files.copy(PROJECT.resolve("src/main/resources/reference.conf"), classes.resolve("reference.conf"));
        Javac.jar(classes, plugins.resolve("shared-neighbours.jar"), "1.0.0");
        broken("failing", "public Broken() { throw new IllegalStateException(\"no luck\"); }", plugins);
        broken("nameless", "", plugins);
    }

    /** A jar whose similarity fails: when it is made, or when it is asked for its name. */
    private static void broken(String name, String constructor, Path plugins) throws IOException {
        Path sources = built.resolve(name);
        Map<String, String> files = Map.of(
                "module-info.java",
                "module " + name + " { requires org.coterie.moesimvae; provides org.coterie.moesimvae.Similarity with "
                        + name + ".Broken; }",
                name + "/Broken.java",
                "package " + name + "; public final class Broken implements org.coterie.moesimvae.Similarity {"
                        + (constructor.isEmpty() ? "public Broken() {}" : constructor)
                        + "public String id() { throw new IllegalStateException(\"no name\"); }"
                        + "public Source source(org.coterie.api.Settings in) { return task -> null; } }");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path to = sources.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.writeString(to, file.getValue());
        }
        Javac.module(sources, built.resolve(name + "-classes"));
        Javac.jar(built.resolve(name + "-classes"), plugins.resolve(name + ".jar"), "1.0.0");
    }

    private Result coterie(String... args) throws IOException, InterruptedException {
        return Shell.finish(folder, start(args));
    }

    private Process start(String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--plugins", built.resolve("plugins").toString()));
        return Shell.start(folder, all.toArray(String[]::new));
    }

    private void config(String name, String similarity) throws IOException {
        Shell.write(folder, name + ".conf", """
                method = moesimvae
                name = %s
                data { file = "shipped:penguins", label = species, ignore = [island, sex, year], missing = drop }
                transforms = [min-max]
                report.enabled = false
                moesimvae {
                  k = 3
                  network { encoder = [32], code = 4, gate = [32], expert = [32] }
                  training { steps = 400, batch = 64 }
                  similarity { %s }
                }
                """.formatted(name, similarity));
    }

    @Test
    void itIsListedAndBrokenOnesBesideItAreProblems() throws IOException, InterruptedException {
        Result methods = coterie("methods", "--verbose");
        assertThat(methods.code()).isZero();
        assertThat(methods.out())
                .contains(
                        "Similarity of example.similarity 1.0.0 (shared-neighbours.jar)",
                        "# Nearest rows whose own are compared; 1 to 100.\n        count = 15");
        assertThat(methods.err())
                .contains("1 problem with plugins", "failing.jar", "no luck")
                .doesNotContain("shared-neighbours", "provides nothing");
    }

    @Test
    void itsSettingsAreCheckedLikeThoseOfTheHouse() throws IOException, InterruptedException {
        config("bad", "sources = [shared-neighbours], shared-neighbours { count = 0, leats = 0.5, weight = -1 }");
        Result bad = coterie("validate", "bad.conf");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err())
                .contains(
                        "3 problems",
                        "moesimvae.similarity.shared-neighbours.count: out of range",
                        "moesimvae.similarity.shared-neighbours.weight: out of range",
                        "did you mean moesimvae.similarity.shared-neighbours.least?");
        config("unknown", "sources = [shared-neighbors]");
        Result unknown = coterie("validate", "unknown.conf");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("matrix, shared-neighbours]; nameless.Broken does not say what it is called");
        config("unused", "sources = [neighbours], shared-neighbours.count = 7");
        Result unused = coterie("validate", "unused.conf");
        assertThat(unused.code()).as(unused.err()).isZero();
    }

    @Test
    void aRunFollowsItAndItsModelPredictsWithoutTheJar() throws IOException, InterruptedException {
        config("run", "sources = [shared-neighbours]");
        Result run = coterie("run", "run.conf");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(information(run.out())).isGreaterThan(0.5); // 0.644 when this was written; k-means 0.741
        assertThat(Files.readString(folder.resolve("runs/run/resolved.conf"))).contains("\"least\" : 0.3");
        Files.move(folder.resolve("runs/run/model"), folder.resolve("model")); // away from its configuration
        Result predict = Shell.run(folder, "predict", "model", ROWS, "--out", "new.csv");
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("new.csv"))).hasSize(4);
        Result again = Shell.run(folder, "run", "runs/run/resolved.conf", "--set", "name=again");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .contains("moesimvae.similarity.sources", "install the jar that provides what is missing");
    }

    /** NMI of the method, the second number of its line. */
    private static double information(String out) {
        return out.lines()
                .filter(line -> line.startsWith("moesimvae "))
                .mapToDouble(line -> Double.parseDouble(line.split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRunThatDoesWithoutItIsResumedWithoutTheJar() throws IOException, InterruptedException {
        config("plain", "sources = [neighbours]");
        Result run = coterie("run", "plain.conf", "--set", "moesimvae.training.steps=2");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("runs/plain/resolved.conf"))).doesNotContain("shared-neighbours");
        Result again = Shell.run(folder, "run", "runs/plain/resolved.conf", "--set", "name=again");
        assertThat(again.code()).as(again.err()).isZero();
    }

    @Test
    void aKilledRunIsResumedToTheSameBits() throws Exception {
        config("whole", "sources = [shared-neighbours]");
        config("broken", "sources = [shared-neighbours]");
        assertThat(coterie("run", "whole.conf").code()).isZero();
        Process process = start("run", "broken.conf", "--set", "checkpoint.every-epochs=1");
        await(process, folder.resolve("runs/broken/checkpoints"));
        process.destroyForcibly().waitFor(); // SIGKILL
        Result without = Shell.run(folder, "resume", "runs/broken");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("install the jar that provides what is missing");
        Result end = coterie("resume", "runs/broken");
        assertThat(end.code()).as(end.err()).isZero();
        for (String file : List.of("assignments.csv", "model/parameters.npz")) {
            assertThat(folder.resolve("runs/broken").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("runs/whole").resolve(file));
        }
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
