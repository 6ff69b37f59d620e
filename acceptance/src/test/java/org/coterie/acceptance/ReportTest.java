package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page a run leaves for people. */
class ReportTest {

    @TempDir
    Path folder;

    @Test
    void everyRunLeavesAPageAndItIsMadeAnewFromTheFolder() throws IOException, InterruptedException {
        Shell.write(folder, "penguins.conf", RunTest.PENGUINS);
        assertThat(Shell.run(folder, "run", "penguins.conf", "--quiet").code()).isZero();
        Path run = folder.resolve("runs/penguins");
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page)
                .contains("<h1>penguins</h1>", "deepwak", "k-means", "bill_length_mm", "DeePWAK preprint", "UMAP")
                .doesNotContain("://");
        assertThat(run.resolve("figures")).isDirectoryContaining("glob:**/map-umap-1-cluster.svg");

        Files.delete(run.resolve("report.html"));
        Result again = Shell.run(folder, "report", "runs/penguins");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out().replace('\\', '/')).endsWith("runs/penguins/report.html\n");
        assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(page);
    }

    @Test
    void theSameRunLeavesTheSamePageButForTimes() throws IOException, InterruptedException {
        Shell.write(folder, "penguins.conf", RunTest.PENGUINS);
        String first = page("one/x");
        assertThat(page("two/x")).isEqualTo(first);
    }

    private String page(String runs) throws IOException, InterruptedException {
        assertThat(Shell.run(folder, "run", "penguins.conf", "--quiet", "--set", "name=x", "--set", "runs=" + runs)
                        .code())
                .isZero();
        return Files.readString(folder.resolve(runs).resolve("x/report.html"))
                .replaceAll("<dt>(began|took)</dt><dd>[^<]*</dd>", "")
                .replace(runs, "");
    }

    @Test
    void whereTheDataAreGoneThePageSaysSoAndShowsTheRest() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("a,b,=c\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i % 3 + i * 0.001)
                    .append(',')
                    .append(i % 2)
                    .append(',')
                    .append(i % 5)
                    .append('\n');
        }
        Shell.write(folder, "rows.csv", csv.toString());
        Shell.write(folder, "rows.conf", """
                method = deepwak
                data { file = rows.csv }
                deepwak { k = 3, training { length = 50, restarts = 1 } }
                report { map = pca, figures = false }
                """);
        assertThat(Shell.run(folder, "run", "rows.conf", "--quiet").code()).isZero();
        Path run = folder.resolve("runs/rows");
        assertThat(Files.readString(run.resolve("report.html"))).contains("id=\"data\"");
        assertThat(run.resolve("figures")).doesNotExist();
        assertThat(Files.readString(run.resolve("centroids.csv"))).startsWith("cluster,rows,a,b,'=c\n");

        Shell.write(folder, "rows.csv", csv + "1,2,3\n");
        assertThat(Shell.run(folder, "report", "runs/rows").code()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("no longer those of the run")
                .doesNotContain("id=\"data\"");
        Files.delete(folder.resolve("rows.csv"));
        assertThat(Shell.run(folder, "report", "runs/rows").code()).isZero();
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("The data cannot be read any more", "Sizes and usage", "id=\"loss-1-reconstruction\"");
    }

    @Test
    void aFolderWithoutAResultIsRefused() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("runs/none"));
        Result none = Shell.run(folder, "report", "runs/none");
        assertThat(none.code()).isEqualTo(4);
        Shell.write(folder, "rows.conf", RunTest.PENGUINS + "report.enabled = false\n");
        assertThat(Shell.run(folder, "run", "rows.conf", "--quiet").code()).isZero();
        Path run = folder.resolve("runs/penguins");
        assertThat(run.resolve("report.html")).doesNotExist();
        Files.delete(run.resolve("metrics.json"));
        Result half = Shell.run(folder, "report", "runs/penguins");
        assertThat(half.code()).isEqualTo(4);
        assertThat(half.err()).contains("the run has no result yet", "coterie resume runs/penguins");
    }
}
