package org.coterie.model.store;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON as plain Java: maps with text keys, lists, strings, booleans, {@code Long} or {@code Integer}, {@code Double} or
 * {@code Float}, and {@link #NULL}. Keys are written in the map's order. Numbers keep their bits; NaN and the infinities,
 * which JSON lacks, are written as {@code null}.
 */
public final class Json {

    /** The JSON value {@code null}. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private Json() {}

    /** Indented text that ends with a line feed, in UTF-8. */
    public static byte[] pretty(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value, 0);
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Text on one line, without a line feed. */
    public static String line(Object value) {
        StringBuilder text = new StringBuilder();
        write(text, value, Integer.MIN_VALUE);
        return text.toString();
    }

    /**
     * Reads one JSON value. Strict: RFC 8259 to the letter, UTF-8, no doubled keys, at most 64 levels. Whole numbers become
     * {@code Long}, others {@code Double}; what fits neither is refused.
     *
     * @param where the file, for messages
     */
    public static Object parse(byte[] text, String where) {
        return JsonParser.parse(text, where);
    }

    /** Reads one JSON object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(byte[] text, String where) {
        Object value = parse(text, where);
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw JsonParser.bad("is not a JSON object", where, value.getClass().getSimpleName());
    }

    private static void write(StringBuilder text, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            open(text, '{', '}', entries.hasNext());
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                newLine(text, depth + 1);
                quote(text, (String) entry.getKey());
                text.append(depth < 0 ? ":" : ": ");
                write(text, entry.getValue(), depth + 1);
                close(text, '}', entries.hasNext(), depth);
            }
        } else if (value instanceof List<?> list) {
            Iterator<?> items = list.iterator();
            open(text, '[', ']', items.hasNext());
            while (items.hasNext()) {
                newLine(text, depth + 1);
                write(text, items.next(), depth + 1);
                close(text, ']', items.hasNext(), depth);
            }
        } else if (value instanceof String string) {
            quote(text, string);
        } else if (value instanceof Double number) {
            text.append(Double.isFinite(number) ? Decimals.of(number) : "null");
        } else if (value instanceof Float number) {
            text.append(Float.isFinite(number) ? Decimals.of(number) : "null");
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean || value == NULL) {
            text.append(value);
        } else {
            throw new IllegalArgumentException(
                    "not a JSON value: " + value.getClass().getName());
        }
    }

    private static void open(StringBuilder text, char open, char close, boolean filled) {
        text.append(open);
        if (!filled) {
            text.append(close);
        }
    }

    private static void close(StringBuilder text, char close, boolean more, int depth) {
        if (more) {
            text.append(',');
        } else {
            newLine(text, depth);
            text.append(close);
        }
    }

    private static void newLine(StringBuilder text, int depth) {
        if (depth >= 0) {
            text.append('\n').append("  ".repeat(depth));
        }
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (pair) {
                text.append(c).append(value.charAt(++i));
            } else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
