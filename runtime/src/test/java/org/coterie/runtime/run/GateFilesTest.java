package org.coterie.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateFilesTest {
    private static final Table GATES = Table.of(new float[][] {{1, 0, 0.5f}, {1, 0, 0}, {0, 0.25f, 0.5f}});
    private static final int[] CLUSTERS = {0, 0, 1};

    @TempDir
    Path folder;

    private final Dataset data = Dataset.of("three", GATES, Features.of(List.of("a", "b", "c")));

    private static GateFiles files(Optional<Table> global) {
        return new GateFiles(List.of("a", "b", "c"), GATES, global);
    }

    @Test
    void aRowIsExplainedByItsOpenFeaturesTheWidestFirst() throws IOException {
        Path file = folder.resolve("explanations.csv");
        files(Optional.empty()).explanations(file, data, CLUSTERS);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "row,cluster,rank,feature,gate",
                        "1,0,1,a,1.0",
                        "1,0,2,c,0.5",
                        "2,0,1,a,1.0",
                        "3,1,1,c,0.5",
                        "3,1,2,b,0.25");
    }

    @Test
    void aClusterIsToldByTheFeaturesThatAreMoreOpenInItThanElsewhere() throws IOException {
        Path file = folder.resolve("cluster_features.csv");
        files(Optional.of(Table.of(new float[][] {{1, 0, 0}, {0, 1, 0.5f}}))).clusterFeatures(file, CLUSTERS, 2);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "cluster,feature,gate,elsewhere,difference,global-gate",
                        "0,a,1.0,0.0,1.0,1.0",
                        "0,c,0.25,0.5,-0.25,0.0",
                        "1,b,0.25,0.0,0.25,1.0",
                        "1,c,0.5,0.25,0.25,0.5");
    }

    @Test
    void theNumbersAreThoseOfTheGates() {
        assertThat(files(Optional.empty()).numbers(CLUSTERS, 2))
                .containsEntry("median-sum", 1.0)
                .containsEntry("median-above-0", 2.0)
                .hasEntrySatisfying("mean-sum", sum -> assertThat((double) sum).isCloseTo(3.25 / 3, within(1e-9)))
                // {a, c} and {b, c} share one of three; the median of c over cluster 0 is 0.25
                .hasEntrySatisfying(
                        "diversity", share -> assertThat((double) share).isCloseTo(2.0 / 3, within(1e-9)));
    }
}
