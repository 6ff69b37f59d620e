package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class DiscrepancyTest {
    private static final Table X = table(9, (i, j) -> (7 * i + 3 * j * (i + 1)) % 11);
    private static final Table Y = table(7, (i, j) -> 4 + (5 * i + 2 * j * (i + 2)) % 13);

    /**
     * SciPy 1.17.1's cdist and pdist in the formula; the exact p-value over all 11,440 divisions of the 16 rows is
     * 9/11,440 = 0.00079.
     */
    @Test
    void agreesWithScipy() {
        Discrepancy found = Discrepancy.of(X, Y, 20_000, new SplittableRandom(3));
        assertThat(found.width()).isEqualTo(1.53125);
        assertThat(found.squared()).isCloseTo(0.3308663088449272, within(1e-12));
        assertThat(found.statistic()).isCloseTo(1.3027860910769007, within(1e-12));
        assertThat(found.p()).isBetween(0.0004, 0.0014);
    }

    @Test
    void isSymmetricAndRepeatable() {
        Discrepancy found = Discrepancy.of(X, Y, 99, new SplittableRandom(3));
        assertThat(Discrepancy.of(X, Y, 99, new SplittableRandom(3))).isEqualTo(found);
        assertThat(Discrepancy.of(Y, X, 0, new SplittableRandom(3)).squared())
                .isCloseTo(found.squared(), within(1e-13));
    }

    /** All divisions of equal rows are equal: nothing speaks against one distribution. */
    @Test
    void equalRowsAreNoDiscrepancy() {
        Table same = Table.of(4, 2, new float[8]);
        Discrepancy found = Discrepancy.of(same, same, 200, new SplittableRandom(1));
        assertThat(found.squared()).isCloseTo(0, within(1e-15));
        assertThat(found.p()).isEqualTo(1);
        assertThat(found.width()).isEqualTo(1);
    }

    /** Under one distribution the p-value falls under 0.1 in about a tenth of cases: 20 ± 4 of 200. */
    @Test
    void keepsItsPromiseWhereNothingDiffers() {
        RandomGenerator random = new SplittableRandom(12);
        int below = 0;
        for (int i = 0; i < 200; i++) {
            below += Discrepancy.of(noise(20, random), noise(20, random), 99, random)
                                    .p()
                            <= 0.1
                    ? 1
                    : 0;
        }
        assertThat(below).isBetween(8, 32);
    }

    @Test
    void refusesSamplesThatCannotBeCompared() {
        assertThatThrownBy(() -> Discrepancy.of(X, Table.of(1, 3, new float[3]), 9, new SplittableRandom(1)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("9×3 and 1×3");
    }

    /** By hand: noise of ±1 on two entries of four, half of it removed from both. */
    @Test
    void deNoisingIsShownBesideTheInput() {
        Table clean = Table.of(2, 2, new float[] {1, 2, 3, 4});
        Table noisy = Table.of(2, 2, new float[] {2, 2, 3, 3});
        Table answer = Table.of(2, 2, new float[] {1.5f, 2, 3, 3.5f});
        Denoising found = Denoising.of(clean, noisy, answer);
        assertThat(found).isEqualTo(new Denoising(0.125, 0.5));
        assertThat(found.left()).isEqualTo(0.25);
        assertThatThrownBy(() -> Denoising.of(clean, noisy, Table.of(1, 2, new float[2])))
                .hasMessageContaining("1×2");
    }

    private static Table table(int rows, IntBinaryOperator eighths) {
        float[] values = new float[rows * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = eighths.applyAsInt(i / 3, i % 3) / 8f;
        }
        return Table.of(rows, 3, values);
    }

    private static Table noise(int rows, RandomGenerator random) {
        float[] values = new float[rows * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Table.of(rows, 2, values);
    }
}
