package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** New rows from the model of a run: here a cluster's number in both columns, and noise of deviation 0.1. */
class GenerateTest {
    @TempDir
    private Path folder = Path.of("");

    private String model = "";

    private static Function<Problem, Plan> method(boolean drawing) {
        return problem -> {
            Plan plan = Plan.of(problem.vars())
                    .readout(Readout.perRow(
                            "assign",
                            new Clusters(2),
                            (t, x) -> t.soft(org.coterie.api.Rows.of(new org.coterie.api.Scores(2), x.value()))));
            return drawing
                    ? plan.readout(Readout.drawn("generate", Features.of(List.of("a", "b")), 2, (t, cluster, noise) -> {
                        Operand<TFloat32> one = t.m().columns(t.m().oneHot(cluster, 2), 1, 2);
                        return t.m().add(one, t.m().scale(noise, 0.1));
                    }))
                    : plan;
        };
    }

    @BeforeEach
    void aModel() {
        model = folder.resolve("model").toString();
        save(true, model);
    }

    private static void save(boolean drawing, String where) {
        Table rows = Table.of(new float[][] {{0, 1}, {1, 0}, {2, 1}});
        try (Fitted fitted = Coterie.on(rows).threads(1).fit(method(drawing))) {
            fitted.save(Path.of(where));
        }
    }

    private List<String> lines(String... more) throws IOException {
        Path file = folder.resolve("out.csv");
        List<String> arguments = new java.util.ArrayList<>(List.of("generate", model, "--out", file.toString()));
        arguments.addAll(Arrays.asList(more));
        Spoken said = Spoken.withToys(arguments.toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        return Files.readAllLines(file);
    }

    private static double[] cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void rowsOfOneClusterAreDrawn() throws IOException {
        List<String> lines = lines("--cluster", "1", "--count", "2000");
        assertThat(lines).hasSize(2001).first().isEqualTo("cluster,a,b");
        double sum = 0;
        double squares = 0;
        for (String line : lines.subList(1, lines.size())) {
            double[] row = cells(line);
            assertThat(row[0]).isEqualTo(1);
            sum += row[1];
            squares += (row[1] - 1) * (row[1] - 1);
        }
        assertThat(sum / 2000).isBetween(0.99, 1.01);
        assertThat(Math.sqrt(squares / 2000)).isBetween(0.09, 0.11);
    }

    @Test
    void theSameSeedDrawsTheSameRowsAndAllClustersTakeTurns() throws IOException {
        List<String> lines = lines("--count", "3", "--seed", "5");
        assertThat(lines).hasSize(7);
        assertThat(lines("--count", "3", "--seed", "5")).isEqualTo(lines);
        assertThat(lines("--count", "3", "--seed", "6")).isNotEqualTo(lines);
        assertThat(lines("--count", "3", "--seed", "5", "--cluster", "1"))
                .endsWith(lines.get(4), lines.get(5), lines.get(6));
    }

    @Test
    void rowsBetweenTwoDrawsLieOnALine() throws IOException {
        List<String> lines = lines("--cluster", "0", "--count", "3", "--between");
        double[] first = cells(lines.get(1));
        double[] middle = cells(lines.get(2));
        double[] last = cells(lines.get(3));
        assertThat(middle[1]).isCloseTo((first[1] + last[1]) / 2, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(middle[2]).isCloseTo((first[2] + last[2]) / 2, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void whatCannotBeDrawnIsSaid() {
        assertThat(Spoken.withToys("generate", model, "--cluster", "2").err())
                .contains("there is no such cluster", "0 to 1");
        assertThat(Spoken.withToys("generate", model, "--count", "0").err()).contains("1 to 1000000");
        String plain = folder.resolve("plain").toString();
        save(false, plain);
        Spoken said = Spoken.withToys("generate", plain);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("this model does not generate rows", "it answers assign");
    }
}
