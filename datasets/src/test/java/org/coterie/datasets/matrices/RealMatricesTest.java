package org.coterie.datasets.matrices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.coterie.api.data.DataFormat;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.RealData;
import org.coterie.datasets.h5ad.H5adFormat;
import org.coterie.datasets.matlab.MatlabFormat;
import org.coterie.datasets.tenx.TenxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published files: sizes, ranges and classes as their README gives them; single values by h5py 3.14 and SciPy 1.17. */
class RealMatricesTest {
    private static final String CELLS = "singlecell/h5ad/pbmc68k_reduced.h5ad";
    private static final String LEGACY = "singlecell/h5ad/pbmc68k_reduced_legacy_v0.5.h5ad";

    private static Dataset open(DataFormat format, String name, String settings) {
        Path file = RealData.file(name);
        assertThat(format.recognises(file)).isTrue();
        return Small.open(format, file, settings);
    }

    private static double sum(Dataset data) {
        double sum = 0;
        for (float value : data.x().toArray()) {
            sum += value;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scikit-feature/ALLAML.mat | 72 × 7129, -8.32971 … 8.36616, 47 / 25",
                "scikit-feature/BASEHOCK.mat | 1993 × 4862, 0.0 … 113.0, 994 / 999",
                "scikit-feature/GLIOMA.mat | 50 × 4434, 1.30103 … 4.08229, 14 / 7 / 14 / 15",
                "scikit-feature/PCMAC.mat | 1943 × 3289, 0.0 … 149.0, 982 / 961",
                "scikit-feature/Prostate-GE.mat | 102 × 5966, 1.0 … 4.20412, 50 / 52",
                "scikit-feature/RELATHE.mat | 1427 × 4322, 0.0 … 199.0, 779 / 648",
                "scikit-feature/TOX-171.mat | 171 × 5748, 0.02 … 33922.7, 45 / 45 / 39 / 42",
                "scikit-feature/arcene.mat | 200 × 10000, 0.0 … 999.0, 112 / 88",
                "scikit-feature/colon.mat | 62 × 2000, -2.0 … 2.0, 40 / 22",
                "scikit-feature/leukemia.mat | 72 × 7070, -2.0 … 2.0, 47 / 25",
                "scikit-feature/nci9.mat | 60 × 9712, -2.0 … 2.0, 9 / 9 / 8 / 5 / 7 / 6 / 8 / 6 / 2",
                "scikit-feature/orlraws10P.mat | 100 × 10304, 0.0 … 245.0, 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10",
                "scikit-feature/pixraw10P.mat | 100 × 10000, 0.0 … 62.0, 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10 / 10",
                "scikit-feature/warpAR10P.mat | 130 × 2400, 6.0 … 255.0, 13 / 13 / 13 / 13 / 13 / 13 / 13 / 13 / 13 / 13",
                "scikit-feature/warpPIE10P.mat | 210 × 2420, 0.0 … 255.0, 21 / 21 / 21 / 21 / 21 / 21 / 21 / 21 / 21 / 21",
                "srbct/SRBCT.mat | 83 × 2308, 0.0025 … 32.6601, 29 / 11 / 18 / 25"
            })
    void matlabFiles(String name, String summary) {
        Dataset data = open(new MatlabFormat(), name, "");
        // the README rounds to six digits
        assertThat(rounded(RealData.summary(data))).isEqualTo(rounded(summary));
    }

    private static String rounded(String summary) {
        return Pattern.compile("-?[0-9]+\\.[0-9]+")
                .matcher(summary)
                .replaceAll(number -> String.format(Locale.ROOT, "%.5e", Double.parseDouble(number.group())));
    }

    @ParameterizedTest
    @CsvSource({"Isolet, 1560, 617, -1, 1, 26", "ORL, 400, 1024, 2, 235, 40"})
    void matlabFilesWithManyClasses(String name, int rows, int columns, float least, float greatest, int classes) {
        Dataset data = open(new MatlabFormat(), "scikit-feature/" + name + ".mat", "");
        assertThat(RealData.summary(data))
                .startsWith(rows + " × " + columns + ", " + least + " … " + greatest + ", " + rows / classes + " / ");
        assertThat(data.labels().orElseThrow().classes()).hasSize(classes);
    }

    @Test
    void classesOfMinusOneAndOne() {
        Labels labels = open(new MatlabFormat(), "scikit-feature/colon.mat", "")
                .labels()
                .orElseThrow();
        assertThat(labels.classes()).containsExactly("-1", "1");
        Dataset only = open(new MatlabFormat(), "singlecell/biase_top1000/biase_labels.mat", "x = y, y = none");
        assertThat(only.x().rows() * only.x().columns()).isEqualTo(49);
    }

    @Test
    void anndataOfToday() {
        Dataset data = open(new H5adFormat(), CELLS, "label = bulk_labels, annotations = [all]");
        assertThat(RealData.summary(data))
                .isEqualTo("700 × 765, -2.032 … 28.408, 68 / 8 / 19 / 54 / 43 / 129 / 95 / 13 / 31 / 240");
        assertThat(sum(data)).isCloseTo(-243.681057988666, within(1e-6));
        assertThat(data.x().at(0, 2)).isEqualTo(-.728f);
        assertThat(data.x().at(699, 764)).isEqualTo(-.49f);
        assertThat(data.rowName(0)).isEqualTo("AAAGCCTGGCTAAC-1");
        assertThat(data.features().names().get(0)).isEqualTo("HES4");
        assertThat(data.annotations().stream().map(known -> known.name()))
                .containsExactly(
                        "bulk_labels",
                        "n_genes",
                        "percent_mito",
                        "n_counts",
                        "S_score",
                        "G2M_score",
                        "phase",
                        "louvain");
        assertThat(((Numbers) data.annotation("n_counts").orElseThrow()).of()).startsWith(2557, 2695);
        Dataset raw = open(new H5adFormat(), CELLS, "matrix = raw, label = louvain");
        assertThat(Small.stored(raw.x())).isEqualTo(174400);
        assertThat(sum(raw)).isCloseTo(319044.23824107647, within(1e-3));
        assertThat(RealData.summary(raw)).endsWith("130 / 123 / 117 / 70 / 66 / 54 / 42 / 35 / 31 / 19 / 13");
        assertThat(open(new H5adFormat(), CELLS, "matrix = obsm/X_pca").x().at(3, 7))
                .isEqualTo(-1.1164157f);
        assertThat(open(new H5adFormat(), CELLS, "matrix = obsm/X_umap").x().at(5, 1))
                .isEqualTo(-1.4544065f);
    }

    @Test
    void anndataBefore07() {
        Dataset now = open(new H5adFormat(), CELLS, "label = bulk_labels, annotations = [all]");
        Dataset old = open(new H5adFormat(), LEGACY, "label = bulk_labels, annotations = [all]");
        assertThat(old.x().toArray()).isEqualTo(now.x().toArray());
        assertThat(old.rowNames()).isEqualTo(now.rowNames());
        assertThat(old.features()).isEqualTo(now.features());
        assertThat(old.labels().orElseThrow().of())
                .isEqualTo(now.labels().orElseThrow().of());
        assertThat(old.labels().orElseThrow().classes())
                .isEqualTo(now.labels().orElseThrow().classes());
        assertThat(old.annotations()).hasSameSizeAs(now.annotations());
        assertThat(sum(open(new H5adFormat(), LEGACY, "matrix = raw"))).isCloseTo(319044.23824107647, within(1e-3));
        assertThat(open(new H5adFormat(), LEGACY, "matrix = obsm/X_pca").x().at(3, 7))
                .isEqualTo(-1.1164157f);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 228, 285, 302.83045121571445, 0.20891124926336135, 627",
        "8, 239, 302, 293.43547196991756, 0.28180623766425617, 568"
    })
    void anndataPackedWithLzfWithReferencesToCategories(
            int version, int entries, double sum, double layer, double last, double raw) {
        String name = "singlecell/h5ad/anndata_v0.7." + version + ".h5ad";
        Dataset data = open(new H5adFormat(), name, "label = obs_cat, annotations = [all]");
        assertThat(data.x().rows() + "×" + data.x().columns()).isEqualTo("30×20");
        assertThat(Small.stored(data.x())).isEqualTo(entries);
        assertThat(sum(data)).isEqualTo(sum);
        assertThat(data.rowNames()).startsWith("cell0", "cell1");
        Labels labels = data.labels().orElseThrow();
        assertThat(labels.classes())
                .startsWith(version == 0 ? new String[] {"B", "D", "E"} : new String[] {"A", "B", "E"});
        assertThat(labels.of()).startsWith(version == 0 ? new int[] {8, 10, 2, 21, 14} : new int[] {13, 0, 9, 1, 18});
        assertThat(((Numbers) data.annotation("int64").orElseThrow()).of())
                .startsWith(version == 0 ? new float[] {-29, -29, 34} : new float[] {-16, -15, 0});
        assertThat(sum(open(new H5adFormat(), name, "matrix = layers/array"))).isCloseTo(layer, within(1e-4));
        assertThat(open(new H5adFormat(), name, "matrix = obsm/array").x().at(29, 49))
                .isEqualTo((float) last);
        Dataset whole = open(new H5adFormat(), name, "matrix = raw");
        assertThat(whole.x().columns()).isEqualTo(40);
        assertThat(sum(whole)).isEqualTo(raw);
        assertThat(open(new H5adFormat(), name, "matrix = obsm/df").features().names())
                .containsExactly("df/int64", "df/float64", "df/uint8");
        assertThat(open(new H5adFormat(), name, "matrix = obsm/sparse").x().columns())
                .isEqualTo(100);
    }

    @Test
    void anndataWithoutAMatrix() {
        RealData.file("singlecell/h5ad/anndata_v0.11.4_empty.h5ad");
        assertThat(Small.message(() -> open(new H5adFormat(), "singlecell/h5ad/anndata_v0.11.4_empty.h5ad", "")))
                .isEqualTo("anndata_v0.11.4_empty.h5ad: the file has no matrix \"X\"\n"
                        + "  got:      no matrix at all\n"
                        + "  try:      save it with values in X");
    }

    @ParameterizedTest
    @CsvSource({
        "10x_h5/v2_filtered_gene_bc_matrices.h5, '', 12, 343, 12, 12, AACACGTGTACGCTGC-1, DSCAM",
        "10x_h5/v2_multiple_genomes.h5, another_genome, 12, 343, 12, 13, AACACGTGTACGCTGC-1, gene_0",
        "10x_h5/v2_multiple_genomes.h5, hg19_chr21, 12, 343, 12, 12, AACACGTGTACGCTGC-1, DSCAM",
        "10x_h5/v3_filtered_feature_bc_matrix.h5, '', 1107, 507, 23866, 41549, AAACCCAAGGAGAGTA-1, ENSG00000279493",
        "10x_v2_mtx, '', 12, 343, 12, 12, AACACGTGTACGCTGC-1, DSCAM",
        "10x_v3_mtx, '', 1107, 507, 23866, 41549, AAACCCAAGGAGAGTA-1, ENSG00000279493",
        "10x_intids_mtx, '', 5, 6, 3, 8, AAACCCAAGATTAGCA-1, 574405"
    })
    void cellRanger(
            String name, String genome, int rows, int columns, int entries, double sum, String barcode, String gene) {
        Dataset data = open(new TenxFormat(), "singlecell/" + name, "names = id, genome = \"" + genome + "\"");
        assertThat(data.x().rows() + "×" + data.x().columns()).isEqualTo(rows + "×" + columns);
        assertThat(Small.stored(data.x())).isEqualTo(entries);
        assertThat(sum(data)).isEqualTo(sum);
        assertThat(data.rowName(0)).isEqualTo(barcode);
        assertThat(data.features().names().get(0)).isEqualTo(gene);
        Dataset symbols = open(new TenxFormat(), "singlecell/" + name, "genome = \"" + genome + "\"");
        assertThat(symbols.features().names()).doesNotHaveDuplicates();
    }

    @Test
    void cellRangersFolderAndFileOfOneMatrixAreEqual() {
        Dataset file = open(new TenxFormat(), "singlecell/10x_h5/v3_filtered_feature_bc_matrix.h5", "");
        Dataset folder = open(new TenxFormat(), "singlecell/10x_v3_mtx", "");
        assertThat(folder.x().toArray()).isEqualTo(file.x().toArray());
        assertThat(folder.rowNames()).isEqualTo(file.rowNames());
        assertThat(folder.features()).isEqualTo(file.features());
        RealData.file("singlecell/10x_h5/v2_multiple_genomes.h5");
        assertThat(Small.message(() -> open(new TenxFormat(), "singlecell/10x_h5/v2_multiple_genomes.h5", "")))
                .contains("\"another_genome\", \"hg19_chr21\"", "data.genome = ");
    }
}
