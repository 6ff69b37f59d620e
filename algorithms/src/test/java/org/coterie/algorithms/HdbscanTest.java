package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/**
 * Beside scikit-learn 1.9: {@code h = HDBSCAN(min_cluster_size=s).fit(x)} on the same float32 values, then
 * {@code numpy.bincount(h.labels_[h.labels_ >= 0])}, {@code (h.labels_ < 0).sum()}, {@code adjusted_rand_score(y, h.labels_)}
 * and {@code h.probabilities_.sum()}.
 */
class HdbscanTest {

    private static void agrees(RealData data, int size, int noise, double ari, double strengths, int... sizes) {
        Hdbscan.Result found = Hdbscan.of(size).fit(data.x());
        int[] counts = new int[found.clusters()];
        Arrays.stream(found.labels()).filter(l -> l >= 0).forEach(l -> counts[l]++);
        Arrays.sort(counts);
        Arrays.sort(sizes);
        assertThat(counts).isEqualTo(sizes);
        assertThat(noise(found)).isEqualTo(noise);
        assertThat(Scores.of(data.classes(), found.labels()).ari()).isCloseTo(ari, within(1e-9));
        assertThat(Arrays.stream(found.strengths()).sum()).isCloseTo(strengths, within(1e-3 * strengths));
    }

    @Test
    void agreesWithScikitLearnOnIris() {
        agrees(RealData.iris(), 5, 0, 0.5681159420289855, 130.54561593321716, 50, 100);
        agrees(RealData.iris(), 15, 0, 0.5681159420289855, 120.88405108182968, 50, 100);
    }

    @Test
    void agreesWithScikitLearnOnPenguins() {
        agrees(RealData.penguins(), 5, 2, 0.6526636742185117, 316.76707740688653, 218, 122);
        agrees(RealData.penguins(), 15, 3, 0.6548376516496501, 298.0986919455471, 217, 122);
    }

    /**
     * Edges as long as one core distance are equally long, so there are many least trees; scikit-learn's own algorithms differ
     * by some rows (noise: 500 by its trees, 496 by brute force on digits moved by 0.01). 20 clusters with ARI 0.48285, and 11
     * with 0.21679 and 904 rows of noise.
     */
    @Test
    void comesCloseToScikitLearnOnDigits() {
        RealData digits = RealData.digits();
        Hdbscan.Result five = Hdbscan.of(5).fit(digits.x());
        assertThat(five.clusters()).isBetween(20, 21);
        assertThat(noise(five)).isBetween(490, 510);
        assertThat(Scores.of(digits.classes(), five.labels()).ari()).isCloseTo(0.48285, within(0.005));
        Hdbscan.Result fifteen = Hdbscan.of(15).fit(digits.x());
        assertThat(fifteen.clusters()).isBetween(10, 11);
        assertThat(noise(fifteen)).isBetween(885, 915);
        assertThat(Scores.of(digits.classes(), fifteen.labels()).ari()).isCloseTo(0.21679, within(0.005));
    }

    private static int noise(Hdbscan.Result found) {
        return (int) Arrays.stream(found.labels()).filter(label -> label < 0).count();
    }

    /** Two groups of four on a line, and one far from both: the groups are clusters, the one is noise. */
    @Test
    void whatIsFarFromAllIsNoise() {
        Table x = Table.of(new float[][] {{0}, {1}, {2}, {3}, {100}, {20}, {21}, {22}, {23}});
        Hdbscan.Result found = new Hdbscan(3, 2).fit(x);
        assertThat(found.clusters()).isEqualTo(2);
        assertThat(found.labels()[4]).isEqualTo(-1);
        assertThat(found.strengths()[4]).isZero();
        assertThat(IntStream.of(0, 1, 2, 3).map(i -> found.labels()[i]).distinct())
                .hasSize(1);
        assertThat(IntStream.of(5, 6, 7, 8).map(i -> found.labels()[i]).distinct())
                .hasSize(1);
        assertThat(found.labels()[0]).isNotEqualTo(found.labels()[5]);
        assertThat(found.strengths()).containsExactly(1, 1, 1, 1, 0, 1, 1, 1, 1);
    }

    @Test
    void fewerRowsThanAClusterTakesAreNoiseAndSoIsOneCloud() {
        assertThat(Hdbscan.of(2).fit(Table.of(new float[][] {{0}, {1}, {5}})).clusters())
                .isZero();
        Hdbscan.Result none = new Hdbscan(5, 1).fit(Table.of(new float[][] {{0}, {1}, {3}}));
        assertThat(none.labels()).containsOnly(-1);
    }

    @Test
    void equalRowsAreDenseBeyondMeasureAndStillClusters() {
        float[][] x = new float[20][1];
        for (int i = 0; i < 20; i++) {
            x[i][0] = i < 10 ? 0 : 1;
        }
        Hdbscan.Result found = Hdbscan.of(5).fit(Table.of(x));
        assertThat(found.clusters()).isEqualTo(2);
        assertThat(found.strengths()).containsOnly(1);
    }

    @Test
    void saysWhenThereAreTooFewRows() {
        assertThatThrownBy(() -> Hdbscan.of(5).fit(Table.of(new float[][] {{0}, {1}})))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("fewer rows than samples");
    }
}
