package org.coterie.runtime.report;

/** Text as HTML and XML hold it. */
final class Escape {
    private static final char REPLACEMENT = '\uFFFD';

    private Escape() {}

    /** Between tags. */
    static void text(StringBuilder to, String text) {
        write(to, text, false);
    }

    /** Between double quotes. */
    static void attribute(StringBuilder to, String text) {
        write(to, text, true);
    }

    private static void write(StringBuilder to, String text, boolean quoted) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                to.append(c).append(text.charAt(++i));
                continue;
            }
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append(quoted ? "&quot;" : "\"");
                case '\n' -> to.append(quoted ? "&#10;" : "\n");
                case '\t' -> to.append(quoted ? "&#9;" : "\t");
                default -> to.append(allowed(c) ? c : REPLACEMENT);
            }
        }
    }

    /** No control characters, no halves of pairs, nothing that turns the direction of what follows. */
    private static boolean allowed(char c) {
        return c >= ' '
                && !(c >= 0x7F && c <= 0x9F)
                && !Character.isSurrogate(c)
                && c != 0x2028
                && c != 0x2029
                && !(c >= 0x202A && c <= 0x202E)
                && !(c >= 0x2066 && c <= 0x2069)
                && c < 0xFFFE;
    }
}
