package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.algorithms.Linkage.Link;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Heights and cuts are those of SciPy 1.17, {@code cluster.hierarchy.linkage} and {@code fcluster}, of the same rows. */
class LinkageTest {

    /** x_ij = sin(7i + 3j + 1), 12 rows of 3. */
    private static Table rows() {
        float[][] x = new float[12][3];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = (float) Math.sin(i * 7 + j * 3 + 1);
            }
        }
        return Table.of(x);
    }

    private static final Map<Link, double[]> HEIGHTS = Map.of(
            Link.SINGLE,
            new double[] {
                0.0420351, 0.1719959, 0.1755914, 0.2096434, 0.2620581, 0.2624228, 0.4403489, 0.4883687, 0.6536424,
                0.6571903, 0.9855651
            },
            Link.COMPLETE,
            new double[] {
                0.0420351, 0.1719959, 0.1755914, 0.2096434, 0.4385359, 0.4403489, 0.4883687, 0.6551528, 1.0052405,
                1.5057188, 3.3791269
            },
            Link.AVERAGE,
            new double[] {
                0.0420351, 0.1719959, 0.1755914, 0.2096434, 0.3460351, 0.4403489, 0.4420982, 0.4883687, 0.8132725,
                1.0777629, 2.3845881
            },
            Link.WARD,
            new double[] {
                0.0420351, 0.1719959, 0.1755914, 0.2096434, 0.4403489, 0.4634461, 0.4883687, 0.6863312, 1.1171686,
                1.8213085, 5.4842040
            });

    @Test
    void mergesAtTheHeightsOfSciPy() {
        HEIGHTS.forEach((link, heights) ->
                assertThat(Linkage.of(rows(), link).heights()).as(link.name()).containsExactly(heights, within(1e-6)));
    }

    @Test
    void numbersClustersAsSciPyDoes() {
        Linkage ward = Linkage.of(rows(), Link.WARD);
        assertThat(ward.left()).containsExactly(1, 0, 5, 2, 4, 13, 3, 12, 14, 18, 20);
        assertThat(ward.right()).containsExactly(10, 9, 6, 11, 7, 15, 8, 17, 16, 19, 21);
    }

    @Test
    void cutsAsSciPyDoes() {
        assertThat(Linkage.of(rows(), Link.WARD).cut(4)).containsExactly(0, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 0);
        assertThat(Linkage.of(rows(), Link.SINGLE).cut(4)).containsExactly(0, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 0);
        assertThat(Linkage.of(rows(), Link.WARD).cut(12))
                .containsExactly(IntStream.range(0, 12).toArray());
        assertThat(Linkage.of(rows(), Link.WARD).cut(1)).containsOnly(0);
    }

    @Test
    void saysWhatItCannotCut() {
        assertThatThrownBy(() -> Linkage.of(rows(), Link.WARD).cut(13))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("fewer rows than clusters");
    }

    /** Cutting to one cluster fewer only ever joins two; ties do no harm. */
    @Property(tries = 60)
    void cutsAreNested(
            @ForAll @IntRange(min = 2, max = 40) int n, @ForAll Link link, @ForAll @IntRange(max = 3) int seed) {
        float[][] x = new float[n][2];
        for (int i = 0; i < n; i++) {
            x[i][0] = (i * (seed + 3)) % 5; // many equal distances
            x[i][1] = (i * i + seed) % 7;
        }
        Linkage linkage = Linkage.of(Table.of(x), link);
        assertThat(linkage.heights()).isSorted();
        for (int k = 2; k <= n; k++) {
            int[] fine = linkage.cut(k);
            int[] coarse = linkage.cut(k - 1);
            assertThat(IntStream.of(fine).distinct().count()).isEqualTo(k);
            assertThat(IntStream.range(0, n)
                            .mapToLong(i -> (long) fine[i] << 32 | coarse[i])
                            .distinct()
                            .count())
                    .isEqualTo(k);
        }
    }
}
