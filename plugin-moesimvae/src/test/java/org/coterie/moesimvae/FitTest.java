package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.algorithms.Scores;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole method on three blobs in [0, 1]: found, drawn again, kept, and the same bits by the same seed. */
class FitTest {
    private static final int[] TRUTH = new int[240];
    private static final Table ROWS = blobs();

    @TempDir
    private Path folder = Path.of("");

    private static Table blobs() {
        SplittableRandom random = new SplittableRandom(5);
        float[][] rows = new float[TRUTH.length][8];
        for (int i = 0; i < rows.length; i++) {
            TRUTH[i] = i % 3;
            for (int j = 0; j < 8; j++) {
                double centre = (j + TRUTH[i]) % 3 == 0 ? 0.8 : 0.2;
                rows[i][j] = (float) Math.min(1, Math.max(0, centre + 0.07 * random.nextGaussian()));
            }
        }
        return Table.of(rows);
    }

    private static MoeSimVaeSettings settings(int k) {
        MoeSimVaeSettings.Network small = new MoeSimVaeSettings.Network(
                List.of(32),
                4,
                List.of(32),
                0.3,
                List.of(16),
                MoeSimVaeSettings.Activation.ELU,
                MoeSimVaeSettings.Norm.BATCH,
                MoeSimVaeSettings.Noise.LEARNED);
        return MoeSimVaeSettings.of(k)
                .with(small)
                .with(Training.defaults().steps(250).batch(60).rate(0.005, Training.Pace.COSINE));
    }

    private static Fitted fit(MoeSimVaeSettings settings, long seed) {
        return Coterie.on(ROWS).seed(seed).threads(1).fit(problem -> new MoeSimVaeMethod().plan(problem, settings));
    }

    @Test
    void clustersAreFoundAndTheirRowsDrawnAgain() {
        try (Fitted model = fit(settings(3), 1)) {
            int[] clusters = model.assign(ROWS);
            assertThat(Scores.of(TRUTH, clusters).acc()).isGreaterThanOrEqualTo(0.99);
            assertThat(model.readouts()).containsExactly("assign", "embed", "reconstruct", "generate");
            int[] wanted = new int[90];
            float[] noise = new float[90 * 4];
            SplittableRandom random = new SplittableRandom(9);
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = i / 30;
            }
            for (int e = 0; e < noise.length; e++) {
                noise[e] = (float) random.nextGaussian();
            }
            Table drawn = model.drawn("generate", wanted, Table.of(90, 4, noise));
            int[] again = model.assign(drawn);
            int right = 0;
            for (int i = 0; i < wanted.length; i++) {
                right += again[i] == wanted[i] ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(85);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndALoadedModelTheSameAnswers() {
        try (Fitted one = fit(settings(3), 2);
                Fitted again = fit(settings(3), 2)) {
            assertThat(everything(again)).isEqualTo(everything(one));
            one.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                assertThat(loaded.ask("reconstruct", ROWS).toArray())
                        .isEqualTo(one.ask("reconstruct", ROWS).toArray());
            }
        }
    }

    @Test
    void oneRowAloneGetsTheBitsItGetsAmongAll() {
        try (Fitted model = fit(settings(3), 3)) {
            for (String readout : List.of("assign", "embed", "reconstruct")) {
                Table all = model.ask(readout, ROWS);
                for (int i = 0; i < ROWS.rows(); i += 17) {
                    float[] row = new float[8];
                    ROWS.copyRow(i, row, 0);
                    float[] expected = new float[all.columns()];
                    all.copyRow(i, expected, 0);
                    assertThat(model.ask(readout, Table.of(new float[][] {row})).toArray())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void afterPretrainingTheSimilarityMayBeOneOfCodes() {
        DataMap ofCodes = new DataMap(
                DataMap.Kind.PCA,
                DataMap.From.CODES,
                2,
                0,
                org.coterie.algorithms.Metric.EUCLIDEAN,
                15,
                0,
                org.coterie.algorithms.Umap.Start.PCA,
                1,
                -1);
        Similarity.Source source = NeighbourSimilarity.of(ofCodes, NeighbourSimilarity.Scope.ALL, 0);
        MoeSimVaeSettings first = settings(3);
        MoeSimVaeSettings pretrained = first.with(first.training().pretraining(100))
                .with(java.util.Map.of("neighbours", new MoeSimVaeSettings.Weighted(1, source)));
        try (Fitted model = fit(pretrained, 1)) {
            assertThat(Scores.of(TRUTH, model.assign(ROWS)).acc()).isGreaterThanOrEqualTo(0.99);
        }
    }

    @Test
    void expertsThatAreNotUsedAreDropped() {
        MoeSimVae.Form pruned = new MoeSimVae.Form(
                MoeSimVae.Output.LOGITS,
                Objective.Divergence.PROPER,
                MoeSimVae.Means.MOVING,
                false,
                true,
                false,
                false,
                0.05);
        Similarity.Source three = WithinSimilarity.of(
                new DataMap(
                        DataMap.Kind.RAW,
                        DataMap.From.DATA,
                        2,
                        0,
                        org.coterie.algorithms.Metric.EUCLIDEAN,
                        15,
                        0,
                        org.coterie.algorithms.Umap.Start.PCA,
                        1,
                        -1),
                0.6);
        MoeSimVaeSettings many =
                settings(8).with(pruned).with(java.util.Map.of("within", new MoeSimVaeSettings.Weighted(1, three)));
        try (Fitted model = fit(many, 1)) {
            int[] clusters = model.assign(ROWS);
            assertThat(model.clusters()).isBetween(3, 7);
            assertThat(Arrays.stream(clusters).max().orElseThrow()).isLessThan(model.clusters());
            assertThat(Scores.of(TRUTH, clusters).nmi()).isGreaterThan(0.7);
            int[] sizes = new int[model.clusters()];
            for (int c : clusters) {
                sizes[c]++;
            }
            assertThat(sizes[0]).isGreaterThanOrEqualTo(sizes[sizes.length - 1]);
        }
    }

    /** The ablation of the experts: the same widths once, and a cluster tells the decoder nothing but where its codes lie. */
    @Test
    void oneDecoderMayServeAllClusters() {
        MoeSimVae.Form shared = new MoeSimVae.Form(
                MoeSimVae.Output.LOGITS,
                Objective.Divergence.PROPER,
                MoeSimVae.Means.MOVING,
                true,
                true,
                false,
                true,
                0);
        try (Fitted one = fit(settings(3).with(shared), 1);
                Fitted three = fit(settings(3), 1)) {
            assertThat(Scores.of(TRUTH, one.assign(ROWS)).acc()).isGreaterThanOrEqualTo(0.99);
            assertThat(numbers(three, "expert")).isEqualTo(3 * numbers(one, "decoder"));
            assertThat(numbers(one, "expert")).isZero();
            int[] each = {0, 1, 2};
            Table means = one.drawn("generate", each, Table.of(3, 4, new float[12]));
            assertThat(one.assign(means)).containsExactly(each);
        }
    }

    /** Numbers in the weights below a name. */
    private static int numbers(Fitted model, String below) {
        return model.params().shapes().keySet().stream()
                .filter(path -> path.startsWith(below + "/"))
                .mapToInt(path -> model.params().values(path).length)
                .sum();
    }

    @Test
    void publishedFormsTrainToo() {
        for (Objective.Divergence divergence : Objective.Divergence.values()) {
            MoeSimVae.Form form = new MoeSimVae.Form(
                    MoeSimVae.Output.REAL, divergence, MoeSimVae.Means.TRAINED, true, false, true, true, 0);
            MoeSimVaeSettings.Network frozen = new MoeSimVaeSettings.Network(
                    List.of(16),
                    3,
                    List.of(16),
                    0,
                    List.of(16),
                    MoeSimVaeSettings.Activation.RELU,
                    MoeSimVaeSettings.Norm.FROZEN,
                    MoeSimVaeSettings.Noise.UNIT);
            try (Fitted model = fit(
                    settings(3)
                            .with(form)
                            .with(frozen)
                            .with(Training.defaults().steps(20).batch(60)),
                    1)) {
                assertThat(model.assign(ROWS)).hasSize(240);
            }
        }
    }

    private static List<Float> everything(Fitted model) {
        List<Float> all = new ArrayList<>();
        for (String path : model.params().shapes().keySet()) {
            if (!path.equals("found/order")) { // whole numbers
                for (float value : model.params().values(path)) {
                    all.add(value);
                }
            }
        }
        for (float value : model.memberships(ROWS).toArray()) {
            all.add(value);
        }
        return all;
    }
}
