package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** The spectral map and the Laplacian score. */
class GraphMapsTest {

    /** A ring of 12: by theory the first vector is constant, the next two belong to cos(2π/12). */
    @Test
    void mapsARing() {
        int n = 12;
        int[] from =
                IntStream.concat(IntStream.of(0), IntStream.range(0, n - 1)).toArray();
        int[] to =
                IntStream.concat(IntStream.of(1, n - 1), IntStream.range(2, n)).toArray();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        Table map = new SpectralEmbedding(3).of(new Edges(n, from, to, ones), new SplittableRandom(1));
        for (int i = 0; i < n; i++) {
            assertThat(map.at(i, 0)).isCloseTo((float) Math.sqrt(1.0 / n), within(1e-4f));
            for (int c = 1; c < 3; c++) {
                float around = (map.at((i + 1) % n, c) + map.at((i + n - 1) % n, c)) / 2;
                assertThat(around).isCloseTo((float) Math.cos(2 * Math.PI / n) * map.at(i, c), within(1e-3f));
            }
        }
    }

    @Test
    void vectorsOfComponentsAreConstantOnEach() {
        Edges two = new Edges(6, new int[] {0, 0, 1, 3, 4}, new int[] {1, 2, 2, 4, 5}, new double[] {1, 2, 1, 1, 1});
        Table map = new SpectralEmbedding(2).of(two, new SplittableRandom(3));
        for (int c = 0; c < 2; c++) {
            assertThat(map.at(1, c)).isCloseTo(map.at(0, c), within(1e-3f));
            assertThat(map.at(2, c)).isCloseTo(map.at(0, c), within(1e-3f));
            assertThat(map.at(5, c)).isCloseTo(map.at(3, c), within(1e-3f));
        }
        int[] clusters = KMeans.of(2).fit(map, new SplittableRandom(1)).labels();
        assertThat(clusters[0]).isEqualTo(clusters[2]).isNotEqualTo(clusters[3]);
    }

    /** {@code SpectralClustering(10, affinity='nearest_neighbors', n_neighbors=10)} of digits: ARI 0.7565, any seed. */
    @Test
    void spectralClustersOfDigitsAreAsGoodAsScikitLearns() {
        RealData digits = RealData.digits();
        Edges graph = Edges.mutual(Neighbours.exact(digits.x(), 9, Metric.EUCLIDEAN)); // theirs count the row itself
        Table map = new SpectralEmbedding(10).of(graph, new SplittableRandom(1));
        int[] labels = KMeans.of(10).fit(map, new SplittableRandom(1)).labels();
        assertThat(Scores.of(digits.classes(), labels).ari()).isCloseTo(0.7565, within(0.01));
    }

    /** By dense matrices in NumPy: {@code s = exp(-d2 / t)} among five neighbours either way, {@code f @ (diag(s.sum(1)) - s) @ f}. */
    @Test
    void scoresColumnsOfIrisAsNumPyDoes() {
        double[] scores = LaplacianScore.defaults().of(RealData.iris().x());
        assertThat(scores)
                .containsExactly(
                        new double[] {0.023652703393, 0.088206520374, 0.004642394109, 0.017000409576}, within(2e-6));
        assertThat(LaplacianScore.lowest(scores, 2)).containsExactly(2, 3);
    }

    @Test
    void aConstantColumnComesLast() {
        double[] scores = new LaplacianScore(1, 1).of(Table.of(new float[][] {{7, 0}, {7, 1}, {7, 5}, {7, 6}}));
        assertThat(scores[0]).isInfinite();
        assertThat(scores[1]).isBetween(0.0, 2.0);
    }
}
