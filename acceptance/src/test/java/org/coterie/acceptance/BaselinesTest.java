package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classical methods, from code and from the command line. */
class BaselinesTest {
    private static final String IRIS = "datasets/src/main/resources/org/coterie/datasets/files/shipped/iris.csv";

    @TempDir
    Path folder;

    @Test
    void everyOneIsFittedKeptAndOpenedAgainWithTheSameBits() throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        Javac.module(Shell.ROOT.resolve("acceptance/src/test/programs/baselines"), classes);
        List<String> command = Shell.java();
        command.set(command.indexOf(Shell.LIB.toString()), Shell.LIB + File.pathSeparator + classes);
        command.addAll(List.of(
                "-m",
                "check.baselines/check.baselines.Baselines",
                Shell.ROOT.resolve(IRIS).toString(),
                Files.createDirectory(folder.resolve("models")).toString()));
        Result run = Shell.finish(folder, Shell.process(folder, command));
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, Double> acc = new TreeMap<>();
        run.out().lines().filter(line -> line.indexOf(' ') > 0).forEach(line -> {
            String[] cells = line.split(" ", -1);
            acc.merge(cells[0], Double.parseDouble(cells[2]), Math::min);
        });
        // k-means, Ward and fuzzy c-means have 0.89, full mixtures 0.97 (scikit-learn); two clusters cannot exceed
        // 0.667
        assertThat(acc).hasSize(14).allSatisfy((id, value) -> assertThat(value).isGreaterThan(0.55));
        assertThat(acc.get("kmeans")).isBetween(0.88, 0.90);
        assertThat(acc.get("agglomerative")).isBetween(0.88, 0.90);
        assertThat(acc.get("fuzzy-cmeans")).isBetween(0.88, 0.90);
        assertThat(run.out()).contains("gmm 3 0.967", "hdbscan 2 0.667").endsWith("done" + System.lineSeparator());
    }

    @Test
    void theFilesOfARunHaveTheClustersThatWereFound() throws IOException, InterruptedException {
        Shell.write(folder, "leiden.conf", """
                name = leiden
                method = leiden
                data { file = "shipped:iris", label = species }
                """);
        Result run = Shell.run(folder, "run", "leiden.conf");
        assertThat(run.code()).as(run.err()).isZero();
        Path result = folder.resolve("runs/leiden");
        int clusters = Files.readAllLines(result.resolve("centroids.csv")).size() - 1;
        assertThat(clusters).isBetween(2, 6);
        assertThat(run.out()).contains(clusters + " clusters:");
        assertThat(Files.readString(result.resolve("metrics.json")))
                .contains("\"clusters\": " + clusters + ",", "\"modularity\"");
        assertThat(Files.readString(result.resolve("model/manifest.json")))
                .contains("\"cluster-" + (clusters - 1) + "\"")
                .doesNotContain("\"cluster-" + clusters + "\"");
        Files.copy(Shell.ROOT.resolve(IRIS), folder.resolve("iris.csv"));
        Result predict = Shell.run(folder, "predict", "runs/leiden", "iris.csv", "--out", "out.csv");
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(folder.resolve("out.csv")).hasSameBinaryContentAs(result.resolve("assignments.csv"));
    }
}
