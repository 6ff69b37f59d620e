package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transforms may leave training rows out; rows to predict are never left out. */
class LeftOutRowsTest {
    @TempDir
    Path folder;

    /** Forty rows; those of a number that ends in 0 are empty. */
    private void write(String data) throws IOException {
        StringBuilder csv = new StringBuilder("name,a,b,kind\n");
        for (int i = 0; i < 40; i++) {
            boolean empty = i % 10 == 0;
            csv.append("row-" + i + "," + (empty ? 0 : 1 + i % 2) + "," + (empty ? 0 : i % 2) + ",k" + i % 2 + "\n");
        }
        Files.writeString(folder.resolve("rows.csv"), csv);
        Files.writeString(folder.resolve("rows.conf"), """
                method = deepwak
                runs = %s
                data { file = rows.csv, label = kind%s }
                transforms = [ { type = min-genes, genes = 1 }, { type = first, rows = 30 }, z-score ]
                deepwak { k = 2, training { length = 20, restarts = 1 } }
                """.formatted(
                        '"' + folder.resolve("runs").toString().replace('\\', '/') + '"', data));
    }

    private List<String> names(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    @Test
    void theyAreNotAmongTheAssignmentsAndTheOthersKeepTheirNames() throws IOException {
        write(", id = name");
        Spoken run = Spoken.by("run", folder.resolve("rows.conf").toString(), "--quiet");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> left = IntStream.range(0, 40)
                .filter(i -> i % 10 != 0)
                .limit(30)
                .mapToObj(i -> "row-" + i)
                .toList();
        assertThat(names(folder.resolve("runs/rows/assignments.csv"))).isEqualTo(left);
        Path out = folder.resolve("out.csv");
        Spoken predict = Spoken.by(
                "predict",
                folder.resolve("runs/rows").toString(),
                folder.resolve("rows.csv").toString(),
                "--out",
                out.toString());
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(names(out))
                .isEqualTo(IntStream.range(0, 40).mapToObj(i -> "row-" + i).toList());
    }

    @Test
    void rowsWithoutNamesKeepTheirNumbers() throws IOException {
        write(", ignore = [name]");
        Spoken run = Spoken.by("run", folder.resolve("rows.conf").toString(), "--quiet");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(names(folder.resolve("runs/rows/assignments.csv")))
                .hasSize(30)
                .startsWith("2", "3", "4")
                .doesNotContain("1", "11", "21");
    }

    @Test
    void syntheticDataRunAndPredictRowsOfACsvFile() throws IOException {
        Files.writeString(folder.resolve("lines.conf"), """
                method = deepwak
                runs = %s
                data { format = synthetic, generator = tae-parallel }
                transforms = [ { type = pca, components = 2 } ]
                deepwak { k = 2, training { length = 20, restarts = 1 } }
                """.formatted(
                        '"' + folder.resolve("runs").toString().replace('\\', '/') + '"'));
        Spoken run = Spoken.by("run", folder.resolve("lines.conf").toString(), "--quiet");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(names(folder.resolve("runs/lines/assignments.csv"))).hasSize(150);
        Files.writeString(folder.resolve("new.csv"), "x1,x2,noise1,noise2,noise3\n1,2,0,0,0\n4,-2,0,0,0\n");
        Path out = folder.resolve("out.csv");
        Spoken predict = Spoken.by(
                "predict",
                folder.resolve("runs/lines").toString(),
                folder.resolve("new.csv").toString(),
                "--out",
                out.toString());
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(names(out)).containsExactly("1", "2");
    }
}
