package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class KMeansTest {

    /** By hand: the means of {0, 1, 2} and {10, 12} are 1 and 11, the inertia is 1 + 0 + 1 + 1 + 1. */
    @Test
    void solvesFivePointsOnALine() {
        KMeans.Result result = KMeans.of(2).fit(column(0, 10, 1, 12, 2), new SplittableRandom(1));
        int far = result.labels()[1];
        assertThat(result.labels()).containsExactly(1 - far, far, 1 - far, far, 1 - far);
        assertThat(result.centres().at(far, 0)).isEqualTo(11f);
        assertThat(result.centres().at(1 - far, 0)).isEqualTo(1f);
        assertThat(result.inertia()).isEqualTo(4);
        assertThat(result.converged()).isTrue();
    }

    @Test
    void findsSeparatedBlobs() {
        int[] truth = IntStream.range(0, 600).map(i -> i % 6).toArray();
        KMeans.Result result = KMeans.of(6).fit(blobs(600, 5, 6, 0.3, 11), new SplittableRandom(2));
        assertThat(Scores.of(truth, result.labels()).ari()).isEqualTo(1);
    }

    @Test
    void theMiniBatchFormFindsSeparatedBlobsAndGivesTheSameBitsForTheSameSeed() {
        int[] truth = IntStream.range(0, 6000).map(i -> i % 6).toArray();
        Table x = blobs(6000, 5, 6, 0.3, 11);
        KMeans.Result a = new MiniBatchKMeans(6, 100, 1).fit(x, new SplittableRandom(2));
        KMeans.Result b = new MiniBatchKMeans(6, 100, 1).fit(x, new SplittableRandom(2));
        assertThat(Scores.of(truth, a.labels()).ari()).isEqualTo(1);
        assertThat(a.centres().toArray()).isEqualTo(b.centres().toArray());
        double full = KMeans.of(6).fit(x, new SplittableRandom(2)).inertia();
        assertThat(a.inertia()).isBetween(full, 1.01 * full);
    }

    @Test
    void givesTheSameBitsForTheSameSeed() {
        Table x = blobs(500, 7, 4, 3, 5);
        KMeans.Result a = KMeans.of(8).fit(x, new SplittableRandom(42));
        KMeans.Result b = KMeans.of(8).fit(x, new SplittableRandom(42));
        assertThat(a.labels()).isEqualTo(b.labels());
        assertThat(a.centres().toArray()).isEqualTo(b.centres().toArray());
        assertThat(Double.doubleToLongBits(a.inertia())).isEqualTo(Double.doubleToLongBits(b.inertia()));
    }

    /** The bounds save distances only: the end is a fixed point of the plain iteration in double. */
    @Property(tries = 150)
    void endsWhereThePlainIterationStands(
            @ForAll @IntRange(min = 12, max = 200) int n,
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 1, max = 12) int k,
            @ForAll long seed) {
        Table x = blobs(n, m, 3, 4, seed);
        KMeans.Result result = new KMeans(k, 1, 1000).fit(x, new SplittableRandom(seed));
        assertThat(result.converged()).isTrue();
        int[] labels = result.labels();
        assertThat(IntStream.of(labels).distinct().count()).isEqualTo(k);
        double[][] mean = new double[k][m];
        int[] count = new int[k];
        for (int i = 0; i < n; i++) {
            count[labels[i]]++;
            for (int j = 0; j < m; j++) {
                mean[labels[i]][j] += x.at(i, j);
            }
        }
        double inertia = 0;
        for (int i = 0; i < n; i++) {
            double own = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double d = 0;
                for (int j = 0; j < m; j++) {
                    double step = x.at(i, j) - mean[c][j] / count[c];
                    d += step * step;
                }
                own = c == labels[i] ? d : own;
                least = Math.min(least, d);
            }
            assertThat(own).isCloseTo(least, within(1e-5 * (1 + least)));
            inertia += own;
        }
        assertThat(result.inertia()).isCloseTo(inertia, within(1e-5 * (1 + inertia)));
        assertThat(result.assign(x)).isEqualTo(labels);
    }

    @Test
    void copesWithFewerDifferentRowsThanClusters() {
        KMeans.Result result = KMeans.of(3).fit(column(5, 5, 5, 7, 7), new SplittableRandom(1));
        assertThat(result.inertia()).isZero();
        assertThat(Scores.of(new int[] {0, 0, 0, 1, 1}, result.labels()).ari()).isEqualTo(1);
    }

    @Test
    void givesAnEmptyClusterTheRowFarthestFromItsCentre() {
        float[] rows = {0, 1, 2, 100, 101, 102};
        // the third seed is nobody's nearest
        KMeans.Result result = new Lloyd(rows, 6, 1, 3).run(new double[] {1, 50, 1e6}, 100);
        assertThat(IntStream.of(result.labels()).distinct().count()).isEqualTo(3);
        assertThat(result.inertia()).isLessThan(5);
    }

    @Test
    void staysFiniteWithTheLargestFloats() {
        float most = Float.MAX_VALUE;
        KMeans.Result result = KMeans.of(2).fit(column(most, most, -most, 1, 2), new SplittableRandom(1));
        assertThat(result.inertia()).isFinite();
        assertThat(Float.isFinite(result.centres().at(0, 0))).isTrue();
    }

    @Test
    void refusesFewerRowsThanClustersAndMissingValues() {
        assertThatThrownBy(() -> KMeans.of(4).fit(column(1, 2, 3), new SplittableRandom(1)))
                .isInstanceOf(CoterieException.class)
                .hasMessage("fewer rows than clusters\n  got:      3 rows, k = 4\n  expected: at least k rows");
        assertThatThrownBy(() -> KMeans.of(2).fit(column(1, Float.NaN, 3), new SplittableRandom(1)))
                .isInstanceOf(CoterieException.class)
                .hasMessage("row 2, column 1: k-means needs finite numbers\n  got:      NaN");
        assertThatThrownBy(() -> new KMeans(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Table column(float... values) {
        return Table.of(values.length, 1, values);
    }

    /** Rows around centres at distances of about 10, row i near centre i mod groups. */
    private static Table blobs(int n, int m, int groups, double spread, long seed) {
        var random = new java.util.Random(seed);
        double[][] centre = new double[groups][m];
        for (double[] c : centre) {
            java.util.Arrays.setAll(c, j -> 10 * random.nextGaussian());
        }
        float[] values = new float[n * m];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (centre[i / m % groups][i % m] + spread * random.nextGaussian());
        }
        return Table.of(n, m, values);
    }

    /** {@code min(KMeans(k, n_init=1, random_state=s).fit(x).inertia_ for s in range(20))} of scikit-learn 1.9. */
    @Test
    void inertiaIsThatOfScikitLearnsBestOfTwenty() {
        assertThat(KMeans.of(3)
                        .fit(RealData.iris().x(), new SplittableRandom(0))
                        .inertia())
                .isLessThan(78.8514396442595 * 1.001);
        assertThat(KMeans.of(10)
                        .fit(RealData.digits().x(), new SplittableRandom(0))
                        .inertia())
                .isLessThan(1165194.101385712 * 1.001);
    }
}
