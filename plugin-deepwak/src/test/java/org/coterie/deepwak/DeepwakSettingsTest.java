package org.coterie.deepwak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.coterie.api.CoterieException;
import org.coterie.testing.HoconSettings;
import org.junit.jupiter.api.Test;

/** The file and the records are two doors to the same settings. */
class DeepwakSettingsTest {
    private final Config reference = reference("deepwak");
    private final Set<String> read = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void theFileSaysWhatTheRecordsDefaultTo() {
        assertThat(settings("")).isEqualTo(DeepwakSettings.defaults());
        assertThat(problems).isEmpty();
    }

    @Test
    void everyKeyOfTheFileIsReadAndNoOther() {
        settings("");
        assertThat(read).isEqualTo(new TreeSet<>(keys(reference.withoutPath("presets"))));
    }

    @Test
    void presetsChangeOnlyKeysThatExist() {
        for (String preset : List.of("paper", "published-code")) {
            assertThat(keys(reference.withoutPath("presets")))
                    .containsAll(keys(reference.getConfig("presets." + preset)));
        }
    }

    @Test
    void thePublishedCodeStepsBySignsAndNormalizesColumns() {
        DeepwakSettings s = read(reference.getConfig("presets.published-code").withFallback(reference));
        assertThat(s.kernel().normalization()).isEqualTo(Pwak.Normalization.COLUMNS);
        assertThat(s.training().optimizer()).isEqualTo(Training.Rule.SIGN);
        assertThat(s.training().decay()).isEqualTo(0.001);
        assertThat(s.partitioner().activation()).isEqualTo(DeepwakSettings.Activation.SIGMOID);
        assertThat(problems).isEmpty();
    }

    @Test
    void thePaperDescendsPlainlyAndNormalizesRows() {
        DeepwakSettings s = read(reference.getConfig("presets.paper").withFallback(reference));
        assertThat(s.kernel()).isEqualTo(new Pwak(Pwak.Normalization.ROWS, 0));
        assertThat(s.training().optimizer()).isEqualTo(Training.Rule.SGD);
        assertThat(problems).isEmpty();
    }

    @Test
    void bothPresetsTrainABlockJointlyAndLearnItsConsensus() {
        for (String name : List.of("paper", "published-code")) {
            DeepwakSettings.Block block = preset(name, "block.heads = 5").block();
            assertThat(block.fit()).isEqualTo(DeePWAKBlock.Fit.JOINT);
            assertThat(block.consensus()).isEqualTo(DeepwakSettings.Block.Rule.LEARNED);
        }
        assertThat(preset("paper", "").block().pooling()).isEqualTo(DeePWAKBlock.Pooling.LINEAR);
    }

    @Test
    void theSumOfIndependentHeadsIsReported() {
        settings("block { heads = 5, pooling = sum }");
        assertThat(problems)
                .containsExactly(
                        "block.pooling: expected mean or linear for independent heads, each of which reconstructs"
                                + " the rows; try: set pooling = mean, or fit = joint");
    }

    @Test
    void sharpeningWithoutBalanceIsReported() {
        settings("training.entropy = 0.01");
        assertThat(problems)
                .containsExactly("training.entropy: expected a balance above 0 beside it: sharpening alone starves"
                        + " clusters; try: set balance to the same value, or entropy = 0");
    }

    @Test
    void aDecayThatNoOptimizerReadsIsReported() {
        settings("training.decay = 0.01");
        assertThat(problems)
                .containsExactly("training.decay: expected 0 with optimizer sgd or adam, which do not decay weights;"
                        + " try: set optimizer = adam-w, or decay = 0");
    }

    @Test
    void allProblemsOfAFileAreFoundInOnePass() {
        settings("k = 1, training { rate = 0, mask = 1, decay = 0.5 }");
        assertThat(problems).hasSize(4);
    }

    @Test
    void theRecordsCheckWhatTheFileChecks() {
        Training t = Training.defaults();
        assertThatThrownBy(() -> t.sharpened(0.01, 0))
                .isInstanceOf(CoterieException.class)
                .hasMessage("entropy: a hyper-parameter of the training is out of range\n"
                        + "  got:      0.01 with balance 0\n"
                        + "  expected: a balance above 0 beside it");
        assertThatThrownBy(() -> t.optimizer(Training.Rule.ADAM, 1e-3, Training.Pace.CONSTANT, 0.1))
                .hasMessageContaining("0.1 with ADAM");
        assertThatThrownBy(() -> t.masked(1)).hasMessageContaining("mask");
        assertThatThrownBy(() -> t.masked(Double.NaN)).hasMessageContaining("mask");
        assertThatThrownBy(() -> t.batch(1)).hasMessageContaining("batch");
        assertThatThrownBy(() -> t.steps(0)).hasMessageContaining("length");
        assertThatThrownBy(() -> t.restarts(0)).hasMessageContaining("restarts");
        assertThatThrownBy(() -> new Pwak(Pwak.Normalization.ROWS, -1)).hasMessageContaining("pseudo-count");
    }

    /** A preset with changes. */
    static DeepwakSettings preset(String name, String changes) {
        Config all = reference("deepwak");
        Config config = ConfigFactory.parseString(changes)
                .withFallback(all.getConfig("presets." + name))
                .withFallback(all);
        return new DeepwakMethod()
                .settings(new HoconSettings(config.withoutPath("presets"), "", new TreeSet<>(), new ArrayList<>()));
    }

    @Test
    void theFileSaysWhatDewakssDefaultsTo() {
        Config dewakss = reference("dewakss");
        Set<String> asked = new TreeSet<>();
        assertThat(new DewakssMethod().settings(new HoconSettings(dewakss.withoutPath("presets"), "", asked, problems)))
                .isEqualTo(Dewakss.defaults());
        assertThat(problems).isEmpty();
        assertThat(asked).isEqualTo(new TreeSet<>(keys(dewakss.withoutPath("presets"))));
        for (String preset : List.of("paper", "published-code")) {
            assertThat(keys(dewakss.withoutPath("presets"))).containsAll(keys(dewakss.getConfig("presets." + preset)));
        }
    }

    @Test
    void theFileSaysWhatTheStackDefaultsTo() {
        Config stack = reference("recurrent-deepwak");
        Set<String> asked = new TreeSet<>();
        assertThat(new RecurrentMethod().settings(new HoconSettings(stack, "", asked, problems)))
                .isEqualTo(RecurrentSettings.defaults());
        assertThat(problems).isEmpty();
        assertThat(asked).isEqualTo(new TreeSet<>(keys(stack)));
    }

    private DeepwakSettings settings(String changes) {
        return read(ConfigFactory.parseString(changes).withFallback(reference));
    }

    private DeepwakSettings read(Config config) {
        return new DeepwakMethod().settings(new HoconSettings(config.withoutPath("presets"), "", read, problems));
    }

    private static List<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).sorted().toList();
    }

    private static Config reference(String method) {
        try (InputStream in =
                        Objects.requireNonNull(DeepwakMethod.class.getModule().getResourceAsStream("reference.conf"));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(reader).resolve().getConfig("methods." + method);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
