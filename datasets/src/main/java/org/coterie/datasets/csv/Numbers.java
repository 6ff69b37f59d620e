package org.coterie.datasets.csv;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads decimal numbers; no locale, no grouping, no hexadecimal, none of Java's suffixes. */
final class Numbers {
    private static final Set<String> INFINITE = Set.of("inf", "infinity");

    /** Digits beyond 18 are left out: they change a number by less than double's own rounding. */
    private static final long ENOUGH = 100_000_000_000_000_000L;

    /** Beyond, a float is infinite or 0. */
    private static final int MOST = 64;

    private static final double[] POWERS = IntStream.rangeClosed(0, MOST)
            .mapToDouble(e -> Double.parseDouble("1e" + e))
            .toArray();

    /** The bits of a double that a float does not have, and where they stand for half a float's last bit. */
    private static final long LOW_BITS = (1L << 29) - 1;

    private static final long HALF = 1L << 28;

    /** Three roundings make an error of less than four last bits of a double. */
    private static final long UNSURE = 8;

    private Numbers() {}

    /**
     * The nearest float.
     *
     * @param text without blanks around it
     * @param mark the decimal mark
     * @return NaN if the text is no number, an infinity if it says so or is beyond the range of float
     */
    static float parse(String text, char mark) {
        return parse(text.toCharArray(), 0, text.length(), mark);
    }

    /** The same of some characters. */
    static float parse(char[] text, int from, int to, char mark) {
        int i = from;
        boolean minus = i < to && text[i] == '-';
        if (minus || (i < to && text[i] == '+')) {
            i++;
        }
        long digits = 0;
        int exponent = 0;
        int start = i;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (digits < ENOUGH) {
                digits = 10 * digits + digit;
            } else {
                exponent++;
            }
        }
        int count = i - start;
        if (i < to && text[i] == mark) {
            start = ++i;
            for (; i < to; i++) {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                if (digits < ENOUGH) {
                    digits = 10 * digits + digit;
                    exponent--;
                }
            }
            count += i - start;
        }
        if (count == 0) {
            return infinite(new String(text, from, to - from));
        }
        if (i < to) {
            int more = exponent(text, i, to);
            if (more == Integer.MIN_VALUE) {
                return Float.NaN;
            }
            exponent += more;
        }
        return digits == 0 ? minus ? -0f : 0f : nearest(minus, digits, exponent, text, from, to, mark);
    }

    /**
     * {@code digits} · 10^{@code exponent} by way of a double, whose error is too small to matter unless the number lies
     * beside the middle of two floats; there, and where floats are denormal or end, Java's own slow way is taken.
     */
    private static float nearest(boolean minus, long digits, int exponent, char[] text, int from, int to, char mark) {
        if (exponent >= -MOST && exponent <= MOST) {
            double near = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
            long beyond = (Double.doubleToRawLongBits(near) & LOW_BITS) - HALF;
            if (near >= Float.MIN_NORMAL && near < Float.MAX_VALUE && (beyond > UNSURE || beyond < -UNSURE)) {
                return minus ? (float) -near : (float) near;
            }
        }
        String plain = new String(text, from, to - from);
        return Float.parseFloat(mark == '.' ? plain : plain.replace(mark, '.'));
    }

    /** The exponent that begins with e; the least integer if it is none. */
    private static int exponent(char[] text, int from, int to) {
        int i = from;
        if (text[i] != 'e' && text[i] != 'E') {
            return Integer.MIN_VALUE;
        }
        i++;
        boolean minus = i < to && text[i] == '-';
        if (minus || (i < to && text[i] == '+')) {
            i++;
        }
        int exponent = 0;
        int start = i;
        for (; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            exponent = Math.min(100_000_000, 10 * exponent + text[i] - '0');
        }
        return i == start || i < to ? Integer.MIN_VALUE : minus ? -exponent : exponent;
    }

    private static float infinite(String text) {
        boolean minus = text.startsWith("-");
        String word = minus || text.startsWith("+") ? text.substring(1) : text;
        if (word.length() > 8 || !INFINITE.contains(word.toLowerCase(Locale.ROOT))) {
            return Float.NaN;
        }
        return minus ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
    }
}
