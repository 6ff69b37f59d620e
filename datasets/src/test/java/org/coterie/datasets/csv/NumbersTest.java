package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short way to a float gives the bits of Java's own. */
class NumbersTest {

    private static void same(String text) {
        float own = Numbers.parse(text, '.');
        if (Float.floatToRawIntBits(own) != Float.floatToRawIntBits(Float.parseFloat(text))) {
            throw new AssertionError(text + " is read as " + own + ", not " + Float.parseFloat(text));
        }
    }

    @Test
    void readsFloatsAsTheyAreWritten() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                same(Float.toString(value));
                same(Double.toString((double) value * 1.0000000001));
            }
        }
    }

    /** Where rounding twice would go wrong: just beside the middle of two floats. */
    @Test
    void roundsOnce() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            float value = Math.abs(Float.intBitsToFloat(random.nextInt()));
            if (value < 1e30f && value > 1e-30f) {
                double middle = ((double) value + Math.nextUp(value)) / 2;
                String digits = new java.math.BigDecimal(middle).toPlainString();
                same(digits);
                same(digits + (digits.contains(".") ? "0000001" : ".0000001"));
                same(Double.toString(Math.nextDown(middle)));
                same(Double.toString(Math.nextUp(middle)));
            }
        }
    }

    @Test
    void readsDecimalsOfAllLengths() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            for (int d = random.nextInt(1, 25); d > 0; d--) {
                text.append(random.nextInt(10));
            }
            text.append('.');
            for (int d = random.nextInt(25); d > 0; d--) {
                text.append(random.nextInt(10));
            }
            if (random.nextBoolean()) {
                text.append(String.format(Locale.ROOT, "e%d", random.nextInt(-80, 80)));
            }
            same(text.toString());
        }
    }

    @Test
    void readsTheEndsOfTheRange() {
        for (String text : new String[] {
            "3.4028235e38",
            "3.4028236e38",
            "3.4028235677973366e38",
            "3.5e38",
            "1e39",
            "1e999999999999",
            "1.4e-45",
            "0.7e-45",
            "0.8e-45",
            "1e-999999999999",
            "1.17549435E-38",
            "1.17549428E-38",
            "0e99999999999",
            "-0",
            "+.5",
            "5.",
            "00000000000000000000000000000000000000001",
            "0.00000000000000000000000000000000000000000001e44"
        }) {
            same(text);
        }
    }

    @Test
    void takesNothingElseForANumber() {
        for (String text : new String[] {
            "", "-", ".", "1e", "1e+", "1.2.3", "1,5", "0x10", "1f", "1d", "e5", "--1", "1 2", "NaN", "infinite", "١"
        }) {
            assertThat(Numbers.parse(text, '.')).as(text).isNaN();
        }
        assertThat(Numbers.parse("-Inf", '.')).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Numbers.parse("1,5", ',')).isEqualTo(1.5f);
        assertThat(Numbers.parse("1,00000005960464477539062500000000001", ',')).isEqualTo(Math.nextUp(1f));
    }
}
