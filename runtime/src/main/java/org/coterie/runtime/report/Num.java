package org.coterie.runtime.report;

import java.util.Locale;

/** Numbers as text. */
final class Num {

    private Num() {}

    /** A coordinate: at most two decimals, none that are zero. */
    static String at(double value) {
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest);
    }

    /** For people: about three digits that count, an en dash where there is no number. */
    static String shown(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && size < 1e7) {
            return minus(String.format(Locale.ROOT, "%,d", (long) value));
        }
        if (size >= 1e6 || size < 1e-3) {
            return minus(String.format(Locale.ROOT, "%.2e", value)
                    .replaceAll("e([+-])0?", "e$1")
                    .replace("e+", "e"));
        }
        return minus(String.format(Locale.ROOT, "%,." + decimals(size) + "f", value));
    }

    private static int decimals(double size) {
        return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
    }

    /** On an axis: as {@link #shown}, without zeros at the end. */
    static String tick(double value) {
        return trimmed(shown(value));
    }

    /** On an axis of some length: with as many decimals as tell neighbours apart. */
    static String tick(double value, double length) {
        double size = Math.abs(value);
        int needed = (int) Math.max(0, 1 - Math.floor(StrictMath.log10(length)));
        return needed <= decimals(size) || size >= 1e6 || size < 1e-3
                ? tick(value)
                : trimmed(minus(String.format(Locale.ROOT, "%,." + needed + "f", value)));
    }

    private static String trimmed(String text) {
        return text.indexOf('.') < 0 || text.indexOf('e') >= 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** A score: three decimals. */
    static String score(double value) {
        return Double.isNaN(value) ? "–" : minus(String.format(Locale.ROOT, "%.3f", value));
    }

    /** A whole number with thousands apart. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 3 rows}, {@code 1 row}. */
    static String count(long value, String what) {
        return count(value) + " " + what + (value == 1 ? "" : "s");
    }

    /** A share as percent with one decimal, for columns. */
    static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A share as percent, for sentences. */
    static String percent(double share) {
        double percent = 100 * share;
        boolean fine = percent > 0 && percent < 9.95;
        return String.format(Locale.ROOT, fine ? "%.1f %%" : "%.0f %%", percent);
    }

    private static String minus(String text) {
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }
}
