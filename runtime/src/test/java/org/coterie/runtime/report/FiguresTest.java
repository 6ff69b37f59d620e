package org.coterie.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void ticksAreRound() {
        assertThat(new Axis(0, 1, false, 0, 100).ticks(5)).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(new Axis(-3, 1497, false, 0, 100).ticks(4)).containsExactly(0.0, 500.0, 1000.0);
        assertThat(new Axis(0.02, 300, true, 0, 100).ticks(6)).containsExactly(0.1, 1.0, 10.0, 100.0);
    }

    @Test
    void labelsOfAShortAxisDiffer() {
        Axis scores = new Axis(0.9978, 0.9995, false, 0, 100);
        assertThat(scores.ticks(4).stream().map(scores::label)).containsExactly("0.998", "0.9985", "0.999", "0.9995");
        Axis weights = new Axis(1200.2, 1200.9, false, 0, 100);
        assertThat(weights.ticks(3).stream().map(weights::label)).containsExactly("1,200.5");
    }

    @Test
    void lossesThatFallFarAreDrawnOnALogarithmicScale() {
        assertThat(Axis.ofLoss(new double[] {100, 1}, 0, 1).log()).isTrue();
        assertThat(Axis.ofLoss(new double[] {100, 10}, 0, 1).log()).isFalse();
        assertThat(Axis.ofLoss(new double[] {100, -1}, 0, 1).log()).isFalse();
        assertThat(Axis.ofLoss(new double[] {5, 5}, 0, 1).at(5)).isEqualTo(0.5);
        assertThat(Axis.ofLoss(new double[] {Double.NaN}, 0, 1).low()).isFinite();
    }

    /** By hand: column 0 is 0, 0, 4, 4: all of its variance lies between the clusters. Column 1 is 1, 3, 1, 3: none. */
    @Test
    void theShareOfVarianceBetweenClustersIsOneWhereClustersTellAll() {
        Table x = Table.of(new float[] {0, 1, 5}, new float[] {0, 3, 5}, new float[] {4, 1, 5}, new float[] {4, 3, 5});
        Spread spread = Spread.of(x, new int[] {0, 0, 1, 1}, 2);
        assertThat(spread.between()).containsExactly(1, 0, 0);
        assertThat(spread.mean()).containsExactly(2, 2, 5);
        assertThat(spread.deviation()).containsExactly(2, 1, 0);
        assertThat(spread.means()).isDeepEqualTo(new double[][] {{0, 2, 5}, {4, 2, 5}});
        assertThat(spread.most(1)).containsExactly(0);
    }

    @Test
    void missingValuesAreLeftOutOfTheirColumn() {
        Table x = Table.of(new float[] {Float.NaN}, new float[] {2}, new float[] {4});
        Spread spread = Spread.of(x, new int[] {0, 0, 1}, 3);
        assertThat(spread.mean()).containsExactly(3);
        assertThat(spread.means()[0]).containsExactly(2);
        assertThat(spread.means()[2][0]).isNaN();
    }

    @Test
    void aSampleKeepsSmallClusters() {
        int[] clusters = IntStream.range(0, 10_000).map(i -> i < 12 ? 1 : 0).toArray();
        int[] rows = Sampling.of(IntStream.range(0, 10_000).toArray(), clusters, 500, 3);
        assertThat(Arrays.stream(rows).filter(i -> i < 12).count()).isEqualTo(10);
        assertThat(rows.length).isBetween(500, 515);
        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(Sampling.of(IntStream.range(0, 10_000).toArray(), clusters, 500, 3))
                .isEqualTo(rows);
    }

    @Test
    void classesWearTheColourOfTheirCluster() {
        Grouping clusters = new Grouping("cluster", List.of("0", "1"), new int[] {0, 0, 1, 1, 1});
        Grouping classes = new Grouping("class", List.of("x", "y", "z"), new int[] {1, 1, 2, 2, 0}).matched(clusters);
        assertThat(classes.hues()).containsExactly(2, 0, 1);
    }

    @Test
    void aPngIsOne() {
        String png = Png.indexed(2, 2, new byte[] {0, 1, 1, 0}, new int[] {0xffffff, 0});
        byte[] bytes = java.util.Base64.getDecoder().decode(png.substring("data:image/png;base64,".length()));
        assertThat(Arrays.copyOf(bytes, 8)).containsExactly(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
        assertThat(bytes[24]).isEqualTo((byte) 8);
        assertThat(bytes[25]).isEqualTo((byte) 3);
    }

    @Test
    void aLongNameKeepsItsEnds() {
        assertThat(Words.fit("short", 12, 100)).isEqualTo("short");
        assertThat(Words.fit("x".repeat(50), 12, 60)).contains("…").hasSizeLessThan(12);
        assertThat(Words.fit("Nucleus.Ellipticity.max", 12, 100))
                .startsWith("Nucleus")
                .endsWith("max");
        assertThat(Words.fit("W", 12, 1)).isEqualTo("W…");
        assertThat(Words.fit("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00", 12, 60)).isEqualTo("\uD83D\uDE00…\uD83D\uDE00");
        assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}
