package org.coterie.tensorized;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Two parallel lines of fifty rows, ten apart, in clusters that do and do not fit. */
class AdviceTest {
    private static final int N = 50;

    private static Table lines() {
        SplittableRandom random = new SplittableRandom(5);
        float[] values = new float[2 * N * 3];
        for (int i = 0; i < 2 * N; i++) {
            values[3 * i] = i % N;
            values[3 * i + 1] = (i < N ? 0 : 10) + 0.1f * (float) random.nextGaussian();
            values[3 * i + 2] = 0.1f * (float) random.nextGaussian();
        }
        return Table.of(2 * N, 3, values);
    }

    private static Advice advice(int k, java.util.function.IntUnaryOperator label) {
        int[] labels = new int[2 * N];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label.applyAsInt(i);
        }
        return new Advice(lines(), labels, k, 1, new SplittableRandom(1));
    }

    @Test
    void aClusterForEachLineIsLeftInPeace() {
        assertThat(advice(2, i -> i / N).texts()).isEmpty();
    }

    @Test
    void twoHalvesOfALineAreToBeMerged() {
        assertThat(advice(3, i -> i < N / 2 ? 0 : i < N ? 1 : 2).texts())
                .singleElement()
                .asString()
                .contains("clusters 0 and 1", "k is too large");
    }

    @Test
    void twoLinesInOneClusterAreToBeSplit() {
        assertThat(advice(1, i -> 0).texts()).singleElement().asString().contains("cluster 0", "k is too small");
    }
}
