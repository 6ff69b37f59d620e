package org.coterie.datasets.csv;

import java.util.Locale;
import java.util.Set;

/** Reads decimal numbers; no locale, no grouping, no hexadecimal, none of Java's suffixes. */
final class Numbers {
    private static final Set<String> INFINITE = Set.of("inf", "infinity");

    private Numbers() {}

    /**
     * The nearest float.
     *
     * @param text without blanks around it
     * @param mark the decimal mark
     * @return NaN if the text is no number, an infinity if it says so or is beyond the range of float
     */
    static float parse(String text, char mark) {
        int i = 0;
        int n = text.length();
        if (i < n && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int digits = 0;
        boolean marked = false;
        for (; i < n; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == mark && !marked) {
                marked = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return infinite(text);
        }
        if (i < n && !exponent(text, i)) {
            return Float.NaN;
        }
        return Float.parseFloat(mark == '.' ? text : text.replace(mark, '.'));
    }

    private static boolean exponent(String text, int from) {
        int i = from;
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int digits = 0;
        for (; i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9'; i++) {
            digits++;
        }
        return digits > 0 && i == text.length();
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
