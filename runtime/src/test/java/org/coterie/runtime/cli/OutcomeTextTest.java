package org.coterie.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.runtime.run.Outcome;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

    private static Outcome outcome(Map<String, Double> scores, List<Integer> sizes, List<String> warnings) {
        Map<String, Double> reports = new LinkedHashMap<>();
        reports.put("toy.mse", 0.25);
        reports.put("toy.usage", 2.5);
        Map<String, Double> kmeans = scores.isEmpty() ? Map.of() : Map.of("acc", 0.9, "nmi", 0.8, "ari", -0.0625);
        return new Outcome(Path.of("again"), scores, kmeans, 3, sizes, 4.25, warnings, reports);
    }

    @Test
    void theScoresStandBesideThoseOfKMeansAndTheFolderComesLast() {
        Map<String, Double> scores = Map.of("acc", 0.9512, "nmi", 0.85, "ari", 1.0);
        assertThat(OutcomeText.of(outcome(scores, List.of(151, 119, 63), List.of("two columns are constant")), "toy"))
                .isEqualTo("""
                                   ACC    NMI     ARI
                        toy      0.951  0.850   1.000
                        k-means  0.900  0.800  -0.063

                        3 clusters: 151, 119 and 63 rows, in 4.3 s
                        toy.mse    0.250
                        toy.usage  2.500
                        warning: two columns are constant

                        again
                        """);
    }

    @Test
    void withoutLabelsThereAreTheSizesAlone() {
        assertThat(OutcomeText.of(outcome(Map.of(), List.of(2, 1, 0, 4), List.of()), "toy"))
                .startsWith("""
                        no labels: the clusters cannot be compared with known classes

                        3 clusters: 2, 1 and 0 rows, 4 rows of noise, in 4.3 s
                        """);
    }

    @Test
    void sizesOfManyClustersAreSummedUp() {
        assertThat(OutcomeText.sizes(List.of(1))).isEqualTo("1 cluster: 1 row");
        assertThat(OutcomeText.sizes(List.of(1, 1))).isEqualTo("2 clusters: 1 and 1 rows");
        assertThat(OutcomeText.sizes(Collections.nCopies(1000, 7))).isEqualTo("1,000 clusters: 7 to 7 rows each");
    }
}
