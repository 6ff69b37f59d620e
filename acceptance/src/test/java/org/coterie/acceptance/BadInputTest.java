package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when something is wrong; nothing is trained, and nothing is left behind. */
class BadInputTest {
    private static final int CONFIG = 2;
    private static final int DATA = 3;
    private static final int ARTIFACT = 4;
    private static final String GOOD = "a,b\n0,1\n1,0\n2,2\n0.5,1\n1,0.5\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeConfiguration() throws IOException {
        Shell.write(folder, "rows.conf", """
                method = deepwak
                data { file = rows.csv }
                transforms = [ z-score ]
                deepwak { k = 2, training { length = 20, restarts = 1 } }
                """);
    }

    private Result run(String csv, String... more) throws IOException, InterruptedException {
        Shell.write(folder, "rows.csv", csv);
        String[] args = new String[more.length + 2];
        args[0] = "run";
        args[1] = "rows.conf";
        System.arraycopy(more, 0, args, 2, more.length);
        return Shell.run(folder, args);
    }

    private void refused(Result result, int code, String... parts) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        assertThat(result.err()).contains(parts).doesNotContain("\tat ", "Exception");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aMissingFile() throws IOException, InterruptedException {
        refused(Shell.run(folder, "run", "rows.conf"), DATA, "rows.csv", "no such file");
        refused(Shell.run(folder, "run", "other.conf"), CONFIG, "other.conf: there is no such configuration");
    }

    @Test
    void anEmptyFile() throws IOException, InterruptedException {
        refused(run(""), DATA, "rows.csv", "empty");
        refused(run("a,b\n"), DATA, "rows.csv", "no rows");
    }

    @Test
    void aRaggedRow() throws IOException, InterruptedException {
        refused(run("a,b\n1,2\n3\n4,5\n"), DATA, "rows.csv", "line 3");
    }

    @Test
    void textInANumberColumn() throws IOException, InterruptedException {
        refused(
                run("a,b\n1,2\n3,high\n"),
                DATA,
                "rows.csv, line 3, column \"b\": text in a number column",
                "high",
                "ignore");
    }

    @Test
    void aMissingValue() throws IOException, InterruptedException {
        refused(run("a,b\n1,2\n3,NaN\n4,\n"), DATA, "missing", "line 3", "drop");
    }

    @Test
    void anInfiniteValue() throws IOException, InterruptedException {
        refused(run("a,b\n1,2\n3,Infinity\n4,5\n"), DATA, "line 3", "Infinity");
    }

    @Test
    void fewerRowsThanClusters() throws IOException, InterruptedException {
        refused(run("a,b\n1,2\n3,4\n", "--set", "deepwak.k=3"), DATA, "fewer rows than clusters", "2 rows, k = 3");
    }

    @Test
    void anUnknownKeyAndAValueOutOfRangeTogether() throws IOException, InterruptedException {
        Shell.write(folder, "rows.conf", """
                method = deepwak
                data { file = rows.csv }
                deepwak {
                  k = 1
                  trainig { length = 20 }
                }
                """);
        refused(
                run(GOOD),
                CONFIG,
                "2 problems",
                "rows.conf:4: deepwak.k: out of range",
                "rows.conf:5: unknown key deepwak.trainig",
                "did you mean deepwak.training?");
    }

    @Test
    void anUnknownMethod() throws IOException, InterruptedException {
        refused(run(GOOD, "--set", "method=deepwalk"), CONFIG, "deepwalk", "deepwak");
    }

    @Test
    void aConstantColumnIsWarnedOfAndTheRunGoesOn() throws IOException, InterruptedException {
        Result result = run("a,b,c\n0,1,7\n1,0,7\n2,2,7\n0.5,1,7\n1,0.5,7\n");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).contains("one column is constant", ": c");
    }

    @Test
    void whatAModelRefuses() throws IOException, InterruptedException {
        assertThat(run(GOOD).code()).isZero();
        Shell.write(folder, "narrow.csv", "a\n1\n");
        Result narrow = Shell.run(folder, "predict", "runs/rows", "narrow.csv");
        assertThat(narrow.code()).isEqualTo(DATA);
        assertThat(narrow.err()).contains("narrow.csv", "b");

        Path manifest = folder.resolve("runs/rows/model/manifest.json");
        Path parameters = folder.resolve("runs/rows/model/parameters.npz");
        byte[] bytes = Files.readAllBytes(parameters);
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        Files.write(parameters, flipped);
        Result damaged = Shell.run(folder, "predict", "runs/rows", "rows.csv");
        assertThat(damaged.code()).isEqualTo(ARTIFACT);
        assertThat(damaged.err()).contains("parameters.npz", "SHA-256");
        Files.write(parameters, bytes);

        Files.writeString(
                manifest,
                Files.readString(manifest, StandardCharsets.UTF_8)
                        .replaceFirst("\"version\": [0-9]+", "\"version\": 9"),
                StandardCharsets.UTF_8);
        Result newer = Shell.run(folder, "predict", "runs/rows", "rows.csv");
        assertThat(newer.code()).isEqualTo(ARTIFACT);
        assertThat(newer.err()).contains("manifest.json");
    }
}
