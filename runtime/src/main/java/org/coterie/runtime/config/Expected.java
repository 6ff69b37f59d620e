package org.coterie.runtime.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Says what a value should have been, in words. */
final class Expected {
    private static final int MOST = 16;

    private Expected() {}

    static String whole(long min, long max) {
        return "a whole number" + range((double) min, (double) max, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static String number(double min, double max) {
        return "a number" + range(min, max, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static String range(double min, double max, double lowest, double highest) {
        boolean below = min > lowest;
        boolean above = max < highest;
        if (below && above) {
            return " from " + plain(min) + " to " + plain(max);
        }
        return below ? ", at least " + plain(min) : above ? ", at most " + plain(max) : "";
    }

    private static String plain(double value) {
        double size = Math.abs(value);
        if (Double.isInfinite(value) || (size != 0 && (size < 1e-4 || size >= 1e15))) {
            return Double.toString(value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** {@code a, b or c}; beyond sixteen the rest is counted. */
    static String oneOf(Collection<String> names) {
        List<String> shown = names.stream().sorted().limit(MOST).toList();
        int rest = names.size() - shown.size();
        StringBuilder text = new StringBuilder();
        for (Iterator<String> i = shown.iterator(); i.hasNext(); ) {
            String name = i.next();
            String joint = text.isEmpty() ? "" : i.hasNext() || rest > 0 ? ", " : " or ";
            text.append(joint).append(name);
        }
        return text + (rest > 0 ? " or " + rest + " others" : "");
    }

    static <E extends Enum<E>> List<String> words(Class<E> of) {
        return Arrays.stream(of.getEnumConstants()).map(Expected::word).toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
