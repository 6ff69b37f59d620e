package org.coterie.runtime.report;

import java.util.List;
import java.util.Locale;

/** Words fitted into the room there is. Widths are estimates on the wide side: no font is asked. */
final class Words {
    private static final double HEAD = 0.7;

    private Words() {}

    /** Pixels of a text in a proportional sans-serif font of this size; wide scripts count double. */
    static double width(String text, double size) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            ems += ems(text.charAt(i));
        }
        return ems * size;
    }

    private static double ems(char c) {
        if (c >= 0x1100) {
            return 1;
        }
        if ("iljtf.,:;'|!I()[] ".indexOf(c) >= 0) {
            return 0.37;
        }
        return Character.isUpperCase(c) || c == 'm' || c == 'w' ? 0.78 : 0.61;
    }

    /** The text, or its two ends around an ellipsis, so that it fits: names often differ at their ends alone. */
    static String fit(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        double ends = room / size - 1;
        double ems = 0;
        int head = 0;
        while (head == 0 || (head < text.length() && ems + ems(text.charAt(head)) <= HEAD * ends)) {
            ems += ems(text.charAt(head++));
        }
        int tail = text.length();
        while (tail - 1 > head && ems + ems(text.charAt(tail - 1)) <= ends) {
            ems += ems(text.charAt(--tail));
        }
        head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        tail += tail < text.length() && Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return text.substring(0, head) + "…" + text.substring(tail);
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** A name for files and anchors: lower case letters, digits and hyphens. */
    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.length() > 40 ? slug.substring(0, 40) : slug;
    }
}
