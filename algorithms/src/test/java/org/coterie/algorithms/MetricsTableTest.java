package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every score of labels, distances, counts and ranks against scikit-learn 1.9.1, SciPy 1.17.1 and NumPy 2.4.6.
 *
 * <p>The recipe of {@code agreement.csv}: rows of negative class are dropped; noise (negative cluster) stays one cluster,
 * or row i becomes cluster -1-i (ALONE), or its rows are dropped (LEFT_OUT); then nmi, nmi-*, ari,
 * homogeneity, completeness, v-measure are scikit-learn's functions of those names; acc and f-matched are
 * linear_sum_assignment on its contingency_matrix and on the matrix of F1; pairs are half its pair_confusion_matrix,
 * 0/0 taken as 1; purity, f-best and f-printed are maxima over that matrix; acc-greedy takes the largest cell of free
 * class and cluster again and again, clusters then classes ascending on ties. ami is Vinh's expectation with binomials as
 * whole numbers and 40 digits (mpmath); scikit-learn's differs from it by less than 1e-12 in all lines. Random lines are
 * drawn by default_rng(20260101).
 *
 * <p>The recipe of {@code separation.csv}: rows as float32, scored as float64 without those of negative cluster by
 * silhouette_score, davies_bouldin_score, calinski_harabasz_score; "-" where these refuse. Those of
 * {@code enrichment.csv} and {@code ranks.csv} are told in {@link EnrichmentTest} and {@link MarkerTest}.
 *
 * <p>Deviations are absolute for shares and relative for distances and p-values.
 */
class MetricsTableTest {
    private static final double COUNTS = 1e-12;
    private static final double DISTANCES = 1e-9;

    static Stream<Golden> agreement() {
        return Golden.lines("agreement.csv");
    }

    static Stream<Golden> separation() {
        return Golden.lines("separation.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreement")
    void countsAgree(Golden line) {
        score(line)
                .forEach((metric, value) -> assertThat(Math.abs(value - line.number(metric)))
                        .as(metric + " " + value + " is " + line.text(metric))
                        .isLessThan(COUNTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("separation")
    void distancesAgree(Golden line) {
        separate(line).forEach((metric, value) -> {
            assertThat(value.isPresent()).as(metric).isEqualTo(line.has(metric));
            value.ifPresent(v -> assertThat(relative(v, line.number(metric)))
                    .as(metric + " " + v + " is " + line.text(metric))
                    .isLessThan(DISTANCES));
        });
    }

    @Test
    void printsTheLargestDeviationOfEveryMetric() throws IOException {
        Map<String, double[]> worst = new LinkedHashMap<>();
        agreement()
                .forEach(line -> score(line)
                        .forEach((metric, value) -> note(worst, metric, Math.abs(value - line.number(metric)))));
        separation()
                .forEach(line -> separate(line)
                        .forEach((metric, value) ->
                                value.ifPresent(v -> note(worst, metric, relative(v, line.number(metric))))));
        EnrichmentTest.cells().forEach(line -> {
            int q = (int) line.number("q");
            Hypergeometric chance = new Hypergeometric(
                    (int) line.number("population"), (int) line.number("marked"), (int) line.number("drawn"));
            note(worst, "fisher p", relative(chance.twoSided(q), line.number("fisher")));
            note(worst, "doubled p", relative(chance.doubled(q), line.number("doubled")));
        });
        MarkerTest.lines().forEach(line -> {
            Table values = line.table("values", 1);
            int[] clusters = line.ints("clusters");
            Marker marker = Marker.of(values, clusters).get(0);
            note(worst, "auc", Math.abs(marker.auc() - line.number("auc")));
            note(worst, "rank-sum p", relative(marker.p(), line.number("p")));
            if (line.has("kruskal-h")) {
                KruskalWallis found = KruskalWallis.of(values.toArray(), clusters);
                note(worst, "kruskal-wallis h", relative(found.h(), line.number("kruskal-h")));
                note(worst, "kruskal-wallis p", relative(found.p(), line.number("kruskal-p")));
            }
        });
        StringBuilder table = new StringBuilder("metric               vectors  max deviation\n");
        worst.forEach(
                (metric, w) -> table.append(String.format(Locale.ROOT, "%-20s %7.0f  %13.1e%n", metric, w[0], w[1])));
        Files.writeString(Path.of("target", "metrics-table.txt"), table);
        System.getLogger("metrics").log(System.Logger.Level.INFO, table);
        assertThat(worst).hasSize(27).allSatisfy((metric, w) -> assertThat(w[0]).isGreaterThanOrEqualTo(11));
    }

    private static void note(Map<String, double[]> worst, String metric, double deviation) {
        double[] w = worst.computeIfAbsent(metric, m -> new double[2]);
        w[0]++;
        w[1] = Math.max(w[1], deviation);
    }

    private static Map<String, Double> score(Golden line) {
        return Agreement.of(line.ints("classes"), line.ints("clusters"), Noise.valueOf(line.text("noise")))
                .all();
    }

    private static Map<String, OptionalDouble> separate(Golden line) {
        Separation separation = Separation.of(line.table("rows", (int) line.number("columns")), line.ints("clusters"));
        Map<String, OptionalDouble> all = new LinkedHashMap<>();
        all.put("silhouette", separation.silhouette());
        all.put("davies-bouldin", separation.daviesBouldin());
        all.put("calinski-harabasz", separation.calinskiHarabasz());
        return all;
    }

    private static double relative(double value, double right) {
        return value == right ? 0 : Math.abs(value - right) / Math.abs(right);
    }
}
