package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of a page or of a drawing. What is written is HTML and well-formed XML at once. There is no way to put markup in as
 * text: names are checked, text and values are escaped, and what neither HTML nor XML may hold is replaced.
 */
sealed interface Node {

    /** Appends the markup. */
    void write(StringBuilder to);

    /** The markup. */
    default String markup() {
        StringBuilder to = new StringBuilder();
        write(to);
        return to.toString();
    }

    /** An element. Content may be nodes, iterables of content, and anything else as text. */
    static Element of(String name, Object... content) {
        return new Element(name, Map.of(), flat(new ArrayList<>(), content));
    }

    private static List<Node> flat(List<Node> into, Object... content) {
        for (Object each : content) {
            if (each instanceof Node node) {
                into.add(node);
            } else if (each instanceof Iterable<?> many) {
                many.forEach(one -> flat(into, one));
            } else {
                into.add(new Text(String.valueOf(each)));
            }
        }
        return into;
    }

    /** Text. */
    record Text(String text) implements Node {

        @Override
        public void write(StringBuilder to) {
            Escape.text(to, text);
        }
    }

    /**
     * Style or script of this program, which stands in the page as it is. Only the package's own resources and what is made of
     * numbers and fixed words get here; less-than and ampersand are refused, so that HTML and XML read the same.
     */
    record Code(String text) implements Node {

        public Code {
            if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0 || text.contains("]]>")) {
                throw new IllegalArgumentException("code that reads differently in HTML and XML");
            }
        }

        @Override
        public void write(StringBuilder to) {
            to.append(text);
        }
    }

    /**
     * An element.
     *
     * @param name its name
     * @param attributes in the order in which they are written; values are escaped when written
     * @param children what is in it
     */
    record Element(String name, Map<String, String> attributes, List<Node> children) implements Node {
        private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9:-]*");
        private static final Pattern TARGET =
                Pattern.compile("#[\\w-]+|[\\w-][\\w./-]*|data:image/png;base64,[A-Za-z0-9+/=]+");
        private static final Set<String> EMPTY =
                Set.of("meta", "input", "br", "circle", "rect", "line", "path", "image", "polyline");

        public Element {
            check(name);
            children = List.copyOf(children);
        }

        /** The same with an attribute; numbers as coordinates are. */
        Element with(String attribute, Object value) {
            check(attribute);
            String text = value instanceof Double number ? Num.at(number) : value.toString();
            if (attribute.startsWith("on") || attribute.equals("style") || attribute.equals("src")) {
                throw new IllegalArgumentException("attribute " + attribute);
            }
            if (attribute.equals("href") && !TARGET.matcher(text).matches()) {
                throw new IllegalArgumentException("a link to elsewhere: " + text);
            }
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, text);
            return new Element(name, more, children);
        }

        /** The same with more content behind what it has. */
        Element add(Object... content) {
            return new Element(name, attributes, flat(new ArrayList<>(children), content));
        }

        private static void check(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("no name: " + name);
            }
        }

        @Override
        public void write(StringBuilder to) {
            to.append('<').append(name);
            attributes.forEach((key, value) -> {
                to.append(' ').append(key).append("=\"");
                Escape.attribute(to, value);
                to.append('"');
            });
            if (children.isEmpty() && EMPTY.contains(name)) {
                to.append("/>");
                return;
            }
            to.append('>');
            children.forEach(child -> child.write(to));
            to.append("</").append(name).append('>');
        }
    }
}
