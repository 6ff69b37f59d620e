package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighboursTest {

    /** By hand. */
    @Test
    void findsTheNearestOnALineAndTheFirstOfEquals() {
        Neighbours found = Neighbours.exact(Table.of(5, 1, new float[] {0, 1, 2, 4, 1}), 2, Metric.EUCLIDEAN);
        assertThat(found.indices()).containsExactly(1, 4, 4, 0, 1, 4, 2, 1, 1, 0);
        assertThat(found.distances()).containsExactly(1, 1, 0, 1, 1, 1, 2, 3, 0, 1);
    }

    /** SciPy 1.17.1's scipy.spatial.distance: euclidean, cosine, correlation, canberra. */
    @Test
    void measuresAsScipyDoes() {
        float[] x = {1, 2, 0, -3.5f};
        float[] y = {0.5f, -1, 0, 4};
        assertThat(Metric.EUCLIDEAN.between(x, y)).isCloseTo(8.09320702811932, within(1e-12));
        assertThat(Metric.COSINE.between(x, y)).isCloseTo(1.89855072463768, within(1e-12));
        assertThat(Metric.CORRELATION.between(x, y)).isCloseTo(1.96457892108111, within(1e-12));
        assertThat(Metric.CANBERRA.between(x, y)).isCloseTo(2.33333333333333, within(1e-12));
    }

    @Property(tries = 200)
    void findsWhatComparingAllPairsFinds(
            @ForAll @IntRange(min = 2, max = 90) int n,
            @ForAll @IntRange(min = 1, max = 12) int m,
            @ForAll @IntRange(min = 1, max = 12) int most,
            @ForAll boolean coarse,
            @ForAll Metric metric,
            @ForAll @IntRange(min = -36, max = 36) int exponent,
            @ForAll long seed) {
        int k = Math.min(most, n - 1);
        // coarse numbers meet many ties
        Table x = numbers(n, m, coarse, exponent, seed);
        assertSame(Neighbours.exact(x, k, metric), x, x, k, metric, true);
        Table fresh = numbers(n / 2, m, coarse, exponent, seed + 1);
        assertSame(Neighbours.ofNew(fresh, x, k, metric), fresh, x, k, metric, false);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void givesTheSameBitsOnOneThreadAndOnMany(Metric metric) throws Exception {
        Table x = numbers(2000, 30, false, 0, 7);
        ForkJoinPool single = new ForkJoinPool(1);
        try {
            Neighbours alone =
                    single.submit(() -> Neighbours.exact(x, 15, metric)).get();
            Neighbours many = Neighbours.exact(x, 15, metric);
            assertThat(many.indices()).isEqualTo(alone.indices());
            assertThat(many.distances()).isEqualTo(alone.distances());
        } finally {
            single.shutdown();
        }
    }

    /** scikit-learn 1.9.1: NearestNeighbors(n_neighbors=15, metric=...).fit(x).kneighbors()[0].sum(). */
    @Test
    void sumsToScikitLearnsDistancesOnDigits() {
        Table x = RealData.digits().x();
        assertThat(sum(Neighbours.exact(x, 15, Metric.EUCLIDEAN))).isCloseTo(588363.993515683, within(1e-2));
        assertThat(sum(Neighbours.exact(x, 15, Metric.COSINE))).isCloseTo(1665.59735221967, within(1e-4));
        assertThat(sum(Neighbours.exact(x, 15, Metric.CORRELATION))).isCloseTo(2753.90130399859, within(1e-4));
        assertThat(sum(Neighbours.exact(x, 15, Metric.CANBERRA))).isCloseTo(278030.061650491, within(1e-2));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsNearlyAllByTheGraph(Metric metric) {
        Table x = numbers(1500, 16, false, 0, 5);
        Neighbours nearly = Neighbours.approximate(x, 15, metric);
        assertThat(recall(nearly, Neighbours.exact(x, 15, metric))).isGreaterThanOrEqualTo(0.97);
        assertThat(Neighbours.approximate(x, 15, metric).indices()).isEqualTo(nearly.indices());
    }

    @Test
    void findsAllByTheGraphWhereManyRowsAreEqual() {
        float[] values = new float[2000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floorMod(i, 3);
        }
        Table x = Table.of(2000, 1, values);
        Neighbours found = Neighbours.approximate(x, 10, Metric.EUCLIDEAN);
        assertThat(found.distances()).containsOnly(0);
    }

    /** Takes half a minute: {@code -Dcoterie.large=true}. */
    @Test
    @EnabledIfSystemProperty(named = "coterie.large", matches = "true")
    void findsNineteenOfTwentyInSixtyThousandRows() {
        Table x = numbers(60_000, 16, false, 0, 6);
        assertThat(recall(Neighbours.of(x, 15, Metric.EUCLIDEAN), Neighbours.exact(x, 15, Metric.EUCLIDEAN)))
                .isGreaterThanOrEqualTo(0.95);
    }

    private static double recall(Neighbours found, Neighbours exact) {
        long hits = 0;
        for (int i = 0; i < exact.rows(); i++) {
            for (int r = 0; r < exact.k(); r++) {
                for (int s = 0; s < exact.k(); s++) {
                    hits += found.index(i, s) == exact.index(i, r) ? 1 : 0;
                }
            }
        }
        return hits / ((double) exact.rows() * exact.k());
    }

    @Test
    void copesWithRowsWithoutDirection() {
        Table x = Table.of(new float[] {0, 0}, new float[] {3, 0}, new float[] {0, 0}, new float[] {1, 1});
        Neighbours found = Neighbours.exact(x, 3, Metric.COSINE);
        assertThat(found.index(0, 0)).isEqualTo(2);
        assertThat(found.distance(0, 0)).isZero();
        assertThat(found.distance(0, 1)).isEqualTo(0.5f);
        assertThat(found.distance(1, 0)).isCloseTo((float) (1 - Math.sqrt(0.5)), within(1e-7f));
    }

    @Test
    void refusesTooFewRowsMissingValuesAndOtherWidths() {
        Table x = Table.of(3, 1, new float[] {1, 2, 3});
        assertThatThrownBy(() -> Neighbours.exact(x, 3, Metric.EUCLIDEAN))
                .isInstanceOf(CoterieException.class)
                .hasMessage("fewer rows than neighbours\n  got:      2 rows to choose from, k = 3\n"
                        + "  expected: at least k");
        assertThatThrownBy(() -> Neighbours.exact(Table.of(2, 1, new float[] {1, Float.NaN}), 1, Metric.COSINE))
                .isInstanceOf(CoterieException.class)
                .hasMessage("row 2, column 1: distances need finite numbers\n  got:      NaN");
        assertThatThrownBy(() -> Neighbours.ofNew(Table.of(1, 2, new float[2]), x, 1, Metric.COSINE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSame(Neighbours found, Table queries, Table base, int k, Metric metric, boolean same) {
        Vectors a = Vectors.of(queries, metric);
        Vectors b = Vectors.of(base, metric);
        for (int i = 0; i < queries.rows(); i++) {
            int row = i;
            int[] order = IntStream.range(0, base.rows())
                    .filter(j -> !same || j != row)
                    .boxed()
                    .sorted(java.util.Comparator.comparingDouble((Integer j) -> a.distance(row, b, j))
                            .thenComparing(j -> j))
                    .limit(k)
                    .mapToInt(j -> j)
                    .toArray();
            for (int r = 0; r < k; r++) {
                assertThat(found.index(i, r)).isEqualTo(order[r]);
                assertThat(found.distance(i, r)).isEqualTo((float) a.distance(i, b, order[r]));
            }
        }
    }

    private static double sum(Neighbours found) {
        float[] distances = found.distances();
        return IntStream.range(0, found.rows() * found.k())
                .mapToDouble(i -> distances[i])
                .sum();
    }

    private static Table numbers(int n, int m, boolean coarse, int exponent, long seed) {
        Random random = new Random(seed);
        float unit = (float) Math.pow(10, exponent);
        float[] values = new float[n * m];
        for (int i = 0; i < values.length; i++) {
            values[i] = unit * (coarse ? random.nextInt(3) : (float) random.nextGaussian());
        }
        return Table.of(n, m, values);
    }
}
