package org.coterie.runtime.report;

import java.util.List;
import java.util.Locale;

/** Words fitted into the room there is. Widths are estimates on the wide side: no font is asked. */
final class Words {

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

    /** The text, or its beginning with an ellipsis, so that it fits. */
    static String fit(String text, double size, double room) {
        double ems = 0;
        int end = 0; // of what fits beside the ellipsis
        for (int i = 0; i < text.length(); i++) {
            ems += ems(text.charAt(i));
            if (ems * size > room) {
                boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
                return text.substring(0, half ? end - 1 : end) + "…";
            }
            end = (ems + 1) * size <= room || i == 0 ? i + 1 : end;
        }
        return text;
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
