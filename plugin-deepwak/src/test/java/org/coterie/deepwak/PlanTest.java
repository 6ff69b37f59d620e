package org.coterie.deepwak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;
import static org.coterie.api.Layers.tanh;

import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Method;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.junit.jupiter.api.Test;

/** What a plan consists of, judged before anything is run. */
class PlanTest {
    private static final Features X = Features.of(4);
    private static final Latent E = Latent.of(2);

    @Test
    void restartsAreAStackOfHeadsOfWhichOneAnswers() {
        PaperProblem problem = PaperProblem.of(4, 100);
        Plan plan = DeePWAK.part(partitioner()).plan(problem, Training.defaults());
        assertThat(problem.declared())
                .containsExactly(
                        "weight head/partitioner/1-dense/weight [5][4, 8]",
                        "weight head/partitioner/1-dense/bias [5][1, 8]",
                        "weight head/partitioner/3-dense/weight [5][8, 3]",
                        "weight head/partitioner/3-dense/bias [5][1, 3]",
                        "state head/bank/s [5][1, 3]",
                        "state head/bank/m [5][3, 4]",
                        "state head/compression [5][]",
                        "state best [][]");
        assertThat(plan.stages())
                .extracting(Stage::name)
                .containsExactly("train", "bank", "compression", "choose", "check");
    }

    @Test
    void aSingleHeadNeedsNoChoice() {
        PaperProblem problem = PaperProblem.of(4, 100);
        Plan plan = head().plan(problem, Training.defaults().restarts(1).epochs(20));
        assertThat(plan.stages()).extracting(Stage::name).containsExactly("train", "bank", "check");
        assertThat(problem.declared())
                .contains("weight head/encoder/1-dense/weight [][4, 2]", "state head/bank/m [][3, 2]")
                .noneMatch(entry -> entry.contains("best"));
        Stage.Train train = (Stage.Train) plan.stages().get(0);
        assertThat(train.to()).isEqualTo(20);
        assertThat(train.steps()).isZero();
    }

    @Test
    void trainingMovesEncoderPartitionerAndDecoder() {
        Plan plan = head().plan(PaperProblem.of(4, 100), Training.defaults().restarts(1));
        Stage.Train train = (Stage.Train) plan.stages().get(0);
        assertThat(train.steps()).isEqualTo(1500);
        Update.Descend descend = (Update.Descend) train.updates().get(0);
        assertThat(descend.weights())
                .extracting(w -> w.path())
                .containsExactly(
                        "head/encoder/1-dense/weight",
                        "head/encoder/1-dense/bias",
                        "head/partitioner/1-dense/weight",
                        "head/partitioner/1-dense/bias",
                        "head/partitioner/3-dense/weight",
                        "head/partitioner/3-dense/bias",
                        "head/decoder/1-dense/weight",
                        "head/decoder/1-dense/bias");
    }

    @Test
    void theModelAnswersFiveQuestions() {
        Plan plan = head().plan(PaperProblem.of(4, 100), Training.defaults());
        assertThat(plan.readouts())
                .extracting(Readout::name)
                .containsExactly("assign", "embed", "reconstruct", "centroids", "novelty");
        assertThat(plan.readouts()).extracting(r -> r.space().width()).containsExactly(3, 2, 4, 4, 1);
    }

    @Test
    void theSettingsMakeThePublishedNetwork() {
        var published = new DeepwakSettings(
                14,
                new DeepwakSettings.PartitionerLayers(
                        5, 0, DeepwakSettings.Activation.SIGMOID, DeepwakSettings.Activation.LINEAR),
                new DeepwakSettings.Autoencoder(
                        DeepwakSettings.Autoencoder.Kind.MLP,
                        java.util.List.of(58, 29),
                        14,
                        DeepwakSettings.Activation.TANH,
                        DeepwakSettings.Activation.TANH,
                        DeepwakSettings.Activation.TANH),
                Pwak.defaults(),
                Training.defaults().restarts(1),
                DeepwakSettings.Block.defaults());
        DeePWAK deepwak = published.architecture(Features.of(114));
        assertThat(deepwak.encoder()).hasToString("Encoder [114] dense [58] tanh dense [29] tanh dense [14] tanh");
        assertThat(deepwak.partitioner())
                .hasToString("Partitioner [114] dense [456] dense sigmoid dense sigmoid dense sigmoid dense [14]");
        assertThat(deepwak.decoder()).hasToString("Decoder [14] dense [29] tanh dense [58] tanh dense [114] tanh");
        PaperProblem problem = PaperProblem.of(114, 1831);
        deepwak.plan(problem, published.training());
        assertThat(problem.weighed().stream()
                        .distinct()
                        .mapToLong(w -> w.shape().size())
                        .sum())
                .as("701,716 parameters a head, counted in the published code")
                .isEqualTo(701_716);
    }

    @Test
    void aBlockIsAStackOfHeadsWithAConsensusBehindThem() {
        PaperProblem problem = PaperProblem.of(4, 100);
        Plan plan = DeePWAKBlock.of(DeePWAK.part(partitioner()), 5).plan(problem, Training.defaults());
        assertThat(problem.declared())
                .containsExactly(
                        "weight head/partitioner/1-dense/weight [5][4, 8]",
                        "weight head/partitioner/1-dense/bias [5][1, 8]",
                        "weight head/partitioner/3-dense/weight [5][8, 3]",
                        "weight head/partitioner/3-dense/bias [5][1, 3]",
                        "state head/bank/s [5][1, 3]",
                        "state head/bank/m [5][3, 4]",
                        "state votes [][15, 3]",
                        "state centroids [][3, 4]");
        assertThat(plan.stages()).extracting(Stage::name).containsExactly("train", "bank", "agree", "check");
        assertThat(plan.readouts())
                .extracting(Readout::name)
                .containsExactly("assign", "embed", "reconstruct", "centroids", "novelty", "heads", "agreement");
    }

    @Test
    void thePublishedBlockHasThePublishedNetworks() {
        DeepwakSettings published = DeepwakSettingsTest.preset("published-code", "k = 14, block.heads = 5");
        DeePWAKBlock block = published.blockOf(Features.of(114));
        assertThat(block.pooling()).isEqualTo(DeePWAKBlock.Pooling.SUM);
        assertThat(block.fit()).isEqualTo(DeePWAKBlock.Fit.JOINT);
        assertThat(((Agreeing.Learned) block.agreeing()).net())
                .as("figure 8: Linear 70-280, three sigmoid layers of 280, Linear 280-14")
                .hasToString("Partitioner [70] dense [280] dense sigmoid dense sigmoid dense sigmoid dense [14]");
        assertThat(((Agreeing.Learned) block.agreeing()).codes())
                .as("figure 2: tanh 70-35-14")
                .hasToString("[70] dense [35] tanh dense [14] tanh");
        PaperProblem problem = PaperProblem.of(114, 1831);
        Plan plan = block.plan(problem, published.training());
        assertThat(plan.stages())
                .extracting(Stage::name)
                .containsExactly("train", "bank", "consensus", "agree", "check");
        Update.Descend joint =
                (Update.Descend) ((Stage.Train) plan.stages().get(0)).updates().get(0);
        assertThat(joint.weights()).as("the heads, and nothing to pool with").hasSize(2 * (3 + 5 + 3));
    }

    @Test
    void aLinearPoolingIsLearntWithTheHeadsOrAfterThem() {
        PaperProblem together = PaperProblem.of(4, 100);
        Plan joint =
                DeePWAKBlock.of(head(), 2).joint(DeePWAKBlock.Pooling.LINEAR).plan(together, Training.defaults());
        assertThat(together.declared()).contains("weight pool/weight [][8, 4]", "weight pool/bias [][1, 4]");
        assertThat(((Update.Descend)
                                ((Stage.Train) joint.stages().get(0)).updates().get(0))
                        .weights())
                .extracting(w -> w.path())
                .contains("pool/weight", "head/encoder/1-dense/weight");
        DeePWAKBlock later = new DeePWAKBlock(
                head(),
                2,
                DeePWAKBlock.Pooling.LINEAR,
                DeePWAKBlock.Fit.INDEPENDENT,
                Agreeing.soft(3),
                new Training.Length(20, Training.Unit.STEPS));
        Plan apart = later.plan(PaperProblem.of(4, 100), Training.defaults());
        assertThat(apart.stages()).extracting(Stage::name).containsExactly("train", "bank", "pool", "agree", "check");
        Stage.Train pool = (Stage.Train) apart.stages().get(2);
        assertThat(pool.steps()).isEqualTo(20);
        assertThat(((Update.Descend) pool.updates().get(0)).weights())
                .extracting(w -> w.path())
                .containsExactly("pool/weight", "pool/bias");
    }

    @Test
    void partsThatDoNotMeetAreNamed() {
        assertThatThrownBy(() ->
                        new DeePWAK(Encoder.of(X, E, dense(2)), partitioner(), Decoder.of(Latent.of(3), X, dense(4))))
                .isInstanceOf(CoterieException.class)
                .hasMessage("Encoder [4] dense [2] and Decoder [3] dense [4]: the encoder and the decoder do not meet\n"
                        + "  got:      the encoder gives [2], the decoder takes [3]\n"
                        + "  expected: equal sizes");
        assertThatThrownBy(() ->
                        new DeePWAK(Encoder.of(Features.of(5), E, dense(2)), partitioner(), Decoder.of(E, X, dense(4))))
                .hasMessageContaining(": the encoder and the partitioner do not meet");
        assertThatThrownBy(() ->
                        new DeePWAK(Encoder.of(X, E, dense(2)), partitioner(), Decoder.of(E, Features.of(5), dense(5))))
                .hasMessageContaining(": the decoder and the partitioner do not meet");
    }

    @Test
    void aProblemThatDoesNotFitIsRefusedBeforeTraining() {
        assertThatThrownBy(() -> head().plan(PaperProblem.of(4, 2), Training.defaults()))
                .hasMessageContaining("there are fewer rows than clusters")
                .hasMessageContaining("2 rows, k = 3");
        assertThatThrownBy(() -> head().plan(PaperProblem.of(5, 100), Training.defaults()))
                .hasMessageContaining("the data and the partitioner do not meet");
    }

    @Test
    void theModuleProvidesTheMethod() {
        assertThat(DeepwakMethod.class.getModule().getDescriptor().provides())
                .as("tests run on the module path")
                .singleElement()
                .satisfies(provides -> {
                    assertThat(provides.service()).isEqualTo(Method.class.getName());
                    assertThat(provides.providers())
                            .containsExactly(
                                    DeepwakMethod.class.getName(),
                                    DewakssMethod.class.getName(),
                                    RecurrentMethod.class.getName());
                });
        assertThat(new DeepwakMethod().id()).isEqualTo("deepwak");
    }

    private static Partitioner<Features> partitioner() {
        return Partitioner.of(X, 3, dense(8), relu(), dense(3));
    }

    private static DeePWAK head() {
        return new DeePWAK(Encoder.of(X, E, dense(2), tanh()), partitioner(), Decoder.of(E, X, dense(4)));
    }
}
