package org.coterie.model.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** Reads strict JSON by recursive descent, see {@link Json#parse}. */
final class JsonParser {
    private static final int DEPTH = 64;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][-+]?[0-9]++)?");

    private final String text;
    private final String where;
    private int at;

    private JsonParser(String text, String where) {
        this.text = text;
        this.where = where;
    }

    static Object parse(byte[] bytes, String where) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("is not UTF-8 text", where, e.getMessage());
        }
        JsonParser parser = new JsonParser(text, where);
        Object value = parser.value(0);
        parser.peek();
        if (parser.at < text.length()) {
            throw parser.unexpected("the end");
        }
        return value;
    }

    static CoterieException bad(String what, String where, Object got) {
        return Fault.of(what).at(where).got(got).as(CoterieException.Kind.ARTIFACT);
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw unexpected("at most " + DEPTH + " levels");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Json.NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (accept('}')) {
            return map;
        }
        do {
            if (peek() != '"') {
                throw unexpected("a key in quotes");
            }
            String key = string();
            expect(':');
            if (map.put(key, value(depth + 1)) != null) {
                throw bad("has a key twice", where, key);
            }
        } while (accept(','));
        expect('}');
        return map;
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        if (accept(']')) {
            return list;
        }
        do {
            list.add(value(depth + 1));
        } while (accept(','));
        expect(']');
        return list;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c < ' ') {
                throw unexpected("text without control characters");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        if (at >= text.length()) {
            throw unexpected("a closing quote");
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        at++;
        int kind = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at)) : -1;
        if (kind < 0) {
            throw unexpected("an escape of JSON");
        }
        if (kind < 8) {
            return "\"\\/\b\f\n\r\t".charAt(kind);
        }
        if (at + 4 >= text.length() || !text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
            throw unexpected("four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }

    private Object number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw unexpected("a value");
        }
        String digits = number.group();
        try {
            if (number.group(2) == null && number.group(3) == null) {
                Object whole = Long.valueOf(digits);
                at = number.end();
                return whole;
            }
        } catch (NumberFormatException e) {
            throw unexpected("a whole number of at most 64 bits");
        }
        double real = Double.parseDouble(digits);
        if (Double.isInfinite(real)) {
            throw unexpected("a number in the range of a double");
        }
        at = number.end();
        return real;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return value;
    }

    /** The next character after white space, 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char c) {
        boolean found = peek() == c;
        at += found ? 1 : 0;
        return found;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private CoterieException unexpected(String expected) {
        int line = 1
                + (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        String got = at < text.length()
                ? text.substring(at, Math.min(text.length(), at + 20)).strip()
                : "the end";
        return Fault.of("is not JSON")
                .at(where + ":" + line)
                .got(got)
                .expected(expected)
                .as(CoterieException.Kind.ARTIFACT);
    }
}
