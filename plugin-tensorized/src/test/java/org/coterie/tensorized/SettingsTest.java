package org.coterie.tensorized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coterie.api.CoterieException;
import org.coterie.api.Method;
import org.coterie.testing.HoconSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file and the records are two doors to the same settings. */
class SettingsTest {
    private final Set<String> read = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    static List<Method<?>> methods() {
        return List.of(new TaeMethod(), new PtaeMethod(), new TvaeMethod(), new TclMethod(), new TrbmMethod());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyKeyOfTheFileIsReadAndNoOther(Method<?> method) {
        Config own = reference(method.id()).withoutPath("presets");
        method.settings(new HoconSettings(own, "", read, problems));
        assertThat(problems).isEmpty();
        assertThat(read).isEqualTo(keys(own));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void presetsChangeOnlyKeysThatExist(Method<?> method) {
        Config all = reference(method.id());
        if (all.hasPath("presets")) {
            all.getObject("presets")
                    .keySet()
                    .forEach(preset -> assertThat(keys(all.withoutPath("presets")))
                            .containsAll(keys(all.getConfig("presets." + preset))));
        }
    }

    @Test
    void theFileSaysWhatTheRecordsDefaultTo() {
        AutoencoderSettings tae = new TaeMethod().settings(settings("tae", ""));
        assertThat(tae.network()).isEqualTo(Autoencoder.linear(1));
        assertThat(tae.training()).isEqualTo(Training.defaults());
        assertThat(new TvaeMethod().settings(settings("tvae", "")).network()).isEqualTo(VariationalAutoencoder.of());
        assertThat(new TvaeMethod()
                        .settings(settings("tvae", "network.image = [28, 28]"))
                        .network())
                .isEqualTo(VariationalAutoencoder.ofPictures(28, 28));
        assertThat(new TrbmMethod().settings(settings("trbm", "")).machine()).isEqualTo(BoltzmannMachine.of());
        TclMethod.Options tcl = new TclMethod().settings(settings("tcl", "network.image = [28, 28], pairs.noise = 0"));
        assertThat(tcl.network()).isEqualTo(Contrast.ofPictures(28, 28));
    }

    @Test
    void crossEntropyOfCentredRowsIsRefusedWithItsReason() {
        new TvaeMethod().settings(settings("tvae", "network.likelihood = bce"));
        assertThat(problems).singleElement().asString().contains("no lower bound");
        problems.clear();
        new TvaeMethod().settings(settings("tvae", "network.likelihood = bce, centred = false"));
        assertThat(problems).isEmpty();
        assertThatThrownBy(() -> new TvaeMethod.Options(
                        2,
                        false,
                        true,
                        new VariationalAutoencoder(4, 2, VariationalAutoencoder.Likelihood.BCE),
                        Training.defaults()))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("no lower bound");
    }

    /** Lines in three directions through a plane: the paper's width for tae-lines3d. */
    @Test
    void linearSharedLayersTooNarrowForTheirClustersAreToldOf() {
        AutoencoderSettings narrow = new PtaeMethod().settings(settings("ptae", "k = 3, network.shared = [2]"));
        assertThat(PtaeMethod.warnings(narrow, 6)).singleElement().asString().contains("2 wide", "need up to 3");
        AutoencoderSettings wide = new PtaeMethod().settings(settings("ptae", "k = 3, network.shared = [4]"));
        assertThat(PtaeMethod.warnings(wide, 6)).isEmpty();
        AutoencoderSettings bent =
                new PtaeMethod().settings(settings("ptae", "k = 3, network { shared = [2], hidden = relu }"));
        assertThat(PtaeMethod.warnings(bent, 6)).isEmpty();
    }

    @Test
    void aPtaeThatSharesNothingIsATae() {
        new PtaeMethod().settings(settings("ptae", "network.shared = []"));
        assertThat(problems).singleElement().asString().contains("network.shared");
    }

    /** Without biases, C = 3, d = 6: TAE1 C·2d, TAE2 C(4d + 4), PTAE of width 2 4d + 4C (papers, section of the experiments). */
    @Test
    void parametersAreAsManyAsThePaperCounts() {
        assertThat(Autoencoder.linear(1).parameters(3, 6)).isEqualTo(36);
        assertThat(Autoencoder.linear(1).own(2).parameters(3, 6)).isEqualTo(84);
        assertThat(Autoencoder.linear(1).shared(2).parameters(3, 6)).isEqualTo(36);
    }

    private HoconSettings settings(String id, String changes) {
        Config config =
                ConfigFactory.parseString(changes).withFallback(reference(id).withoutPath("presets"));
        return new HoconSettings(config, "", read, problems);
    }

    private static Config reference(String id) {
        try (InputStream in =
                        Objects.requireNonNull(TaeMethod.class.getModule().getResourceAsStream("reference.conf"));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(reader).getConfig("methods." + id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }
}
