package org.coterie.deepwak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.algorithms.Noise2Self;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** The kernel of neighbours, A1 and A2, and the search over components and neighbours. */
class WakTest {
    /** Three rows on a line; the neighbours of 0 are 1 (distance 1) and 3 (distance 3). */
    private static final Table LINE = Table.of(new float[][] {{0}, {1}, {3}});

    private static Wak kernel(Wak.Similarity similarity) {
        return new Wak(Neighbours.exact(LINE, 2, Metric.EUCLIDEAN), 2, similarity);
    }

    @Test
    void weightsOfARowSumToOneWhateverTheSimilarity() {
        for (Wak.Similarity similarity : Wak.Similarity.values()) {
            for (int i = 0; i < 3; i++) {
                assertThat(Arrays.stream(kernel(similarity).weights(i)).sum()).isCloseTo(1, within(1e-12));
            }
        }
    }

    @Test
    void nearerNeighboursWeighMoreByHand() {
        assertThat(kernel(Wak.Similarity.BINARY).weights(0)).containsExactly(0.5, 0.5);
        assertThat(kernel(Wak.Similarity.INVERSE_DISTANCE).weights(0)[0]).isCloseTo(0.75, within(1e-4));
        // fewer than 7 neighbours: the last, at distance 3, is the scale
        double a = Math.exp(-1.0 / 18);
        double b = Math.exp(-0.5);
        assertThat(kernel(Wak.Similarity.GAUSSIAN).weights(0)[0]).isCloseTo(a / (a + b), within(1e-6));
    }

    @Test
    void aRowIsTheAverageOfItsNeighboursWithoutItself() {
        assertThat(kernel(Wak.Similarity.BINARY).apply(LINE).toArray()).containsExactly(2, 1.5f, 0.5f);
    }

    @Test
    void diffusionRepeatsTheKernel() {
        Wak w = kernel(Wak.Similarity.INVERSE_DISTANCE);
        assertThat(w.diffuse(LINE, 2).toArray())
                .containsExactly(w.apply(w.apply(LINE)).toArray());
        assertThat(w.diffuse(LINE, 2).at(0, 0))
                .as("a row comes back to itself")
                .isNotEqualTo(w.apply(LINE).at(0, 0));
    }

    @Test
    void theGraphHasEachPairOnceWithTheWeightsOfBothSides() {
        var graph = kernel(Wak.Similarity.BINARY).graph();
        assertThat(graph.from()).containsExactly(0, 0, 1);
        assertThat(graph.to()).containsExactly(1, 2, 2);
        assertThat(graph.weights()).containsExactly(1, 1, 1);
    }

    @Test
    void theLossIsTheErrorOfTheKernel() {
        Table x = noisy(60, 8, 5);
        for (Wak.Similarity similarity : Wak.Similarity.values()) {
            var options = new Landscape.Options(4, 10, Metric.EUCLIDEAN, similarity);
            Landscape losses = Landscape.asPrinted(x, options);
            Table predicted = new Wak(losses.neighbours(0, 3), 6, similarity).apply(x);
            double sum = 0;
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 8; j++) {
                    sum += Math.pow(predicted.at(i, j) - x.at(i, j), 2) / 480;
                }
            }
            assertThat(losses.of(3)[5]).isCloseTo(sum, within(1e-6));
        }
    }

    /** Two clusters in 20 columns of noise of variance 1, below which no honest error can fall. */
    @Test
    void hiddenColumnsAreNotPredictedBetterThanTheirNoiseAllows() {
        Table x = noisy(200, 20, 1);
        var options = new Landscape.Options(12, 80, Metric.EUCLIDEAN, Wak.Similarity.BINARY);
        var groups = Noise2Self.of(20, 5, new Random(2));
        var held = NeighbourSearch.GRID.in(Landscape.hiding(groups, x, options, done -> {}), done -> {});
        var printed = NeighbourSearch.GRID.in(Landscape.asPrinted(x, options), done -> {});
        assertThat(held.loss()).isBetween(0.93, 1.1);
        assertThat(printed.components())
                .as("as printed, neighbours resemble a row's noise")
                .isGreaterThan(8);
        assertThat(printed.loss()).isLessThan(held.loss());
    }

    @Test
    void theGridTakesTheFewestComponentsThatAreNotPlainlyWorse() {
        var options = new Landscape.Options(8, 40, Metric.EUCLIDEAN, Wak.Similarity.BINARY);
        int fewer = 0;
        for (int seed = 0; seed < 6; seed++) {
            Table x = noisy(100, 12, seed);
            Landscape losses = Landscape.hiding(Noise2Self.of(12, 4, new Random(seed)), x, options, done -> {});
            int[] counts = new int[9]; // the best number of neighbours for each of components
            int least = 1;
            for (int d = 1; d <= 8; d++) {
                double[] of = losses.of(d);
                counts[d] = 1 + IntStream.range(0, of.length).reduce(0, (a, b) -> of[b] < of[a] ? b : a);
                least = of[counts[d] - 1] < losses.of(least)[counts[least] - 1] ? d : least;
            }
            var found = NeighbourSearch.GRID.in(losses, done -> {});
            fewer += found.components() < least ? 1 : 0;
            for (int d = 1; d <= found.components(); d++) {
                double above = losses.of(d)[counts[d] - 1] - losses.of(least)[counts[least] - 1];
                assertThat(above <= losses.errorOfDifference(d, counts[d], least, counts[least]))
                        .as("seed %s: %s components are not plainly worse", seed, d)
                        .isEqualTo(d == found.components());
            }
        }
        assertThat(fewer).isBetween(1, 6);
    }

    @Test
    void theErrorOfADifferenceIsThatOfIndependentParts() {
        Table x = noisy(60, 9, 3);
        var options = new Landscape.Options(3, 10, Metric.EUCLIDEAN, Wak.Similarity.BINARY);
        Noise2Self groups = Noise2Self.of(9, 3, new Random(4));
        Landscape losses = Landscape.hiding(groups, x, options, done -> {});
        assertThat(losses.errorOfDifference(2, 5, 2, 5)).isZero();
        assertThat(losses.errorOfDifference(1, 5, 3, 7))
                .isPositive()
                .isEqualTo(losses.errorOfDifference(3, 7, 1, 5), within(1e-12));
        Landscape printed = Landscape.asPrinted(x, options);
        assertThat(printed.errorOfDifference(1, 5, 3, 7)).isInfinite();
    }

    @Test
    void coordinateSearchEndsWhereNoNeighbourIsBetter() {
        Table x = noisy(120, 10, 2);
        var options = new Landscape.Options(7, 40, Metric.EUCLIDEAN, Wak.Similarity.BINARY);
        Landscape losses = Landscape.hiding(Noise2Self.of(10, 5, new Random(2)), x, options, done -> {});
        var found = NeighbourSearch.COORDINATE.in(losses, done -> {});
        for (int k = Math.max(1, found.neighbours() - 5); k <= Math.min(40, found.neighbours() + 5); k++) {
            assertThat(losses.of(found.components())[k - 1]).isGreaterThanOrEqualTo(found.loss());
        }
    }

    @Test
    void settingsFromCodeAreChecked() {
        assertThatThrownBy(() -> new Dewakss(
                        Metric.CANBERRA, Wak.Similarity.BINARY, 5, 5, NeighbourSearch.GRID, 5, 1, 0, 10, 10))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("EUCLIDEAN or COSINE");
    }

    private static Table noisy(int n, int m, long seed) {
        Random random = new Random(seed);
        float[] values = new float[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                values[i * m + j] = (float) (random.nextGaussian() + (i % 2 == 0 ? 1.5 : -1.5));
            }
        }
        return Table.of(n, m, values);
    }
}
