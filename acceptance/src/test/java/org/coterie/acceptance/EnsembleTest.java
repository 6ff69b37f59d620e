package org.coterie.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coterie.acceptance.Shell.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members named in a configuration are one model: one run, one folder, one answer. */
class EnsembleTest {
    @TempDir
    Path folder;

    private Result run(String name, String members) throws IOException, InterruptedException {
        Shell.write(folder, name + ".conf", """
                name = %s
                method = ensemble
                data { file = "shipped:iris", label = species }
                ensemble { k = 3, members = [%s] }
                """.formatted(name, members));
        return Shell.run(folder, "run", name + ".conf");
    }

    @Test
    void membersOfFourMethodsPredictAsOne() throws IOException, InterruptedException {
        Result run = run("four", """
                { method = kmeans, k = 3 }, { method = leiden, most-clusters = 20 }, { method = gmm, k = 3 },
                { method = deepwak, k = 6, training.length = 100, block { heads = 3, clusters = 3 } }
                """);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("weight.member-1", "member-1.inertia", "member-4.deepwak.stability", "agreement");
        Files.copy(
                Shell.ROOT.resolve("datasets/src/main/resources/org/coterie/datasets/files/shipped/iris.csv"),
                folder.resolve("iris.csv"));
        Result predict = Shell.run(folder, "predict", "runs/four", "iris.csv", "--out", "out.csv");
        assertThat(predict.code()).as(predict.err()).isZero();
        assertThat(folder.resolve("out.csv")).hasSameBinaryContentAs(folder.resolve("runs/four/assignments.csv"));
    }

    @Test
    void mistakesInMembersAreToldWithTheirPlaces() throws IOException, InterruptedException {
        Result none = run("none", "");
        assertThat(none.code()).isNotZero();
        assertThat(none.err()).contains("ensemble.members", "at least one member");
        Result wrong = run("wrong", "{ method = kmeans, k = 0 }, { method = k-means }");
        assertThat(wrong.err()).contains("wrong.conf:4", "members[0].k", "no such method is installed", "kmeans");
    }
}
