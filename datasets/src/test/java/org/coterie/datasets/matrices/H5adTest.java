package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.coterie.api.Features;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.h5ad.H5adFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H5adTest {
    @TempDir
    Path folder;

    private Dataset open(String name, String settings) {
        return Small.open(new H5adFormat(), Small.in(folder, name), settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.h5ad", "latest.h5ad"})
    void readsSparseColumnsIntoSparseRowsWithTheirNames(String name) {
        Dataset data = open(name, "");
        assertThat(data.x().toArray()).isEqualTo(Small.S);
        assertThat(Small.stored(data.x())).isEqualTo(7); // 8 of 24 places, and at (0, 0) the value is 0
        assertThat(data.rowNames()).containsExactly("c0", "c1", "c2", "c3", "c4", "c5");
        assertThat(data.features().names()).containsExactly("g0", "g1", "g1-1", "g3");
        assertThat(data.labels()).isEmpty();
        assertThat(data.annotations()).isEmpty();
        assertThat(data.name()).isEqualTo(name.replace(".h5ad", ""));
        assertThat(data.sources().get(0).bytes()).isEqualTo(Small.bytes(name).length);
    }

    @ParameterizedTest
    @CsvSource({
        "small.h5ad, dense",
        "small.h5ad, big",
        "small.h5ad, half",
        "small.h5ad, whole",
        "latest.h5ad, dense",
        "latest.h5ad, grown",
        "latest.h5ad, grown1",
        "latest.h5ad, fixed"
    })
    void readsLayersOfEveryTypeAndChunking(String name, String layer) {
        assertThat(open(name, "matrix = layers/" + layer).x().toArray()).isEqualTo(Small.D);
    }

    @Test
    void readsPlacesInOtherSpaces() {
        Dataset data = open("small.h5ad", "matrix = obsm/pca");
        assertThat(data.features().names()).containsExactly("pca1", "pca2");
        assertThat(data.x().toArray()).containsExactly(0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.h5ad", "latest.h5ad"})
    void columnsOfObsTravelWithTheRows(String name) {
        Dataset data = open(name, "label = kind, annotations = [all]");
        Labels kind = data.labels().orElseThrow();
        assertThat(kind.classes()).containsExactly("t", "b", "nk");
        assertThat(kind.of()).containsExactly(0, 1, 2, -1, 1, 0);
        assertThat(data.annotations().stream().map(Annotation::name))
                .containsExactly("kind", "dose", "alive", "age", "site");
        assertThat(((Numbers) data.annotation("dose").orElseThrow()).of()).containsExactly(.5f, 1, 1.5f, 2, 2.5f, 3);
        Labels alive = (Labels) data.annotation("alive").orElseThrow();
        assertThat(alive.classes()).containsExactly("false", "true");
        assertThat(alive.of()).containsExactly(1, 0, 1, 0, 1, 0);
        assertThat(((Numbers) data.annotation("age").orElseThrow()).of()).containsExactly(3, 1, Float.NaN, 1, 5, 9);
        assertThat(((Labels) data.annotation("site").orElseThrow()).classes()).containsExactly("u", "v");
        assertThat(open(name, "label = age").labels().orElseThrow().of()).containsExactly(1, 0, -1, 0, 2, 3);
    }

    @Test
    void readsTheLayoutBefore07() {
        Dataset data = open("old.h5ad", "label = kind, annotations = [dose]");
        assertThat(data.x().toArray()).isEqualTo(Small.D);
        assertThat(data.labels().orElseThrow().classes()).containsExactly("t", "b");
        assertThat(data.labels().orElseThrow().of()).containsExactly(0, 1, 1, -1, 0, 0);
        assertThat(((Numbers) data.annotations().get(0)).of()).containsExactly(0, .5f, 1, 1.5f, 2, 2.5f);
        assertThat(open("old.h5ad", "matrix = obsm/pca").x().at(4, 1)).isEqualTo(4.5f);
    }

    @Test
    void treatsMissingValuesAsTheSettingsSay() {
        assertThat(Small.message(() -> open("small.h5ad", "matrix = layers/gaps")))
                .isEqualTo("small.h5ad, row 2, column \"g1-1\": missing values\n"
                        + "  got:      \"NaN\"\n"
                        + "  try:      data.missing = drop leaves these rows out; data.missing = keep with the transform"
                        + " impute fills them");
        Dataset dropped = open("small.h5ad", "matrix = layers/gaps, missing = drop, label = kind");
        assertThat(dropped.rowNames()).containsExactly("c0", "c2", "c3", "c4", "c5");
        assertThat(dropped.labels().orElseThrow().of()).containsExactly(0, 2, -1, 1, 0);
        assertThat(open("small.h5ad", "matrix = layers/gaps, missing = keep")
                        .x()
                        .at(1, 2))
                .isNaN();
    }

    @Test
    void findsGenesByNameForPrediction() {
        Path file = Small.in(folder, "small.h5ad");
        Dataset data = Small.opener(new H5adFormat(), file, "label = gone, annotations = [dose, lost]")
                .open(file, Features.of(List.of("g3", "g0")));
        assertThat(data.features().names()).containsExactly("g3", "g0");
        assertThat(data.x().toArray()).containsExactly(3, 0, 0, 0, 0, 0, 33, 30, 0, 0, 0, 0);
        assertThat(Small.stored(data.x())).isEqualTo(3);
        assertThat(data.labels()).isEmpty();
        assertThat(data.annotations()).hasSize(1);
        assertThat(Small.message(
                        () -> Small.opener(new H5adFormat(), file, "").open(file, Features.of(List.of("g0", "g7")))))
                .contains("small.h5ad: a column of the model is missing", "also \"g7\"");
    }

    @Test
    void saysWhatIsThereWhereSomethingIsNot() {
        assertThat(Small.message(() -> open("small.h5ad", "matrix = layers/dens")))
                .contains("the file has no matrix \"layers/dens\"", "\"X\", \"layers/big\", \"layers/dense\"");
        assertThat(Small.message(() -> open("small.h5ad", "label = kin")))
                .contains("data.label: unknown column", "did you mean \"kind\"?");
        assertThat(Small.message(() -> open("old.h5ad", "matrix = raw"))).contains("the file has no matrix \"raw\"");
    }

    /** Tests run with every module there is; an application has those that are asked for. */
    @Test
    void ourModuleAsksForAllThatIsNeeded() {
        ModuleFinder path = ModuleFinder.of(
                Arrays.stream(System.getProperty("jdk.module.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toArray(Path[]::new));
        assertThat(Configuration.empty()
                        .resolve(
                                ModuleFinder.compose(path, ModuleFinder.ofSystem()),
                                ModuleFinder.of(),
                                Set.of("org.coterie.datasets"))
                        .modules())
                .extracting(ResolvedModule::name)
                .contains("io.jhdf", "com.ning.compress.lzf", "org.apache.commons.lang3", "org.slf4j");
    }

    @Test
    void followsNoLinks() {
        Small.in(folder, "small.h5ad");
        assertThat(Small.message(() -> open("linked.h5ad", ""))).contains("linked.h5ad: there is no \"obs\"");
    }
}
