package org.coterie.datasets.fcs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.datasets.files.Reading;

/**
 * The keywords of TEXT and, where there is one, of the supplemental TEXT, in upper case.
 *
 * <p>Keywords and values follow each other, each ended by the first character of TEXT. A doubled character stands for
 * itself, says the standard, and no value is empty; yet files have empty values, which look the same. So the text is read
 * by up to three rules, and the first that gives every channel its width and name is taken.
 */
record Keywords(String file, Map<String, String> values) {

    /** What a doubled delimiter means. */
    private enum Rule {
        /** An empty value right after a keyword, one character inside a value. No keyword contains it. */
        BY_PLACE,
        /** One character, everywhere; the standard. */
        CHARACTER,
        /** An empty value, everywhere. */
        EMPTY
    }

    static Keywords read(Bytes bytes, Header header) throws IOException {
        String file = bytes.file();
        String text = text(bytes, "TEXT", header.base(), header.text());
        Optional<Map<String, String>> last = Optional.empty();
        for (Rule rule : Rule.values()) {
            Optional<Map<String, String>> parsed = parse(text, rule);
            if (parsed.isPresent() && new Keywords(file, parsed.get()).complete()) {
                return new Keywords(file, parsed.get()).withSupplement(bytes, header, rule);
            }
            last = last.or(() -> parsed);
        }
        return new Keywords(
                file,
                last.orElseThrow(() -> Reading.damaged(file)
                        .got("TEXT " + Quote.of(text))
                        .expected("keywords and values by turns")
                        .as(CoterieException.Kind.DATA)));
    }

    private Keywords withSupplement(Bytes bytes, Header header, Rule rule) throws IOException {
        Header.Span span = new Header.Span(number("$BEGINSTEXT", 0), number("$ENDSTEXT", 0));
        if (!span.told() || span.equals(header.text())) {
            return this;
        }
        Map<String, String> all = parse(text(bytes, "supplemental TEXT", header.base(), span), rule)
                .orElse(new HashMap<>());
        all.putAll(values);
        return new Keywords(file, all);
    }

    private static String text(Bytes bytes, String what, long base, Header.Span span) throws IOException {
        ByteBuffer part = bytes.part(what, base + span.first(), base + span.last());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part.duplicate()).toString();
        } catch (CharacterCodingException older) {
            return StandardCharsets.ISO_8859_1.decode(part).toString();
        }
    }

    private static Optional<Map<String, String>> parse(String text, Rule rule) {
        Map<String, String> values = new HashMap<>();
        char mark = text.charAt(0);
        int n = text.length();
        StringBuilder token = new StringBuilder();
        int at = 1;
        while (at < n) {
            at = token(text, at, mark, rule == Rule.CHARACTER, token);
            String key = token.toString().strip().toUpperCase(Locale.ROOT);
            if (at >= n) {
                // blanks after the last value, or a keyword that was cut off
                break;
            }
            if (key.isEmpty() && rule != Rule.EMPTY) {
                return Optional.empty();
            }
            if (rule != Rule.CHARACTER && text.charAt(at) == mark) {
                token.setLength(0);
                at++;
            } else {
                at = token(text, at, mark, rule != Rule.EMPTY, token);
            }
            values.putIfAbsent(key, token.toString());
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /** Reads up to the delimiter and returns the place after it. */
    private static int token(String text, int from, char mark, boolean doubled, StringBuilder into) {
        into.setLength(0);
        int at = from;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == mark) {
                if (!doubled || at + 1 >= text.length() || text.charAt(at + 1) != mark) {
                    return at + 1;
                }
                at++;
            }
            into.append(c);
        }
        return at;
    }

    private boolean complete() {
        String channels = values.getOrDefault("$PAR", "").strip();
        if (!channels.matches("[0-9]{1,6}")) {
            return false;
        }
        for (int p = 1; p <= Integer.parseInt(channels); p++) {
            if (!values.containsKey("$P" + p + "B") || !values.containsKey("$P" + p + "N")) {
                return false;
            }
        }
        return true;
    }

    /** The value without blanks around it, if there is one. */
    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value; fails where there is none. */
    String text(String key) {
        return find(key)
                .orElseThrow(() -> Fault.of("the file lacks a keyword")
                        .at(file)
                        .expected(key)
                        .as(CoterieException.Kind.DATA));
    }

    /** A whole number that is not negative; fails where there is none. */
    long number(String key) {
        String digits = text(key);
        if (!digits.matches("[0-9]{1,18}")) {
            throw wrong(key, "a whole number");
        }
        return Long.parseLong(digits);
    }

    /** The same, or another number where the keyword is absent. */
    long number(String key, long absent) {
        return find(key).isPresent() ? number(key) : absent;
    }

    /** What is said of a value that is not understood. */
    CoterieException wrong(String key, String expected) {
        return Fault.of("a keyword has a value that cannot be used")
                .at(file + ", " + key)
                .got(Quote.of(text(key)))
                .expected(expected)
                .as(CoterieException.Kind.DATA);
    }
}
