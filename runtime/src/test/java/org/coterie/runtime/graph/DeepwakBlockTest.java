package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;
import static org.coterie.api.Layers.tanh;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Consensus;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.data.Table;
import org.coterie.deepwak.Agreeing;
import org.coterie.deepwak.DeePWAK;
import org.coterie.deepwak.DeePWAKBlock;
import org.coterie.deepwak.DeePWAKBlock.Pooling;
import org.coterie.deepwak.Training;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DeePWAK's block, trained: gradients, the consensus, and what the model answers. */
class DeepwakBlockTest {
    private static final Features X = Features.of(6);
    private static final Latent E = Latent.of(2);
    private static final Training SHORT = Training.defaults().steps(150).batch(64);
    private static final Training.Length LATER = new Training.Length(60, Training.Unit.STEPS);

    @TempDir
    Path folder;

    /** Three clouds around three corners; row i belongs to cloud i mod 3. */
    private static Table clouds(int n) {
        Table noise = Lab.normal(n, 6, 5);
        float[] values = new float[n * 6];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 6; j++) {
                values[i * 6 + j] = (j % 3 == i % 3 ? 2 : 0) + 0.3f * noise.at(i, j);
            }
        }
        return Table.of(n, 6, values);
    }

    private static DeePWAK part() {
        return DeePWAK.part(Partitioner.of(X, 3, dense(16), relu(), dense(3)));
    }

    private static DeePWAK head() {
        return new DeePWAK(
                Encoder.of(X, E, dense(2), tanh()),
                Partitioner.of(X, 3, dense(8), relu(), dense(3)),
                Decoder.of(E, X, dense(6)));
    }

    private static DeePWAKBlock learned(DeePWAKBlock block) {
        int d = block.head().encoder().out().width();
        return block.agreeing(Agreeing.learned(
                block,
                3,
                new Layer[] {dense(8), relu(), dense(3)},
                new Layer[] {dense(d * 2), tanh(), dense(d), tanh()},
                LATER));
    }

    private static Fitted fit(Table x, Function<Problem, Plan> plan) {
        return Coterie.on(x).seed(1).threads(1).fit(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soft", "hard", "k-means", "learned"})
    void everyConsensusFindsClearClouds(String way) {
        Table x = clouds(240);
        DeePWAKBlock block = DeePWAKBlock.of(part(), 3);
        DeePWAKBlock agreeing = switch (way) {
            case "soft" -> block.agreeing(Agreeing.soft(3));
            case "hard" -> block.agreeing(Agreeing.hard(3));
            case "k-means" -> block;
            default -> learned(block);
        };
        try (Fitted model = fit(x, p -> agreeing.plan(p, SHORT))) {
            int[] truth = new int[240];
            for (int i = 0; i < 240; i++) {
                truth[i] = i % 3;
            }
            assertThat(Agreement.between(model.assign(x), truth).ari())
                    .isGreaterThan(way.equals("learned") ? 0.3 : 0.98); // a network of 60 steps is not a count
            assertThat(model.readouts())
                    .containsExactlyInAnyOrder(
                            "assign", "embed", "reconstruct", "centroids", "novelty", "heads", "agreement");
            assertThat(model.ask("heads", x).columns()).isEqualTo(9);
            Table agreement = model.ask("agreement", x);
            for (int i = 0; i < 240; i++) {
                assertThat(agreement.at(i, 0)).isBetween(0.3f, 1.0001f);
            }
        }
    }

    @Test
    void membershipsOfACountedConsensusAreTheMeanOfTheVotes() {
        Table x = clouds(120);
        try (Fitted model = fit(x, p -> DeePWAKBlock.of(part(), 3).plan(p, SHORT))) {
            List<Table> heads = Consensus.apart(model.ask("heads", x), 3, 3, 3);
            Table p = model.memberships(x);
            for (int i = 0; i < 120; i++) {
                double sum = 0;
                for (int c = 0; c < p.columns(); c++) {
                    sum += p.at(i, c);
                }
                assertThat(sum).isBetween(0.9999, 1.0001);
            }
            assertThat(heads)
                    .allSatisfy(head -> assertThat(Agreement.between(Consensus.labels(head), model.assign(x))
                                    .ari())
                            .isGreaterThan(0.9));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"joint-linear", "joint-sum", "independent-linear", "learned"})
    void theModelOpensAgainAndARowAloneIsTheSameRow(String kind) {
        Table x = clouds(90);
        DeePWAKBlock block = DeePWAKBlock.of(head(), 2);
        DeePWAKBlock chosen = switch (kind) {
            case "joint-linear" -> block.joint(Pooling.LINEAR);
            case "joint-sum" -> block.joint(Pooling.SUM);
            case "learned" -> learned(block.joint(Pooling.LINEAR));
            default ->
                new DeePWAKBlock(head(), 2, Pooling.LINEAR, DeePWAKBlock.Fit.INDEPENDENT, Agreeing.soft(3), LATER);
        };
        Function<Problem, Plan> plan = p -> chosen.plan(p, SHORT.masked(0.2));
        try (Fitted model = fit(x, plan);
                Fitted again = fit(x, plan)) {
            model.save(folder.resolve("model"));
            assertThat(again.params().fingerprint()).isEqualTo(model.params().fingerprint());
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                for (String readout : List.of("assign", "embed", "reconstruct", "heads", "agreement")) {
                    float[] all = model.ask(readout, x).toArray();
                    assertThat(again.ask(readout, x).toArray()).isEqualTo(all);
                    assertThat(loaded.ask(readout, x).toArray()).isEqualTo(all);
                    float[] alone = loaded.ask(readout, x.select(7)).toArray();
                    assertThat(alone).isEqualTo(java.util.Arrays.copyOfRange(all, 7 * alone.length, 8 * alone.length));
                }
            }
            assertThat(model.ask("embed", x).columns()).isEqualTo(kind.equals("learned") ? 2 : 4);
        }
    }

    @Test
    void gradientsThroughThePoolingsAreThoseOfDifferences() {
        GradientCheck check = new GradientCheck();
        Features three = Features.of(3);
        DeePWAK small = new DeePWAK(
                Encoder.of(three, E, dense(2), tanh()),
                Partitioner.of(three, 2, dense(2)),
                Decoder.of(E, three, dense(3)));
        for (Pooling pooling : Pooling.values()) {
            check.of("block-" + pooling.name().toLowerCase(java.util.Locale.ROOT), v -> {
                DeePWAKBlock.Block block =
                        DeePWAKBlock.of(small, 2).joint(pooling).bind(v);
                return (t, b) -> block.among(t, b.x()).value();
            });
        }
        check.of("side-by-side", v -> {
            DeePWAKBlock.Block block = DeePWAKBlock.of(small, 3).bind(v);
            return (t, b) -> t.m().beside(List.of(
                    block.memberships(t, b.x()).value(),
                    block.codes(t, b.x()).value(),
                    block.among(t, b.x()).value()));
        });
        check.run();
    }

    @Test
    void aBlockThatCannotBeIsRefused() {
        assertThatThrownBy(() -> DeePWAKBlock.of(part(), 1))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("a lone head is a DeePWAK without a block");
        assertThatThrownBy(() ->
                        new DeePWAKBlock(part(), 2, Pooling.SUM, DeePWAKBlock.Fit.INDEPENDENT, Agreeing.soft(3), LATER))
                .hasMessageContaining("is not a reconstruction");
        DeePWAKBlock two = DeePWAKBlock.of(head(), 2);
        DeePWAKBlock wrong = DeePWAKBlock.of(head(), 3).agreeing(learned(two).agreeing());
        assertThatThrownBy(() -> fit(clouds(30), p -> wrong.plan(p, SHORT)))
                .hasMessageContaining("the heads and the network of their consensus do not meet");
    }
}
