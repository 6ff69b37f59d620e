package org.coterie.moesimvae;

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
import org.coterie.api.Features;
import org.coterie.testing.HoconSettings;
import org.junit.jupiter.api.Test;

/** The file and the records are two doors to the same settings. */
class MoeSimVaeSettingsTest {
    private final Config reference = reference();
    private final Set<String> read = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    @Test
    void theFileSaysWhatTheRecordsDefaultTo() {
        MoeSimVaeSettings fromFile = settings("");
        MoeSimVaeSettings fromCode = MoeSimVaeSettings.of(10);
        assertThat(fromFile.network()).isEqualTo(fromCode.network());
        assertThat(fromFile.form()).isEqualTo(fromCode.form());
        assertThat(fromFile.training()).isEqualTo(fromCode.training());
        assertThat(fromFile.similarity()).containsOnlyKeys("neighbours");
        assertThat(DataMap.of(section("similarity.neighbours"))).isEqualTo(DataMap.defaults());
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
    void thePublishedRunLearnsMarkersWithoutDropout() {
        MoeSimVaeSettings s = read(reference.getConfig("presets.published-code").withFallback(reference));
        assertThat(s.similarity()).containsOnlyKeys("markers");
        assertThat(s.form().divergence()).isEqualTo(Objective.Divergence.CODED);
        assertThat(s.network().dropout()).isZero();
        assertThat(s.architecture(Features.of(50)).encoder())
                .hasToString("[50] dense [100] frozen-norm elu dense [20] unit-noise [40]");
        assertThat(problems).isEmpty();
    }

    @Test
    void aSourceThatDoesNotExistIsReported() {
        settings("similarity.sources = [neighbors]");
        assertThat(problems).singleElement().asString().startsWith("similarity.sources: expected at least one");
    }

    @Test
    void convolutionsThatDoNotFitAreReported() {
        MoeSimVaeSettings s = settings("network { image = [28, 28], norm = frozen }");
        assertThat(problems).singleElement().asString().startsWith("network.norm: expected batch or none");
        assertThat(s.network().convolutions()).isEqualTo(Convolutions.of(28, 28));
        for (String wrong : List.of("image = [28]", "filters = []", "pooled = [2, 2]", "expert-filters = [8]")) {
            problems.clear();
            settings("network { " + wrong + " }");
            assertThat(problems)
                    .singleElement()
                    .asString()
                    .startsWith("network." + wrong.substring(0, wrong.indexOf(' ')) + ": expected");
        }
    }

    @Test
    void theRecordsCheckWhatTheFileChecks() {
        Training t = Training.defaults();
        assertThatThrownBy(() -> t.steps(0))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("steps");
        assertThatThrownBy(() -> t.batch(1)).hasMessageContaining("batch");
        assertThatThrownBy(() -> t.rate(Double.NaN, Training.Pace.CONSTANT)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new Training.Weights(-1, 0, 0, 0, 0)).hasMessageContaining("reconstruction");
        assertThatThrownBy(() -> MoeSimVaeSettings.of(1)).hasMessageContaining("2 to 1000");
    }

    private HoconSettings section(String path) {
        return new HoconSettings(reference.getConfig(path), path + ".", read, problems);
    }

    private MoeSimVaeSettings settings(String changes) {
        return read(ConfigFactory.parseString(changes).withFallback(reference));
    }

    private MoeSimVaeSettings read(Config config) {
        return new MoeSimVaeMethod().settings(new HoconSettings(config.withoutPath("presets"), "", read, problems));
    }

    private static List<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).sorted().toList();
    }

    private static Config reference() {
        try (InputStream in = Objects.requireNonNull(
                        MoeSimVaeMethod.class.getModule().getResourceAsStream("reference.conf"));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(reader).resolve().getConfig("methods.moesimvae");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
