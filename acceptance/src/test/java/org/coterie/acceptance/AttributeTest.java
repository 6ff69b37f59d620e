package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Explaining the clusters of a run. */
class AttributeTest {
    private static final String IRIS = "datasets/src/main/resources/org/coterie/datasets/files/shipped/iris.csv";

    @TempDir
    Path folder;

    private void run(String name, String method, String more) throws IOException, InterruptedException {
        Shell.write(folder, name + ".conf", """
                name = %s
                method = %s
                report.enabled = false
                data { file = "shipped:iris", label = species }
                transforms = [z-score]
                %s
                """.formatted(name, method, more));
        Result run = Shell.run(folder, "run", name + ".conf");
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void gradientsExplainAModelThatHasThemAndCoalitionsAnyModel() throws IOException, InterruptedException {
        run("deep", "deepwak", "deepwak { k = 3, training.length = 200 }");
        Result gradients = Shell.run(folder, "attribute", "runs/deep");
        assertThat(gradients.code()).as(gradients.err()).isZero();
        assertThat(gradients.out())
                .startsWith("integrated-gradients of deepwak: 150 rows of 150, 64 steps from the mean row")
                .contains("petal", "uniqueness, mean", "faithfulness, one at a time")
                .endsWith("attributions-clusters.csv" + System.lineSeparator());
        List<String> lines = Files.readAllLines(folder.resolve("runs/deep/attributions.csv"));
        assertThat(lines).hasSize(151);
        assertThat(lines.get(0)).startsWith("row,cluster,membership,baseline,sepal");
        String[] cells = lines.get(1).split(",", -1);
        double sum = 0;
        for (int j = 4; j < cells.length; j++) {
            sum += Double.parseDouble(cells[j]);
        }
        assertThat(sum).isBetween(-1.01, 1.01);
        byte[] first = Files.readAllBytes(folder.resolve("runs/deep/attributions.csv"));
        Shell.run(folder, "attribute", "runs/deep");
        assertThat(folder.resolve("runs/deep/attributions.csv")).hasBinaryContent(first);

        Files.copy(Shell.ROOT.resolve(IRIS), folder.resolve("iris.csv"));
        Result file = Shell.run(
                folder,
                "attribute",
                "runs/deep",
                "iris.csv",
                "--by",
                "gradient-shap",
                "--rows",
                "20",
                "--out",
                "why.csv");
        assertThat(file.code()).as(file.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("why.csv"))).hasSize(21);
        assertThat(folder.resolve("why-clusters.csv")).isRegularFile();
    }

    @Test
    void aModelWithoutGradientsIsExplainedByCoalitionsAndSaysSo() throws IOException, InterruptedException {
        run("classic", "kmeans", "kmeans { k = 3 }");
        Result shap = Shell.run(folder, "attribute", "runs/classic", "--rows", "30");
        assertThat(shap.code()).as(shap.err()).isZero();
        assertThat(shap.out())
                .startsWith("kernel-shap of kmeans: 30 rows of 150, up to 2056 coalitions against 10 rows");
        Result refused = Shell.run(folder, "attribute", "runs/classic", "--by", "integrated-gradients");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("have no gradients", "--by kernel-shap");
    }
}
