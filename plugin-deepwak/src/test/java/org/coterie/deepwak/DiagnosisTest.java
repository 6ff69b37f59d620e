package org.coterie.deepwak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Numbers by hand: two clusters at 0 and 4, spread 1. */
class DiagnosisTest {
    private static final Table X = Table.of(new float[][] {{-1}, {1}, {3}, {5}});
    private static final Table TWO = Table.of(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}});
    private static final Table ONE = Table.of(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}});
    private static final Table CENTROIDS = Table.of(new float[][] {{0}, {0}, {4}, {4}});
    private static final Table MEAN = Table.of(new float[][] {{2}, {2}, {2}, {2}});
    private static final Table OTHERS = Table.of(new float[][] {{1}, {-1}, {5}, {3}});

    @Test
    void soundClustersRaiseNoWarning() {
        Diagnosis found = Diagnosis.of(X, TWO, CENTROIDS, CENTROIDS, OTHERS);
        assertThat(found.variance()).isEqualTo(5);
        assertThat(found.mse()).isEqualTo(1);
        assertThat(found.leaveOneOutMse()).isEqualTo(4);
        assertThat(found.usagePerplexity()).isCloseTo(2, within(1e-12));
        assertThat(found.softHardGap()).isZero();
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void oneClusterForAllRowsIsACollapse() {
        Diagnosis found = Diagnosis.of(X, ONE, MEAN, MEAN, MEAN);
        assertThat(found.usagePerplexity()).isEqualTo(1);
        assertThat(found.warnings())
                .containsExactly("DeePWAK collapsed: 1.00 clusters in use, error 5.00 of a variance of 5.00. Another"
                        + " seed, more restarts, a partitioner of 2 or 3 ReLU layers, or a higher rate leave this"
                        + " plateau.");
    }

    @Test
    void aReconstructionThatHardClustersLoseIsALeak() {
        Diagnosis found = Diagnosis.of(X, TWO, X, MEAN, OTHERS);
        assertThat(found.softHardGap()).isEqualTo(1);
        assertThat(found.warnings())
                .containsExactly("DeePWAK leaks: 100 % of what it explains is lost with hard clusters, so memberships"
                        + " are a code of the row rather than a clustering. Set training.mask = 0.5, or"
                        + " autoencoder.kind = none.");
    }

    @Test
    void theCheapestRestartIsChosenAndNoNumberNeverIs() {
        assertThat(Restarts.cheapest(new float[] {3, 1, 1})).isEqualTo(1);
        assertThat(Restarts.cheapest(new float[] {Float.NaN, 7, Float.NaN})).isEqualTo(1);
        assertThat(Restarts.cheapest(new float[] {2})).isZero();
    }
}
