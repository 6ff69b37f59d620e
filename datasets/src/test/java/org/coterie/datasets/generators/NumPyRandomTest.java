package org.coterie.datasets.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** NumPy 2.4.6, {@code RandomState(seed)}. */
class NumPyRandomTest {

    @Test
    void bitsAreThoseOfTheMersenneTwister() {
        NumPyRandom random = new NumPyRandom(7);
        assertThat(Integer.toUnsignedLong(random.bits())).isEqualTo(327741615L);
        assertThat(Integer.toUnsignedLong(random.bits())).isEqualTo(976413892L);
        assertThat(Integer.toUnsignedLong(random.bits())).isEqualTo(3349725721L);
    }

    @Test
    void shufflesNormalsAndUniformsFollowOneAnotherAsThere() {
        NumPyRandom random = new NumPyRandom(7);
        assertThat(random.permutation(10)).containsExactly(8, 5, 0, 2, 1, 9, 7, 3, 6, 4);
        assertThat(random.normal()).isEqualTo(-0.1569886595634109);
        assertThat(random.normal()).isEqualTo(-0.2901313829291646);
        assertThat(random.normal()).isEqualTo(2.025771524137035);
        assertThat(random.uniform()).isEqualTo(0.8037390361043755);
    }

    @Test
    void theLargestSeedWorks() {
        NumPyRandom random = new NumPyRandom(Integer.MAX_VALUE);
        assertThat(random.uniform()).isEqualTo(0.3933911315501387);
        assertThat(random.uniform()).isEqualTo(0.6566618430544519);
        assertThat(random.normal(2, 3)).isCloseTo(6.179500073825444, within(1e-15)); // one rounding, or two
    }

    /** 20,000 numbers of mean 3: the mean within 4·√(3/20000) = 0.05, the variance within 4·√(21/20000) = 0.13. */
    @Test
    void poissonNumbersHaveMeanAndVarianceOfTheLaw() {
        NumPyRandom random = new NumPyRandom(0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 20_000; i++) {
            int k = random.poisson(3);
            sum += k;
            squares += (k - 3.0) * (k - 3.0);
        }
        assertThat(sum / 20_000).isBetween(2.95, 3.05);
        assertThat(squares / 20_000).isBetween(2.87, 3.13);
        assertThat(random.poisson(0)).isZero();
        assertThat(random.poisson(1e9)).isBetween(400, 600);
    }
}
