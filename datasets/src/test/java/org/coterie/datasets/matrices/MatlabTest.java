package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.datasets.h5ad.H5adFormat;
import org.coterie.datasets.matlab.MatlabFormat;
import org.coterie.datasets.tenx.TenxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatlabTest {
    private static final DataFormat FORMAT = new MatlabFormat();

    @TempDir
    Path folder;

    private Dataset open(String name, String settings) {
        return Small.open(FORMAT, Small.in(folder, name), settings);
    }

    @ParameterizedTest
    @CsvSource({
        "plain.mat, Y, 0 0 1 1 2 2, 1 2 3",
        "packed.mat, label, 0 1 0 1 0 1, -1 1",
        "version73.mat, Y, 0 0 1 1 2 2, 1 2 3"
    })
    void findsValuesAndClassesByTheirUsualNames(String name, String label, String of, String classes) {
        Dataset data = open(name, "");
        assertThat(data.x().toArray()).isEqualTo(Small.D);
        assertThat(data.features()).isEqualTo(Features.of(4));
        Labels labels = data.labels().orElseThrow();
        assertThat(labels.name()).isEqualTo(label);
        assertThat(labels.classes()).containsExactly(classes.split(" "));
        assertThat(labels.of())
                .containsExactly(List.of(of.split(" ")).stream()
                        .mapToInt(Integer::parseInt)
                        .toArray());
        assertThat(data.sources().get(0).sha256()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({"sparse.mat, fea", "version73.mat, S"})
    void sparseStaysSparse(String name, String x) {
        Dataset data = open(name, "y = none, x = " + x);
        assertThat(data.x().toArray()).isEqualTo(Small.S);
        assertThat(Small.stored(data.x())).isEqualTo(7);
        Dataset turned = open(name, "y = none, transpose = true, x = " + x);
        assertThat(turned.x().columns()).isEqualTo(6);
        assertThat(turned.x().at(2, 1)).isEqualTo(12);
        assertThat(Small.stored(turned.x())).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"plain.mat", "version73.mat"})
    void columnsBecomeRowsOnDemand(String name) {
        Dataset data = open(name, "transpose = true, y = none");
        assertThat(data.x().rows()).isEqualTo(4);
        assertThat(data.x().at(3, 5)).isEqualTo(53);
    }

    @Test
    void saysWhatTheFileHolds() {
        assertThat(Small.message(() -> open("sparse.mat", "x = names")))
                .contains("data.x: the variable does not hold plain numbers", "names (1×2 cell)");
        assertThat(Small.message(() -> open("sparse.mat", "x = feat")))
                .contains("fea (6×4 sparse), names (1×2 cell), part (1×1 struct)", "did you mean fea?");
        assertThat(Small.message(() -> open("version73.mat", "x = word"))).contains("word (1×2 char)");
        assertThat(Small.message(() -> open("plain.mat", "transpose = true")))
                .contains("plain.mat, Y: the classes are not as many as the rows", "4×1");
        Path file = Small.in(folder, "packed.mat");
        assertThat(Small.message(() -> Small.opener(FORMAT, file, "").open(file, Features.of(5))))
                .contains("another width than the model", "data (6×4 double)", "5 columns");
        assertThat(Small.opener(FORMAT, file, "y = gone")
                        .open(file, Features.of(List.of("a", "b", "c", "d")))
                        .features()
                        .names())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void everyFileIsOfOneFormat() {
        List<DataFormat> formats = List.of(new H5adFormat(), new TenxFormat(), FORMAT);
        for (String each : List.of(
                "small.h5ad 0",
                "latest.h5ad 0",
                "old.h5ad 0",
                "linked.h5ad 0",
                "version2.h5 1",
                "version3.h5 1",
                "plain.mat 2",
                "packed.mat 2",
                "sparse.mat 2",
                "version73.mat 2")) {
            String name = each.substring(0, each.length() - 2);
            // names do not tell: all are looked at under one
            Path file = Small.write(folder.resolve(name.equals("linked.h5ad") ? name : "some.bin"), Small.bytes(name));
            for (int f = 0; f < formats.size(); f++) {
                assertThat(formats.get(f).recognises(file)).as(each).isEqualTo(each.endsWith(" " + f));
            }
        }
        Path other =
                Small.write(folder.resolve("t.csv"), "a,b\n1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(formats).noneMatch(format -> format.recognises(other) || format.recognises(folder));
    }
}
