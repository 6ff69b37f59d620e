package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.coterie.api.Child;
import org.coterie.api.CoterieException;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Stage;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoterieTest {
    private static final Table ROWS = Blobs.rows(200, 1);

    private static Fitted fit(long seed) {
        return Coterie.on(ROWS).seed(seed).threads(2).fit(Blobs.method(5));
    }

    private static float[] everything(Fitted model) {
        List<float[]> parts = new ArrayList<>();
        model.params()
                .shapes()
                .keySet()
                .forEach(path -> parts.add(model.params().values(path)));
        parts.add(model.memberships(ROWS).toArray());
        int size = parts.stream().mapToInt(p -> p.length).sum();
        float[] all = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        try (Fitted one = fit(3);
                Fitted again = fit(3);
                Fitted other = fit(4)) {
            assertThat(everything(again)).isEqualTo(everything(one));
            assertThat(everything(other)).isNotEqualTo(everything(one));
        }
    }

    @Test
    void fitsAtOnceGiveTheBitsTheyGiveAlone() throws InterruptedException, ExecutionException {
        float[][] alone = new float[4][];
        for (int seed = 0; seed < 4; seed++) {
            try (Fitted model = fit(seed)) {
                alone[seed] = everything(model);
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> together = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                int mine = seed;
                together.add(threads.submit(() -> {
                    try (Fitted model = fit(mine)) {
                        return everything(model);
                    }
                }));
            }
            for (int seed = 0; seed < 4; seed++) {
                assertThat(together.get(seed).get()).isEqualTo(alone[seed]);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** By central differences; the same from the folder, where the graph was read by TensorFlow. */
    @Test
    void membershipsHaveGradientsJustFittedAndLoaded(@TempDir Path folder) {
        try (Fitted model = fit(3)) {
            assertThat(model.differentiable()).isTrue();
            Table rows = ROWS.select(0, 1, 2, 70);
            int[] clusters = {0, 1, 2, 0};
            float[] found = model.gradients(rows, clusters).toArray();
            float h = 1e-2f;
            for (int j = 0; j < Blobs.WIDTH; j++) {
                Table up = model.memberships(moved(rows, j, h));
                Table down = model.memberships(moved(rows, j, -h));
                for (int i = 0; i < clusters.length; i++) {
                    double difference = (up.at(i, clusters[i]) - down.at(i, clusters[i])) / (2 * h);
                    assertThat((double) found[i * Blobs.WIDTH + j]).isCloseTo(difference, within(1e-3));
                }
            }
            model.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                assertThat(loaded.gradients(rows, clusters).toArray()).isEqualTo(found);
            }
        }
    }

    private static Table moved(Table rows, int column, float by) {
        float[] values = rows.toArray();
        for (int i = 0; i < rows.rows(); i++) {
            values[i * rows.columns() + column] += by;
        }
        return Table.of(rows.rows(), rows.columns(), values);
    }

    @Test
    void eightThreadsPredictWhatOneDoes() throws InterruptedException, ExecutionException {
        try (Fitted model = fit(0)) {
            float[] expected = model.memberships(ROWS).toArray();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<float[]>> answers = new ArrayList<>();
                for (int i = 0; i < 64; i++) {
                    answers.add(threads.submit(() -> model.memberships(ROWS).toArray()));
                }
                for (Future<float[]> answer : answers) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void oneRowAloneGetsTheBitsItGetsAmongAll() {
        try (Fitted model = fit(0)) {
            for (String readout : List.of("assign", "embed", "reconstruct")) {
                Table all = model.ask(readout, ROWS);
                for (int i = 0; i < ROWS.rows(); i += 7) {
                    float[] row = new float[ROWS.columns()];
                    ROWS.copyRow(i, row, 0);
                    float[] expected = new float[all.columns()];
                    all.copyRow(i, expected, 0);
                    assertThat(model.ask(readout, Table.of(row)).toArray()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aSavedModelAnswersWithTheSameBits(@TempDir Path folder) {
        try (Fitted model = fit(2)) {
            model.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                assertThat(everything(loaded)).isEqualTo(everything(model));
                assertThat(loaded.fixed("mean").toArray())
                        .isEqualTo(model.fixed("mean").toArray());
                Table noise = Table.of(4, Blobs.K, new float[4 * Blobs.K]);
                int[] clusters = {0, 1, 2, 0};
                assertThat(loaded.drawn("generate", clusters, noise).toArray())
                        .isEqualTo(model.drawn("generate", clusters, noise).toArray());
                loaded.save(folder.resolve("copy"));
            }
            try (Fitted copy = Coterie.load(folder.resolve("copy"))) {
                assertThat(everything(copy)).isEqualTo(everything(model));
            }
        }
    }

    @Test
    void aDamagedModelIsRefusedByName(@TempDir Path folder) throws IOException {
        Path place = folder.resolve("model");
        try (Fitted model = fit(2)) {
            model.save(place);
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(place)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 4;
            Files.write(file, flipped);
            assertThatThrownBy(() -> Coterie.load(place))
                    .isInstanceOfSatisfying(
                            CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.ARTIFACT))
                    .hasMessageContaining(place.toString());
            Files.write(file, bytes);
        }
        try (Fitted mended = Coterie.load(place)) {
            assertThat(mended.clusters()).isEqualTo(Blobs.K);
        }
    }

    @Test
    void rowsOfAnotherWidthAreRefused() {
        try (Fitted model = fit(0)) {
            assertThatThrownBy(() -> model.assign(Table.of(new float[] {1, 2}))).hasMessage("""
                            the rows do not have the columns of the model
                              got:      2 columns
                              expected: 6 columns: x1, x2, x3, x4, x5, x6
                              try:      give the columns the model was trained on, in the same order or with a header""");
        }
    }

    @Test
    void missingAndInfiniteValuesAreRefusedWithTheirPlaces() {
        Table bad =
                Table.of(new float[] {1, 2, Float.NaN, 4, 5, 6}, new float[] {1, 2, 3, Float.POSITIVE_INFINITY, 5, 6});
        assertThatThrownBy(() -> Coterie.on(bad).fit(Blobs.method(1))).hasMessage("""
                        rows: 2 values are missing or infinite
                          got:      row 1, x3: NaN; row 2, x4: Infinity
                          expected: finite numbers
                          try:      missing = reject or drop, or transforms = [{ type = impute }, …]""");
        try (Fitted model = fit(0)) {
            assertThatThrownBy(() -> model.assign(bad)).hasMessageContaining("2 values are missing or infinite");
        }
    }

    @Test
    void nothingToClusterIsSaid() {
        assertThatThrownBy(() -> Coterie.on(Table.of(0, 6, new float[0])).fit(Blobs.method(1)))
                .hasMessageContaining("there is nothing to cluster");
    }

    @Test
    void aCancelledFitEnds() {
        assertThatThrownBy(() -> Coterie.on(ROWS).cancelledBy(() -> true).fit(Blobs.method(5)))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CANCELLED));
    }

    @Test
    void aChildIsFittedAsPartOfItsParent() {
        try (Fitted parent = Coterie.on(ROWS).seed(1).fit(problem -> {
            Child child = problem.child("inner", Blobs.method(5));
            return Plan.of(problem.vars())
                    .stage(Stage.fit(child))
                    .readout(Readout.perRow("assign", child.clusters(), child::assign));
        })) {
            assertThat(parent.params().shapes()).containsKey("inner/encoder/1-dense/weight");
            assertThat(parent.memberships(ROWS).columns()).isEqualTo(Blobs.K);
            assertThat(parent.params().values("inner/mean")).doesNotContain(0f);
        }
    }

    @Test
    void easyCloudsAreToldApart() {
        try (Fitted model = Coterie.on(ROWS).fit(Blobs.method(60))) {
            int[] truth = new int[ROWS.rows()];
            for (int i = 0; i < truth.length; i++) {
                truth[i] = i % Blobs.K;
            }
            assertThat(org.coterie.algorithms.Scores.of(truth, model.assign(ROWS))
                            .ari())
                    .isGreaterThan(0.5);
        }
    }
}
