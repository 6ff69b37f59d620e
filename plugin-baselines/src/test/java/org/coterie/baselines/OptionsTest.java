package org.coterie.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coterie.api.CoterieException;
import org.coterie.api.Method;
import org.coterie.testing.HoconSettings;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Config ALL = ConfigFactory.parseResources(OptionsTest.class, "/reference.conf");

    private static final Map<Method<?>, Record> DEFAULTS = Map.ofEntries(
            Map.entry(new KMeansMethod(), KMeansMethod.Options.of(10)),
            Map.entry(new MiniBatchKMeansMethod(), MiniBatchKMeansMethod.Options.of(10)),
            Map.entry(new GaussianMixtureMethod(), GaussianMixtureMethod.Options.of(10)),
            Map.entry(new AgglomerativeMethod(), AgglomerativeMethod.Options.of(10)),
            Map.entry(new HdbscanMethod(), HdbscanMethod.Options.defaults()),
            Map.entry(new FuzzyCMeansMethod(), FuzzyCMeansMethod.Options.of(10)),
            Map.entry(new SpectralMethod(), SpectralMethod.Options.of(10)),
            Map.entry(new LeidenMethod(), GraphOptions.of(15)),
            Map.entry(new LouvainMethod(), GraphOptions.of(15)),
            Map.entry(new PhenographMethod(), GraphOptions.of(30)),
            Map.entry(new KPlanesMethod(), KPlanesMethod.Options.of(10)),
            Map.entry(new NmfKMeansMethod(), NmfKMeansMethod.Options.of(10)),
            Map.entry(new LaplacianKMeansMethod(), LaplacianKMeansMethod.Options.of(10)),
            Map.entry(new AutoencoderKMeansMethod(), AutoencoderKMeansMethod.Options.of(10)));

    @Test
    void theModuleProvidesEveryMethodUnderItsName() {
        assertThat(DEFAULTS.keySet().stream().map(Method::id))
                .containsExactlyInAnyOrder(
                        "kmeans",
                        "mini-batch-kmeans",
                        "gmm",
                        "agglomerative",
                        "hdbscan",
                        "fuzzy-cmeans",
                        "spectral",
                        "leiden",
                        "louvain",
                        "phenograph",
                        "kplanes",
                        "nmf-kmeans",
                        "laplacian-kmeans",
                        "autoencoder-kmeans");
        assertThat(KMeansMethod.class.getModule().getDescriptor().provides())
                .singleElement()
                .satisfies(provided -> assertThat(provided.providers())
                        .containsExactlyInAnyOrderElementsOf(DEFAULTS.keySet().stream()
                                .map(method -> method.getClass().getName())
                                .toList()));
    }

    @Test
    void whatTheFileSaysIsWhatCodeHasAndEveryKeyIsRead() {
        DEFAULTS.forEach((method, options) -> {
            Config section = ALL.getConfig("methods." + method.id());
            TreeSet<String> read = new TreeSet<>();
            List<String> problems = new ArrayList<>();
            assertThat(method.settings(new HoconSettings(section, "", read, problems)))
                    .as(method.id())
                    .isEqualTo(options);
            assertThat(problems).isEmpty();
            assertThat(read)
                    .isEqualTo(section.entrySet().stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(method.about()).endsWith(".");
        });
        assertThat(ALL.getConfig("methods").root()).hasSize(DEFAULTS.size());
    }

    @Test
    void optionsFromCodeAreChecked() {
        assertThatThrownBy(() -> KMeansMethod.Options.of(0))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG))
                .hasMessageContaining("1 to 10000");
        assertThatThrownBy(() -> new GraphOptions(15, Double.NaN, 10, 1000, 10)).hasMessageContaining("resolution");
        assertThatThrownBy(() -> new FuzzyCMeansMethod.Options(3, 1, 5, 300, 1e-5))
                .hasMessageContaining("fuzzifier");
    }
}
