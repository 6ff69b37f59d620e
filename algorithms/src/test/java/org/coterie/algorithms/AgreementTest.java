package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgreementTest {

    /** The table of IDC's greedy matching: [[10, 9], [9, 0]] gives 10/28 where 18/28 is possible. */
    @Test
    void greedyMatchingLosesWhereTheLargestCellIsInTheWay() {
        int[] classes = IntStream.range(0, 28).map(i -> i < 19 ? 0 : 1).toArray();
        int[] clusters =
                IntStream.range(0, 28).map(i -> i >= 10 && i < 19 ? 1 : 0).toArray();
        Agreement found = Agreement.of(classes, clusters);
        assertThat(found.greedyAccuracy()).isEqualTo(10 / 28.0);
        assertThat(found.accuracy()).isEqualTo(18 / 28.0);
        assertThat(found.matching()).isEqualTo(Map.of(0, 1, 1, 0));
    }

    /** By hand: one cluster of everything has F1 2n/(N+n) with each class; only one class may be matched. */
    @Test
    void oneClusterOfEverythingIsFarAboveZeroByTheBestFAndNearItByTheMatchedF() {
        int[] classes = IntStream.range(0, 100).map(i -> i % 10).toArray();
        Agreement found = Agreement.of(classes, new int[100]);
        assertThat(found.bestF()).isCloseTo(20 / 110.0, within(1e-15));
        assertThat(found.printedF()).isCloseTo(20 / 110.0, within(1e-15));
        assertThat(found.matchedF()).isCloseTo(20 / 110.0 / 10, within(1e-15));
    }

    /** By hand, class 0 = {0, 1, 2}, clusters {0, 1} and noise {2, 3}. */
    @Test
    void noiseCountsAsIsAsked() {
        int[] classes = {0, 0, 0, 1};
        int[] clusters = {0, 0, -1, -1};
        assertThat(Agreement.of(classes, clusters, Noise.A_CLUSTER).pairs()).isEqualTo(new Agreement.Pairs(1, 2, 1, 2));
        assertThat(Agreement.of(classes, clusters, Noise.ALONE).pairs()).isEqualTo(new Agreement.Pairs(1, 2, 0, 3));
        assertThat(Agreement.of(classes, clusters, Noise.LEFT_OUT).pairs()).isEqualTo(new Agreement.Pairs(1, 0, 0, 0));
        assertThat(Agreement.of(classes, clusters, Noise.LEFT_OUT).rows()).isEqualTo(2);
        assertThat(Agreement.of(classes, clusters).table().clusters()).containsExactly(-1, 0);
        assertThat(Agreement.of(classes, clusters).table().both(1, 1)).isZero();
    }

    /** scikit-learn 1.9.1's adjusted_mutual_info_score on the same rows: 0.14368169666479239. */
    @Test
    void adjustsSixtyThousandRowsForChance() {
        int[] truth = IntStream.range(0, 60000).map(i -> (int) (i * 7919L % 10)).toArray();
        int[] clusters = IntStream.range(0, 60000)
                .map(i -> i % 3 == 0 ? truth[i] : (int) (i * 104729L % 97 % 13))
                .toArray();
        assertThat(Agreement.of(truth, clusters).ami()).isCloseTo(0.14368169666479239, within(1e-12));
    }

    /** All noise rows alone are a hundred thousand clusters; a full table would have ten thousand million cells. */
    @Test
    void aHundredThousandRowsAllAloneAreNoBurden() {
        int[] alone = IntStream.range(0, 100_000).toArray();
        assertThat(Agreement.between(alone, alone).all().values()).allMatch(score -> score == 1);
        int[] noise = new int[100_000];
        Arrays.fill(noise, -1);
        Agreement found =
                Agreement.of(IntStream.range(0, 100_000).map(i -> i % 7).toArray(), noise, Noise.ALONE);
        assertThat(found.accuracy()).isEqualTo(7e-5);
        assertThat(found.ari()).isZero();
        assertThat(found.ami()).isCloseTo(0, within(1e-12));
        assertThat(found.purity()).isEqualTo(1);
    }

    @Property(tries = 300)
    void noScoreDependsOnNumbersOrOrder(
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 6) int k,
            @ForAll @IntRange(min = 1, max = 6) int m,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] classes = random.ints(n, 0, k).toArray();
        int[] clusters = random.ints(n, 0, m).toArray();
        int[] order = Draw.shuffled(n, random);
        int[] otherClasses = Draw.shuffled(k, random);
        int[] otherClusters = Draw.shuffled(m, random);
        Map<String, Double> all = Agreement.of(classes, clusters).all();
        Map<String, Double> same = Agreement.of(
                        Arrays.stream(order)
                                .map(i -> otherClasses[classes[i]] * 1000)
                                .toArray(),
                        Arrays.stream(order)
                                .map(i -> otherClusters[clusters[i]])
                                .toArray())
                .all();
        all.forEach((metric, value) -> {
            if (!metric.equals("acc-greedy")) {
                assertThat(same.get(metric)).as(metric).isCloseTo(value, within(1e-12));
            }
        });
    }

    @Property(tries = 300)
    void scoresStayInRangeAndSymmetricOnesAreSymmetric(
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 1, max = 8) int m,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] one = random.ints(n, 0, k).toArray();
        int[] other = random.ints(n, -1, m).toArray();
        Agreement there = Agreement.between(one, other);
        Agreement back = Agreement.between(other, one);
        there.all()
                .forEach((metric, value) -> assertThat(value)
                        .as(metric)
                        .isBetween(metric.equals("ari") ? -0.5 : metric.equals("ami") ? -1 : 0.0, 1.0));
        for (String metric : new String[] {"acc", "nmi", "nmi-min", "nmi-max", "ami", "ari", "v-measure", "pair-f"}) {
            assertThat(back.all().get(metric)).as(metric).isCloseTo(there.all().get(metric), within(1e-12));
        }
        assertThat(back.homogeneity()).isCloseTo(there.completeness(), within(1e-12));
        assertThat(back.bestF()).isCloseTo(there.printedF(), within(1e-12));
        assertThat(there.greedyAccuracy()).isLessThanOrEqualTo(there.accuracy());
        assertThat(there.accuracy()).isLessThanOrEqualTo(there.purity());
        assertThat(there.vMeasure()).isCloseTo(there.nmi(Agreement.Mean.ARITHMETIC), within(1e-12));
    }

    @Property(tries = 200)
    void aLabellingAgreesFullyWithItself(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        int[] labels = new SplittableRandom(seed).ints(n, 0, n).toArray();
        assertThat(Agreement.of(labels, labels).all())
                .allSatisfy((metric, value) -> assertThat(value).as(metric).isCloseTo(1, within(1e-12)));
    }
}
