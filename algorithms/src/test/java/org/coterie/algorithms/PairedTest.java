package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedTest {
    private static final double[] A = {0.91, 0.93, 0.95, 0.90, 0.97};
    private static final double[] B = {0.90, 0.91, 0.92, 0.94, 0.92};

    @Test
    void bothPValuesAreThoseOfSciPy() { // wilcoxon(A, B, mode="exact") and ttest_rel(A, B)
        Paired paired = Paired.of(A, B);
        assertThat(paired.wilcoxon()).isCloseTo(0.4375, within(1e-12));
        assertThat(paired.t()).isCloseTo(0.4044328640922134, within(1e-10));
        assertThat(paired.mean()).isCloseTo(0.014, within(1e-12));
    }

    @Test
    void fiveOfFiveIsOneSixteenth() { // 2/2⁵, by hand
        assertThat(Paired.of(new double[] {2, 3, 4, 5, 6}, new double[] {1, 1, 1, 1, 1})
                        .wilcoxon())
                .isCloseTo(1 / 16.0, within(1e-15));
    }

    @Test
    void tiesShareTheirRankAndZerosAreLeftOut() {
        // differences 1, 1, -1, 2, 0: ranks 2, 2, 2, 4; W- = 2; of 16 signs 4 reach at most 2 (none, or one of three)
        Paired paired = Paired.of(new double[] {2, 3, 0, 4, 1}, new double[] {1, 2, 1, 2, 1});
        assertThat(paired.ranked()).isEqualTo(4);
        assertThat(paired.wilcoxon()).isCloseTo(2 * 4 / 16.0, within(1e-15));
    }

    @Test
    void equalMethodsDoNotDiffer() {
        Paired paired = Paired.of(A, A);
        assertThat(paired.t()).isEqualTo(1);
        assertThat(paired.wilcoxon()).isEqualTo(1);
    }

    @Test
    void oneCaseSaysNothingOfSpread() {
        Paired paired = Paired.of(new double[] {2}, new double[] {1});
        assertThat(paired.t()).isNaN();
        assertThat(paired.sd()).isNaN();
        assertThat(paired.wilcoxon()).isEqualTo(1);
    }

    @Test
    void unequalNumbersOfCasesAreRefused() {
        assertThatThrownBy(() -> Paired.of(A, new double[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
