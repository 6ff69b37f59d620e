package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String SWEEP = RunTest.PENGUINS
                    .replace("name = penguins", "name = two\nthreads = 1")
                    .replace("length = 300", "length = 60")
            + "sweep { seeds = [0, 1] }\n";

    @TempDir
    Path folder;

    @Test
    void aSweepLeavesTheBitsOfSingleRunsAndATableAndGoesOnWhereItWas() throws IOException, InterruptedException {
        Shell.write(folder, "two.conf", SWEEP);
        Result sweep = Shell.run(folder, "sweep", "two.conf", "--jobs", "2");
        assertThat(sweep.code()).as(sweep.err()).isZero();
        assertThat(sweep.out()).contains("deepwak", "k-means", "stability").endsWith("runs/two/sweep.csv\n");
        assertThat(Files.readAllLines(folder.resolve("runs/two/sweep.csv"))).hasSize(3);
        String single = SWEEP.substring(0, SWEEP.indexOf("sweep {")).replace("name = two", "name = single\nseed = 1");
        Shell.write(folder, "single.conf", single);
        assertThat(Shell.run(folder, "run", "single.conf", "--quiet").code()).isZero();
        assertThat(folder.resolve("runs/two/seed-1/assignments.csv"))
                .hasSameBinaryContentAs(folder.resolve("runs/single/assignments.csv"));
        Result again = Shell.run(folder, "sweep", "two.conf");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("2 of 2 runs are finished already");

        Result compare = Shell.run(folder, "compare", "runs/single", "runs/two/seed-0", "--csv", "out.csv");
        assertThat(compare.code()).as(compare.err()).isZero();
        assertThat(folder.resolve("out.csv")).content().contains("deepwak,acc,2,");

        Shell.write(folder, "labels.csv", "type\n" + "x\n".repeat(342));
        Result evaluate = Shell.run(folder, "evaluate", "runs/single", "--labels", "labels.csv", "--json");
        assertThat(evaluate.code()).as(evaluate.err()).isZero();
        assertThat(evaluate.out()).contains("\"matched\": \"by order\"", "\"kmeans\": {");
    }
}
