package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    static final String PENGUINS = """
            name = penguins
            method = deepwak
            transforms = [ z-score ]
            data {
              file = "shipped:penguins"
              label = species
              ignore = [ island, sex, year ]
              missing = drop
            }
            deepwak { k = 3, training { length = 300, restarts = 2 } }
            """;

    @TempDir
    Path folder;

    @Test
    void aRunOnShippedDataPrintsScoresBesideKMeansAndLeavesAFolder() throws IOException, InterruptedException {
        Shell.write(folder, "penguins.conf", PENGUINS);
        Result run = Shell.run(folder, "run", "penguins.conf");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("ACC", "NMI", "ARI", "deepwak", "k-means")
                .endsWith("runs/penguins\n");
        Path result = folder.resolve("runs/penguins");
        assertThat(result)
                .isDirectoryContaining("glob:**resolved.conf")
                .isDirectoryContaining("glob:**provenance.json")
                .isDirectoryContaining("glob:**metrics.json")
                .isDirectoryContaining("glob:**log.jsonl");
        assertThat(Files.readAllLines(result.resolve("assignments.csv")))
                .hasSize(343)
                .startsWith("row,cluster,probability,confidence");
        assertThat(Files.readAllLines(result.resolve("centroids.csv")))
                .hasSize(4)
                .startsWith("cluster,rows,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g");
        assertThat(Files.readString(result.resolve("metrics.json")))
                .contains("\"acc\"", "\"nmi\"", "\"ari\"", "\"kmeans\"");
        assertThat(Files.readString(result.resolve("provenance.json")))
                .contains("\"sha256\"", "\"threads\"", "\"seed\"", "\"tensorflow\"", "\"java.version\"");
    }

    @Test
    void theResolvedConfigurationGivesTheSameResult() throws IOException, InterruptedException {
        Shell.write(folder, "penguins.conf", PENGUINS);
        assertThat(Shell.run(folder, "run", "penguins.conf", "--quiet").code()).isZero();
        assertThat(Shell.run(folder, "run", "runs/penguins/resolved.conf", "--set", "name=again", "--quiet")
                        .code())
                .isZero();
        for (String file : List.of("assignments.csv", "metrics.json", "model/parameters.npz")) {
            assertThat(folder.resolve("runs/again").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("runs/penguins").resolve(file));
        }
    }

    @Test
    void predictGivesTrainingRowsTheClustersOfTheRunAndKeepsTheirNames() throws IOException, InterruptedException {
        StringBuilder csv = new StringBuilder("name,a,b\n");
        for (int i = 0; i < 60; i++) {
            csv.append("row-")
                    .append(i)
                    .append(',')
                    .append(i % 3 + i * 0.001)
                    .append(',')
                    .append(i % 2)
                    .append('\n');
        }
        Shell.write(folder, "rows.csv", csv.toString());
        Shell.write(folder, "rows.conf", """
                method = deepwak
                data { file = rows.csv, id = name }
                transforms = [ min-max ]
                deepwak { k = 3, training { length = 100, restarts = 1 } }
                """);
        assertThat(Shell.run(folder, "run", "rows.conf").code()).isZero();
        Result predict = Shell.run(folder, "predict", "runs/rows", "rows.csv", "--out", "out.csv");
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(folder.resolve("out.csv")).hasSameBinaryContentAs(folder.resolve("runs/rows/assignments.csv"));
        assertThat(Files.readString(folder.resolve("out.csv"))).contains("row-59,");
        List<String> columns = Files.readAllLines(folder.resolve("rows.csv")).stream()
                .map(line -> line.split(",", -1))
                .map(cells -> cells[2] + "," + cells[0] + "," + cells[1])
                .toList();
        Files.write(folder.resolve("permuted.csv"), columns);
        assertThat(Shell.run(folder, "predict", "runs/rows", "permuted.csv", "--out", "permuted-out.csv")
                        .code())
                .isZero();
        assertThat(folder.resolve("permuted-out.csv")).hasSameBinaryContentAs(folder.resolve("out.csv"));
    }
}
