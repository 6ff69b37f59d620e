package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.SizeChoice;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Init;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Three well separated groups in four columns, found by a method that is k-means. */
class ChooseKTest {
    @TempDir
    Path folder;

    private final Installed installed = Installed.of()
            .method(new Centres(), "methods.centres { k = 2 }")
            .format(new Blobs(), "data.blobs {}")
            .build();

    private ChooseK choose(int... sizes) {
        List<String> said = new ArrayList<>();
        ChooseK found =
                Runs.with(installed).chooseK(this::config, sizes, new ChooseK.Settings(3, 4), said::add, () -> false);
        assertThat(said).hasSize(3 * sizes.length).endsWith("k = " + sizes[sizes.length - 1] + ": 3 of 3");
        return found;
    }

    private RunConfig config(int k) {
        try {
            Path conf = Files.writeString(
                    folder.resolve("c.conf"),
                    "method = centres\nthreads = 1\ndata { format = blobs }\ncentres.k = " + k + "\n");
            return new RunConfigReader(installed).read(conf, List.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theNumberOfGroupsIsChosenAndReproduced() {
        ChooseK found = choose(2, 3, 4, 5);
        assertThat(found.choice().size()).isEqualTo(3);
        assertThat(found.choice().rule()).isEqualTo(SizeChoice.Rule.ONE_STANDARD_ERROR);
        ChooseK.Point three = found.points().get(1);
        assertThat(three.stability()).as("three groups are found every time").isEqualTo(1);
        assertThat(three.used()).isEqualTo(3);
        assertThat(three.error())
                .as("what is hidden is harder to predict than what is seen")
                .isGreaterThan(three.open());
        assertThat(found.points().get(3).open()).isLessThan(three.open());
        assertThat(choose(2, 3, 4, 5)).isEqualTo(found);
    }

    @Test
    void theFilesHoldWhatWasFound() throws IOException {
        ChooseK found = choose(2, 3, 4);
        ChoiceFiles.write(found, folder.resolve("choice"));
        assertThat(Files.readAllLines(folder.resolve("choice/choose-k.csv")))
                .hasSize(4)
                .startsWith("k,masked-mse,standard-error,open-mse,stability,used,chosen")
                .anyMatch(line -> line.startsWith("3,") && line.endsWith(",true"));
        assertThat(folder.resolve("choice/choose-k.json")).content().contains("\"chosen\": 3");
    }

    @Test
    void fewerThanTwoFoldsAreRefused() {
        assertThatThrownBy(() -> new ChooseK.Settings(1, 5))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("--folds");
    }

    private record Blobs() implements DataFormat {
        @Override
        public String id() {
            return "blobs";
        }

        @Override
        public Opener settings(Settings in, Path base) {
            Random random = new Random(4);
            float[][] centres = {{0, 0, 0, 0}, {6, 6, 0, 6}, {-6, 6, 6, 0}};
            float[][] rows = new float[60][4];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < 4; j++) {
                    rows[i][j] = centres[i % 3][j] + (float) random.nextGaussian();
                }
            }
            return () -> Dataset.of("blobs", Table.of(rows));
        }
    }

    record K(int k) {}

    private record Centres() implements Method<K> {
        @Override
        public String id() {
            return "centres";
        }

        @Override
        public K settings(Settings in) {
            return new K(in.integer("k", 2, 99));
        }

        @Override
        public Plan plan(Problem problem, K s) {
            int m = problem.features().width();
            var centres = problem.vars().state("centres", Shape.of(s.k(), m), Init.zeros());
            Clusters space = new Clusters(s.k());
            return Plan.of(problem.vars())
                    .stage(Stage.host(
                            "fit",
                            desk -> desk.write(
                                    centres,
                                    KMeans.of(s.k())
                                            .withRestarts(10)
                                            .fit(desk.data(), desk.random("start"))
                                            .centres()
                                            .toArray())))
                    .readout(Readout.perRow("assign", space, (t, x) -> {
                        var maths = t.m();
                        var c = t.read(centres);
                        var near = maths.sub(maths.scale(maths.dotBT(x.value(), c), 2), maths.sum(maths.square(c), -1));
                        return Rows.of(space, maths.oneHot(maths.argMax(near), s.k()));
                    }));
        }
    }
}
