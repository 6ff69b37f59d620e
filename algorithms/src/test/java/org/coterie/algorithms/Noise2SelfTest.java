package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Columns are hidden and predicted; sizes are chosen by what that gives. */
class Noise2SelfTest {

    @Test
    void everyColumnIsHiddenOnce() {
        Noise2Self groups = Noise2Self.of(7, 3, new Random(1));
        assertThat(groups.groups().stream()
                        .flatMapToInt(java.util.Arrays::stream)
                        .sorted())
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(groups.groups()).extracting(g -> g.length).containsExactlyInAnyOrder(2, 2, 3);
    }

    @Test
    void whatIsSeenAndWhatIsHiddenAreTheWhole() {
        Table x = Table.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Noise2Self groups = Noise2Self.of(3, 3, new Random(1));
        for (int g = 0; g < 3; g++) {
            int j = groups.groups().get(g)[0];
            assertThat(groups.hidden(x, g).toArray()).containsExactly(x.at(0, j), x.at(1, j));
            assertThat(groups.seen(x, g).columns()).isEqualTo(2);
        }
    }

    @Test
    void theMeanOfTheOthersHasTheVarianceTimesItsKnownFactor() {
        // (n / (n − 1))² · variance: 2² · 1 for two rows one away from their mean
        Table x = Table.of(new float[][] {{-1, 1}, {1, -1}});
        assertThat(Noise2Self.of(2, 2, new Random(1))
                        .judge(x, Noise2Self::meanOfOthers)
                        .mean())
                .isCloseTo(4, within(1e-12));
    }

    @Test
    void aMeanOfOneIsNeverItsOwn() {
        Table x = Table.of(new float[][] {{0}, {2}, {10}, {7}});
        assertThat(Noise2Self.meansOfOthers(x, new int[] {0, 0, 1, -1}).toArray())
                .as("2 and 0 by each other; 10 alone and 7 of no cluster by all others")
                .containsExactly(2, 0, 3, 4);
    }

    /** Of noisy copies of one signal, more neighbours average more noise away: hidden columns show it, seen ones need not. */
    @Test
    void errorsOfHiddenColumnsAreThoseOfCleanDataPlusTheNoise() {
        Random random = new Random(3);
        int n = 400;
        float[][] noisy = new float[n][6];
        for (float[] row : noisy) {
            for (int j = 0; j < 6; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        Noise2Self.Errors errors = Noise2Self.of(6, 3, new Random(1)).judge(Table.of(noisy), Noise2Self::meanOfOthers);
        assertThat(errors.mean()).as("noise of variance 1, signal 0").isCloseTo(1, within(4 * errors.standardError()));
        assertThat(errors.standardError()).isCloseTo(Math.sqrt(2.0 / 6 / n), within(0.01));
    }

    @Test
    void moreGroupsThanColumnsAreRefused() {
        assertThatThrownBy(() -> Noise2Self.of(3, 4, new Random(1)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("3 columns, 4 groups");
    }

    @Test
    void theSmallestSizeWithinOneStandardErrorOfTheLeastIsChosen() {
        int[] k = {2, 3, 4, 5};
        assertThat(SizeChoice.of(k, new double[] {9, 5.5, 5, 6}, new double[] {1, 1, 1, 1}))
                .isEqualTo(new SizeChoice(3, SizeChoice.Rule.ONE_STANDARD_ERROR, 4));
        assertThat(SizeChoice.of(k, new double[] {9, 6.5, 5, 6}, new double[] {1, 1, 1, 1}))
                .isEqualTo(new SizeChoice(4, SizeChoice.Rule.ONE_STANDARD_ERROR, 4));
    }

    @Test
    void theKneeIsChosenWhereErrorsFallToTheEnd() {
        // the masked error of DeePWAK on the eight Gaussians, k = 2 to 20, as measured with another implementation
        int[] k = {2, 3, 4, 6, 8, 12, 20};
        double[] errors = {0.0918, 0.0736, 0.0614, 0.0520, 0.0386, 0.0375, 0.0351};
        assertThat(SizeChoice.of(k, errors, new double[7])).isEqualTo(new SizeChoice(8, SizeChoice.Rule.KNEE, 20));
    }

    @Test
    void smallClustersAreNotCutOffByTheKnee() {
        // the masked error of k-means on the same, whose eight components are of unequal size
        int[] k = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        double[] errors = {
            0.07956, 0.06860, 0.05749, 0.05071, 0.04642, 0.04321, 0.04071, 0.04019, 0.03980, 0.03948, 0.03926, 0.03898,
            0.03885
        };
        double[] each = new double[13];
        Arrays.fill(each, 0.0005);
        assertThat(SizeChoice.of(k, errors, each)).isEqualTo(new SizeChoice(8, SizeChoice.Rule.KNEE, 14));
        double[] level = {1.2, 1.1, 1.0};
        assertThat(SizeChoice.of(new int[] {2, 3, 4}, level, new double[] {1, 1, 1})
                        .size())
                .as("falls of less than a standard error are none")
                .isEqualTo(2);
    }

    @Test
    void sizesThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> SizeChoice.of(new int[] {2, 2}, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
