package org.coterie.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Scores;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.datasets.ConfSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorsTest {

    /** The files hold what the public code's generator makes (NumPy, seed 0), with nine digits; the class last. */
    @ParameterizedTest
    @CsvSource({
        "tae-parallel, parallel.csv, 150",
        "tae-orthogonal, orthogonal.csv, 150",
        "tae-triangle, triangle.csv, 150",
        "tae-lines3d, lines3d.csv, 300"
    })
    void theToyLinesAreThoseOfThePublicCode(String generator, String file, int rows) throws IOException {
        Dataset made = make("generator = " + generator);
        try (InputStream in = GeneratorsTest.class.getResourceAsStream(file)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(rows);
            int m = made.x().columns();
            for (int i = 0; i < rows; i++) {
                String[] cells = lines.get(i).split(",", -1);
                for (int j = 0; j < m; j++) {
                    assertThat(made.x().at(i, j)).isEqualTo((float) Double.parseDouble(cells[j]));
                }
                assertThat(made.labels().orElseThrow().of()[i]).isEqualTo(Integer.parseInt(cells[m]));
            }
        }
    }

    /** AᵀA = Σ, for the printed covariances. */
    @Test
    void theToyLinesHaveThePrintedCovariances() {
        assertThat(square(Toys.PARALLEL.factors()[1])).isEqualTo("[5.00, 4.95, 4.95, 5.00]");
        assertThat(square(Toys.ORTHOGONAL.factors()[0])).isEqualTo("[5.00, 4.90, 4.90, 5.00]");
        assertThat(square(Toys.ORTHOGONAL.factors()[1])).isEqualTo("[5.00, -4.90, -4.90, 5.00]");
        assertThat(square(Toys.TRIANGLE.factors()[1])).isEqualTo("[5.00, -4.50, -4.50, 5.00]");
        assertThat(square(Toys.TRIANGLE.factors()[2])).isEqualTo("[7.00, 0.00, 0.00, 1.00]");
        assertThat(square(Toys.LINES_3D.factors()[1]))
                .isEqualTo("[0.01, 0.01, 0.01, 0.01, 3.00, 0.01, 0.01, 0.01, 0.01]");
    }

    /** scikit-learn 1.9.1: {@code make_blobs(5000, centers=3, n_features=2, random_state=0, cluster_std=.5)}. */
    @Test
    void theBlobsAreThoseOfScikitLearn() {
        double[][] x = new double[5000][2];
        int[] of = IdcSynthetic.blobs(x);
        assertThat(x[0]).containsExactly(2.004049004326236, 0.5877612725242674);
        assertThat(x[1]).containsExactly(-1.8349611837979556, 2.480141879401094);
        assertThat(x[4999]).containsExactly(-2.2591502879671586, 3.4238427930070072);
        assertThat(Arrays.copyOf(of, 6)).containsExactly(1, 2, 2, 1, 0, 2);
        assertThat(Arrays.stream(x).mapToDouble(row -> row[1]).sum()).isCloseTo(13496.443577853988, within(1e-8));
    }

    /** The steps in NumPy with {@code RandomState(0)} for x3 and nuisance. */
    @Test
    void idcSyntheticIsThatOfNumPy() {
        Dataset data = make("generator = idc-synthetic");
        assertThat(data.x().rows()).isEqualTo(3268);
        assertThat(data.features().names())
                .startsWith("x1", "x2", "x3", "nuisance1")
                .hasSize(13);
        assertThat(counts(data)).containsExactly(817, 817, 817, 817);
        assertRow(data.x(), 0, 0.9369832942742841, -1.3332360577336861, 0.14439463029289343, -0.014219036352789122);
        assertRow(data.x(), 3267, -1.346989058544365, 0.715429948345799, 1.459631641692661);
        assertThat(data.x().at(3267, 12)).isEqualTo((float) 0.016740643804188077);
    }

    /** Published means per class: (0.96, 1.22, 0), (0.96, −1.12, 0), (−0.97, 0, −1.05), (−0.96, 0, 1.03). */
    @Test
    void idcSyntheticHasThePublishedClassMeans() {
        Dataset data = make("generator = idc-synthetic, seed = 3");
        double[][] expected = {{0.96, 1.22, 0}, {0.96, -1.12, 0}, {-0.97, 0, -1.05}, {-0.96, 0, 1.03}};
        int[] of = data.labels().orElseThrow().of();
        for (int c = 0; c < 4; c++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                int n = 0;
                for (int i = 0; i < of.length; i++) {
                    sum += of[i] == c ? data.x().at(i, j) : 0;
                    n += of[i] == c ? 1 : 0;
                }
                assertThat(sum / n).isCloseTo(expected[c][j], within(0.08));
            }
        }
    }

    /** k-means of ten starts finds 99.85 % of the classes at both nuisance levels. */
    @ParameterizedTest
    @ValueSource(strings = {"0.01", "0.1"})
    void kMeansSolvesIdcSynthetic(String nuisance) {
        assertThat(kMeans(make("generator = idc-synthetic, nuisance = " + nuisance), 4)
                        .acc())
                .isCloseTo(0.9985, within(0.0005));
    }

    /** The papers' counts after dropping rows with missing values; k-means beside scikit-learn's .877 / .731 / .719. */
    @Test
    void thePenguinsAreThoseOfThePapers() {
        Dataset data = make("generator = tae-penguins");
        assertThat(counts(data)).containsExactly(146, 68, 120);
        assertThat(data.features().names())
                .containsExactly("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g");
        float[] most = {0, 0, 0, 0};
        float[] values = data.x().toArray();
        for (int c = 0; c < values.length; c++) {
            most[c % 4] = Math.max(most[c % 4], values[c]);
        }
        for (int c = 0; c < values.length; c++) {
            values[c] /= most[c % 4];
        }
        Scores scores = kMeans(data.with(Table.of(334, 4, values), data.features()), 3);
        assertThat(scores.acc()).isCloseTo(0.877, within(0.004));
        assertThat(scores.ari()).isCloseTo(0.719, within(0.008));
    }

    @Test
    void mixturesKeepTheirPromises() {
        Dataset data = make("generator = moe-mixture, components = 40, seed = 5");
        assertThat(data.x().rows()).isEqualTo(20_000);
        assertThat(data.x().columns()).isEqualTo(10);
        int[] counts = counts(data);
        assertThat(Arrays.stream(counts).min().orElse(0)).isGreaterThanOrEqualTo(249);
        double[][] means = new double[40][10];
        int[] of = data.labels().orElseThrow().of();
        for (int i = 0; i < of.length; i++) {
            for (int j = 0; j < 10; j++) {
                means[of[i]][j] += data.x().at(i, j) / counts[of[i]];
            }
        }
        for (int a = 0; a < 40; a++) {
            for (int b = 0; b < a; b++) {
                double square = 0;
                for (int j = 0; j < 10; j++) {
                    square += Math.pow(means[a][j] - means[b][j], 2);
                }
                assertThat(Math.sqrt(square)).isGreaterThan(3.7); // drawn at least 4 apart
            }
        }
        assertThat(make("generator = moe-mixture, components = 1").x().rows()).isEqualTo(500);
    }

    @Test
    void everyMarkerIsMissingInAShareOfItsCells() {
        Dataset data = make("generator = marker-counts, cells = 50, genes = 40");
        assertThat(data.features().names())
                .startsWith("Lpl", "Miox", "Hpx", "Tspan1", "Prx", "Cd79a", "Dntt", "gene1")
                .endsWith("gene33");
        assertThat(data.labels().orElseThrow().classes()).startsWith("heart").endsWith("thymus");
        int[] of = data.labels().orElseThrow().of();
        for (int organ = 0; organ < 7; organ++) {
            int missing = 0;
            double elsewhere = 0;
            for (int i = 0; i < of.length; i++) {
                missing += of[i] == organ && data.x().at(i, organ) == 0 ? 1 : 0;
                elsewhere += of[i] == organ ? 0 : data.x().at(i, organ) / 300;
            }
            assertThat(missing).isEqualTo(15);
            assertThat(elsewhere).isBetween(0.1, 0.5);
        }
        for (float count : data.x().toArray()) {
            assertThat(count).isGreaterThanOrEqualTo(0).isEqualTo((float) Math.rint(count));
        }
    }

    /** The seed is the first, from 0 on, with which k-means (10 starts) reaches an ACC of 0.96 to 0.99. */
    @Test
    void kMeansNearlySolvesTheEmbryosStandIn() {
        Dataset data = make("generator = deepwak-gaussians");
        assertThat(data.x().rows()).isEqualTo(1853);
        assertThat(data.x().columns()).isEqualTo(114);
        assertThat(counts(data)).containsExactly(450, 360, 285, 226, 179, 142, 113, 98);
        for (int j = 0; j < 114; j++) {
            float most = 0;
            for (int i = 0; i < 1853; i++) {
                most = Math.max(most, Math.abs(data.x().at(i, j)));
            }
            assertThat(most).isEqualTo(1);
        }
        assertThat(kMeans(make("generator = deepwak-gaussians, seed = 0"), 8).acc())
                .isLessThan(0.96);
        assertThat(kMeans(make("generator = deepwak-gaussians, seed = 1"), 8).acc())
                .isLessThan(0.96);
        assertThat(kMeans(data, 8).acc()).isBetween(0.96, 0.99);
        assertThat(data.x().toArray())
                .isEqualTo(make("generator = deepwak-gaussians, seed = 2").x().toArray());
    }

    /** The same steps in NumPy. */
    @Test
    void theEmbryosStandInIsThatOfNumPy() {
        Table x = make("generator = deepwak-gaussians, seed = 1").x();
        assertThat(x.at(0, 0)).isCloseTo(-0.20054319f, within(1e-6f));
        assertThat(x.at(0, 2)).isCloseTo(-0.3949163f, within(1e-6f));
        assertThat(x.at(1852, 113)).isCloseTo(-0.18436854f, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource(Generator.class)
    void theSameSettingsGiveTheSameBits(Generator generator) {
        String settings = "cells = 20, genes = 30, components = 3, generator = " + generator.id();
        Dataset made = make(settings);
        assertThat(made.x().toArray()).isEqualTo(make(settings).x().toArray());
        assertThat(made.name()).isEqualTo(generator.id());
        assertThat(made.labels()).isPresent();
        if (generator != Generator.TAE_PENGUINS) {
            assertThat(make(settings + ", seed = 9").x().toArray())
                    .isNotEqualTo(made.x().toArray());
        }
    }

    private static Dataset make(String settings) {
        return new SyntheticFormat()
                .settings(ConfSettings.at("data.synthetic", settings), java.nio.file.Path.of(""))
                .open();
    }

    private static Scores kMeans(Dataset data, int k) {
        return Scores.of(
                data.labels().orElseThrow().of(),
                KMeans.of(k).fit(data.x(), new SplittableRandom(0)).labels());
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.labels().orElseThrow().classes().size()];
        Arrays.stream(data.labels().orElseThrow().of()).forEach(label -> counts[label]++);
        return counts;
    }

    private static void assertRow(Table x, int i, double... expected) {
        for (int j = 0; j < expected.length; j++) {
            assertThat(x.at(i, j)).isCloseTo((float) expected[j], within(1e-6f));
        }
    }

    private static String square(double[][] a) {
        StringBuilder all = new StringBuilder("[");
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                double sum = 0;
                for (double[] row : a) {
                    sum += row[i] * row[j];
                }
                all.append(all.length() > 1 ? ", " : "")
                        .append(String.format(java.util.Locale.ROOT, "%.2f", sum + 0.0));
            }
        }
        return all.append("]").toString().replace("-0.00", "0.00");
    }
}
