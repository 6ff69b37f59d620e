package org.coterie.model.store;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;

/**
 * Numbers as text: the fewest digits that read back to the same bits, in Java's layout, without locale. Normal numbers are
 * always the shortest; {@link Double#toString} was not before Java 19, and files should not depend on the JVM.
 */
public final class Decimals {

    private Decimals() {}

    /** Text of a double: {@code 0.1}, {@code 3.0}, {@code 1.5E-7}, {@code NaN}, {@code -Infinity}. */
    public static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        return shortest(new BigDecimal(value), 15, 17, text -> text.doubleValue() == value);
    }

    /** Text of a float; reads back to the same float. */
    public static String of(float value) {
        if (value == 0 || !Float.isFinite(value)) {
            return Float.toString(value);
        }
        return shortest(new BigDecimal(value), 6, 9, text -> text.floatValue() == value);
    }

    /**
     * From as many digits as survive the way there and back for every number, to as many as are always enough. The neighbour
     * away from zero is tried too: next to a power of two it may read back where the nearest does not.
     */
    private static String shortest(BigDecimal exact, int least, int most, Predicate<BigDecimal> readsBack) {
        for (int digits = least; digits < most; digits++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode));
                if (readsBack.test(rounded)) {
                    return layout(rounded);
                }
            }
        }
        return layout(exact.round(new MathContext(most, RoundingMode.HALF_EVEN)));
    }

    private static String layout(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        int exponent = shortest.precision() - 1 - shortest.scale();
        if (exponent >= -3 && exponent < 7) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        String rest = digits.length() > 1 ? digits.substring(1) : "0";
        return (shortest.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + rest + "E" + exponent;
    }
}
