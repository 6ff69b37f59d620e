package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Scores;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Partitioner;
import org.coterie.api.Rows;
import org.coterie.api.data.Table;
import org.coterie.deepwak.DeePWAK;
import org.coterie.deepwak.Dewakss;
import org.coterie.deepwak.DewakssMethod;
import org.coterie.deepwak.NeighbourSearch;
import org.coterie.deepwak.RecurrentDeePWAK;
import org.coterie.deepwak.Sparsity;
import org.coterie.deepwak.TiedDictionary;
import org.coterie.deepwak.Training;
import org.coterie.deepwak.Wak;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** What the kernels of neighbours, stacks and dictionaries answer once fitted. */
class DewakssTest {
    private static final int N = 120;
    private static final Table ROWS = clouds(N, 0);
    private static final int[] CLASSES = IntStream.range(0, N).map(i -> i % 3).toArray();

    @TempDir
    Path folder;

    /** Three clouds in twelve columns; row i belongs to cloud i mod 3. */
    private static Table clouds(int n, int seed) {
        Table noise = Lab.normal(n, 12, 5 + seed);
        float[] values = new float[n * 12];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 12; j++) {
                values[i * 12 + j] = (j % 3 == i % 3 ? 4 : 0) + noise.at(i, j);
            }
        }
        return Table.of(n, 12, values);
    }

    private static Dewakss small(Metric metric, Wak.Similarity similarity, int diffusion) {
        return new Dewakss(metric, similarity, 6, 30, NeighbourSearch.GRID, 4, diffusion, 0, 50, 1000);
    }

    private static Fitted fit(Dewakss settings) {
        return Coterie.on(ROWS).threads(1).fit(new DewakssMethod(), settings);
    }

    @ParameterizedTest
    @EnumSource(Wak.Similarity.class)
    void theCommunitiesAreTheCloudsAndNewRowsJoinThem(Wak.Similarity similarity) {
        for (Metric metric : new Metric[] {Metric.EUCLIDEAN, Metric.COSINE}) {
            try (Fitted model = fit(small(metric, similarity, 1))) {
                assertThat(model.clusters()).isEqualTo(3);
                assertThat(Agreement.between(CLASSES, model.assign(ROWS)).ari()).isEqualTo(1);
                Table fresh = clouds(30, 9);
                int[] classes = IntStream.range(0, 30).map(i -> i % 3).toArray();
                assertThat(Scores.of(classes, model.assign(fresh)).acc()).isEqualTo(1);
            }
        }
    }

    /** What the graph predicts of the training rows is what the kernel of the search does. */
    @ParameterizedTest
    @EnumSource(Wak.Similarity.class)
    void aTrainingRowIsPredictedFromTheOthersAsInTheSearch(Wak.Similarity similarity) {
        Dewakss settings = new Dewakss(Metric.EUCLIDEAN, similarity, 3, 10, NeighbourSearch.GRID, 0, 1, 1, 50, 1000);
        try (Fitted model = fit(settings)) {
            Table losses = model.fixed("losses");
            double least = Double.POSITIVE_INFINITY;
            for (float loss : losses.toArray()) {
                least = Math.min(least, loss);
            }
            Table predicted = model.ask("reconstruct", ROWS);
            double sum = 0;
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < 12; j++) {
                    sum += Math.pow(predicted.at(i, j) - ROWS.at(i, j), 2);
                }
            }
            assertThat(sum / N / 12).isCloseTo(least, org.assertj.core.api.Assertions.within(1e-4 * least));
        }
    }

    @Test
    void denoisedRowsAreNearerToTheirCloudsCentre() {
        try (Fitted model = fit(small(Metric.EUCLIDEAN, Wak.Similarity.GAUSSIAN, 3))) {
            Table denoised = model.ask("reconstruct", ROWS);
            double noise = 0;
            double left = 0;
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < 12; j++) {
                    double clean = j % 3 == i % 3 ? 4 : 0;
                    noise += Math.pow(ROWS.at(i, j) - clean, 2);
                    left += Math.pow(denoised.at(i, j) - clean, 2);
                }
            }
            assertThat(left).isLessThan(0.1 * noise);
        }
    }

    @Test
    void theSavedModelAndOneRowAloneAnswerWithTheSameBits() {
        try (Fitted model = fit(small(Metric.COSINE, Wak.Similarity.GAUSSIAN, 1));
                Fitted again = fit(small(Metric.COSINE, Wak.Similarity.GAUSSIAN, 1))) {
            assertThat(again.params().fingerprint()).isEqualTo(model.params().fingerprint());
            model.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                for (String readout : new String[] {"assign", "embed", "reconstruct"}) {
                    Table all = model.ask(readout, ROWS);
                    assertThat(loaded.ask(readout, ROWS).toArray()).containsExactly(all.toArray());
                    assertThat(again.ask(readout, ROWS).toArray()).containsExactly(all.toArray());
                    alone(model, readout, all);
                }
            }
        }
    }

    private static void alone(Fitted model, String readout, Table all) {
        for (int i = 0; i < N; i += 17) {
            assertThat(model.ask(readout, ROWS.select(i)).toArray())
                    .as(readout + " of row " + i)
                    .containsExactly(all.select(i).toArray());
        }
    }

    private static DeePWAK part(int k) {
        return DeePWAK.part(Partitioner.of(Features.of(12), k, dense(32), relu(), dense(k)));
    }

    /** Rows unlike any in training are predicted badly from what is visible of them. */
    @Test
    void noveltyTellsRowsOfNoCloud() {
        Training how = Training.defaults().steps(300).batch(60).masked(0.3).restarts(1);
        try (Fitted model = Coterie.on(ROWS).threads(1).fit(p -> part(3).plan(p, how))) {
            Table known = model.ask("novelty", ROWS);
            assertThat(known.columns()).isEqualTo(1);
            float[] odd = clouds(30, 3).toArray();
            for (int i = 0; i < 30; i++) {
                for (int j = 0; j < 12; j++) {
                    odd[i * 12 + j] += j % 2 == 0 ? 5 : -5;
                }
            }
            Table strange = model.ask("novelty", Table.of(30, 12, odd));
            assertThat(IntStream.range(0, N)
                            .mapToDouble(i -> known.at(i, 0))
                            .max()
                            .orElseThrow())
                    .isLessThan(IntStream.range(0, 30)
                            .mapToDouble(i -> strange.at(i, 0))
                            .min()
                            .orElseThrow());
            for (String readout : model.readouts()) {
                if (!readout.equals("centroids")) {
                    alone(model, readout, model.ask(readout, ROWS));
                }
            }
        }
    }

    @Test
    void aStackFindsTheCloudsFirstAndExplainsMoreWithEveryStage() {
        Training how = Training.defaults().steps(300).batch(60).restarts(1);
        try (Fitted model = Coterie.on(ROWS)
                .threads(1)
                .fit(p -> RecurrentDeePWAK.of(part(3), 2).plan(p, how))) {
            assertThat(model.clusters()).isEqualTo(9);
            int[] top = labels(model.ask("level-1", ROWS));
            int[] below = labels(model.ask("level-2", ROWS));
            int[] both = model.assign(ROWS);
            assertThat(Agreement.between(CLASSES, top).ari()).isGreaterThan(0.95);
            for (int i = 0; i < N; i++) {
                assertThat(both[i]).as("a tuple of labels").isEqualTo(top[i] * 3 + below[i]);
            }
            alone(model, "reconstruct", model.ask("reconstruct", ROWS));
        }
    }

    private static int[] labels(Table k) {
        return IntStream.range(0, k.rows())
                .map(i -> IntStream.range(0, k.columns()).reduce(0, (best, c) -> k.at(i, c) > k.at(i, best) ? c : best))
                .toArray();
    }

    @Test
    void penaltiesAndDictionariesHaveTheRightGradients() {
        GradientCheck check = new GradientCheck();
        for (Sparsity penalty : Sparsity.values()) {
            check.of(penalty.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), v -> {
                var w = v.weight("w", Shape.of(4, 3), Init.uniform(0.5, 2));
                return (t, b) -> penalty.<Latent>penalty().of(t, Rows.of(Latent.of(3), t.read(w)));
            });
        }
        check.of("modularity", v -> {
            var z = v.weight("z", Shape.of(5, 2), Init.normal(1));
            return (t, b) -> {
                var x = b.x().value();
                var graph = t.m().exp(t.m().scale(t.m().dotBT(x, x), 0.1));
                var k = Rows.of(new org.coterie.api.Clusters(2), t.m().softmax(t.read(z)));
                return Sparsity.modularity(graph, 0.8).of(t, k);
            };
        });
        Features x = Features.of(3);
        for (boolean partitioned : new boolean[] {false, true}) {
            check.of(partitioned ? "psae" : "sae", v -> {
                var arch = partitioned
                        ? TiedDictionary.psae(Partitioner.of(x, 2, dense(2)), 4)
                        : new TiedDictionary(x, 4, Optional.empty(), org.coterie.deepwak.Pwak.defaults());
                TiedDictionary.Dictionary bound = arch.bind(v);
                return (t, b) -> t.m().meanSquare(t.m().sub(
                                bound.decode(t, bound.among(t, b.x()), x).value(), b.x().value()));
            });
        }
        check.run();
    }
}
