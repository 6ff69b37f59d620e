package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ranks.csv} holds SciPy 1.17.1's mannwhitneyu (asymptotic, as it comes) of cluster 0 against all other rows, over
 * n₁n₀ for the AUC, and kruskal of the clusters from 0 on; "-" where that refuses.
 */
class MarkerTest {

    static Stream<Golden> lines() {
        return Golden.lines("ranks.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void agreeWithScipy(Golden line) {
        Marker marker =
                Marker.of(line.table("values", 1), line.ints("clusters")).get(0);
        assertThat(marker.cluster()).isZero();
        assertThat(marker.auc()).isCloseTo(line.number("auc"), within(1e-12));
        assertThat(marker.p()).isCloseTo(line.number("p"), within(1e-10));
        assertThat(marker.effect()).isCloseTo(line.number("effect"), within(1e-9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void agreeWithKruskalAndWallis(Golden line) {
        Table values = line.table("values", 1);
        KruskalWallis found = KruskalWallis.of(values.toArray(), line.ints("clusters"));
        assertThat(found).isEqualTo(KruskalWallis.ofColumns(values, line.ints("clusters"))[0]);
        assertThat(found.h()).isCloseTo(line.has("kruskal-h") ? line.number("kruskal-h") : 0, within(1e-9));
        assertThat(found.p()).isCloseTo(line.has("kruskal-p") ? line.number("kruskal-p") : 1, within(1e-10));
    }

    @Test
    void theFeatureThatTellsAClusterComesFirst() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 300;
        int m = 70; // more than one block of columns
        int[] clusters =
                IntStream.range(0, n).map(i -> i % 3 - (i % 30 == 0 ? 1 : 0)).toArray();
        float[] values = new float[n * m];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(1000) + (i % m == 66 && clusters[i / m] == 2 ? 700 : 0);
        }
        List<Marker> markers = Marker.of(Table.of(n, m, values), clusters);
        assertThat(markers).hasSize(3 * m);
        Marker first = markers.get(2 * m);
        assertThat(first.cluster()).isEqualTo(2);
        assertThat(first.feature()).isEqualTo(66);
        assertThat(first.auc()).isGreaterThan(0.9);
        assertThat(first.fdr()).isLessThan(1e-10);
        assertThat(first.effect()).isGreaterThan(2);
        assertThat(first.inside() - first.outside()).isBetween(600.0, 800.0);
        assertThat(markers.stream().filter(marker -> marker.fdr() < 0.01 && marker.feature() != 66))
                .isEmpty();
    }

    /** By hand: without the missing number the cluster holds 1, 4 and the rest 2, 3: two of four pairs are won. */
    @Test
    void missingNumbersAreLeftOut() {
        Table x = Table.of(6, 1, new float[] {1, Float.NaN, 4, 2, 3, Float.NaN});
        Marker marker = Marker.of(x, new int[] {0, 0, 0, 1, 1, 1}).get(0);
        assertThat(marker.auc()).isEqualTo(0.5);
        assertThat(marker.inside()).isEqualTo(2.5);
        Table none = Table.of(4, 1, new float[] {Float.NaN, Float.NaN, 2, 3});
        assertThat(Marker.of(none, new int[] {0, 0, 1, 1}).get(0).p()).isEqualTo(1);
        assertThat(KruskalWallis.of(none.toArray(), new int[] {0, 0, 1, 1}).rows())
                .isEqualTo(2);
    }

    /** Ranks know only order: stretching and adding change nothing, and the rest's AUC is the cluster's mirror. */
    @Property(tries = 150)
    void dependOnOrderOnly(@ForAll @IntRange(min = 2, max = 80) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] clusters = random.ints(n, 0, 2).toArray();
        float[] values = new float[n];
        float[] grown = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(-20, 20);
            grown[i] = values[i] * values[i] * values[i] - 5;
        }
        List<Marker> markers = Marker.of(Table.of(n, 1, values), clusters);
        List<Marker> same = Marker.of(Table.of(n, 1, grown), clusters);
        for (int i = 0; i < markers.size(); i++) {
            assertThat(same.get(i).auc()).isEqualTo(markers.get(i).auc());
            assertThat(same.get(i).p()).isEqualTo(markers.get(i).p());
            assertThat(markers.get(i).p()).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
        if (markers.size() == 2) {
            assertThat(markers.get(0).auc() + markers.get(1).auc()).isCloseTo(1, within(1e-12));
            assertThat(markers.get(0).p()).isCloseTo(markers.get(1).p(), within(1e-12));
        }
    }
}
