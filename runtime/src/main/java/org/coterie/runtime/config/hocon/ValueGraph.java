package org.coterie.runtime.config.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a configuration that is parsed and not yet resolved, and which of them refer to which. Read from HOCON's
 * own concise rendering, the one public view of an unresolved configuration: JSON with {@code ${path}} among the values,
 * pieces side by side where they are joined, and a key written again for each value merged below it.
 */
final class ValueGraph {

    /** A key: what is assigned to it directly, and all of it with the keys below. */
    private static final class Key {
        private final Map<String, Key> below = new LinkedHashMap<>();
        private final Expansion.Node direct = new Expansion.Node();
        private final Expansion.Node whole = new Expansion.Node();

        private Key() {
            whole.part(direct);
        }

        private Key child(String name) {
            return below.computeIfAbsent(name, unused -> {
                Key key = new Key();
                whole.part(key.whole);
                return key;
            });
        }
    }

    private record Reference(Expansion.Node from, List<String> to) {}

    private final String text;
    private final Key top = new Key();
    private final List<Reference> references = new ArrayList<>();
    private int at;

    ValueGraph(String text) {
        this.text = text;
        value(top);
        references.forEach(this::connect);
    }

    Expansion.Node root() {
        return top.whole;
    }

    /** One assignment to a key: pieces until the next comma or closing bracket. */
    private void value(Key key) {
        Expansion.Node assignment = new Expansion.Node();
        key.direct.part(assignment);
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case ',', '}', ']' -> {
                    return;
                }
                case '{' -> object(key);
                case '[' -> list(assignment);
                default -> piece(assignment);
            }
        }
    }

    private void object(Key key) {
        at++;
        while (at < text.length() && text.charAt(at) != '}') {
            int start = at;
            skipQuoted();
            String name = text.substring(start, at);
            key.whole.text(name.length());
            at++;
            value(key.child(name));
            skipComma();
        }
        at++;
    }

    private void list(Expansion.Node assignment) {
        at++;
        while (at < text.length() && text.charAt(at) != ']') {
            // keys inside a list cannot be referred to: their text and references belong to the list
            Key element = new Key();
            value(element);
            assignment.part(element.whole);
            assignment.text(1);
            skipComma();
        }
        at++;
    }

    private void piece(Expansion.Node assignment) {
        int start = at;
        if (text.startsWith("${", at)) {
            at = text.indexOf('}', at) + 1;
            int from = start + (text.charAt(start + 2) == '?' ? 3 : 2);
            references.add(new Reference(assignment, path(text.substring(from, at - 1))));
        } else if (text.charAt(at) == '"') {
            skipQuoted();
            assignment.text(at - start);
        } else {
            at++;
            assignment.text(1);
        }
    }

    private static List<String> path(String written) {
        try {
            return ConfigUtil.splitPath(written);
        } catch (ConfigException unreadable) {
            return List.of();
        }
    }

    private void skipQuoted() {
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        at++;
    }

    private void skipComma() {
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        }
    }

    /** In an included file a path may mean its own keys or the whole's: every ending of the path counts. */
    private void connect(Reference reference) {
        List<String> path = reference.to();
        for (int from = 0; from < path.size(); from++) {
            Key key = top;
            for (int i = from; key != null && i < path.size(); i++) {
                reference.from().part(key.direct);
                key = key.below.get(ConfigUtil.quoteString(path.get(i)));
            }
            if (key != null) {
                reference.from().part(key.whole);
            }
        }
    }
}
