package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing with what belongs to it. In the page its key is text that flows; as a file of its own it is drawn below.
 *
 * @param id a name for anchors and files, unique in a page
 * @param title what it is, in a few words
 * @param caption what is seen and how to read it, for everybody and for those who hear the page
 * @param width in user units, which are pixels at most
 * @param height likewise
 * @param marks what is drawn
 * @param keys what its colours mean
 */
record Figure(String id, String title, String caption, double width, double height, List<Node> marks, List<Key> keys) {
    private static final double LINE = 20;

    /** A colour, by the classes of its swatch, and what it means. */
    record Key(String css, String label) {}

    Figure {
        marks = List.copyOf(marks);
        keys = List.copyOf(keys);
    }

    /** The drawing in a page. */
    Node.Element drawing() {
        return Node.of("svg", marks)
                .with("viewBox", "0 0 " + Num.at(width) + " " + Num.at(height))
                .with("width", width)
                .with("height", height)
                .with("role", "img")
                .with("aria-label", title + ". " + caption);
    }

    /** The keys in a page. */
    Node key() {
        List<Node> items = new ArrayList<>();
        for (Key key : keys) {
            items.add(Node.of("li", swatch(key), key.label()));
        }
        return Node.of("ul", items).with("class", "keys");
    }

    /** A little disc of the colour. */
    static Node swatch(Key key) {
        return Node.of(
                        "svg",
                        Node.of("circle")
                                .with("cx", 6)
                                .with("cy", 6)
                                .with("r", 5)
                                .with("class", key.css()))
                .with("class", "swatch")
                .with("width", 12)
                .with("height", 12)
                .with("aria-hidden", "true");
    }

    /** A file of its own, in light colours on white. */
    String file() {
        List<Node> below = new ArrayList<>();
        double x = 12;
        double y = height + LINE;
        for (Key key : keys) {
            double wide = 26 + Words.width(key.label(), 12);
            if (x > 12 && x + wide > width) {
                x = 12;
                y += LINE;
            }
            below.add(Draw.circle(x, y - 4, 5, key.css()));
            below.add(Draw.text(x + 10, y, "", key.label()));
            x += wide;
        }
        double tall = keys.isEmpty() ? height : y + 12;
        return Node.of(
                                "svg",
                                Node.of("title", title),
                                Node.of("desc", caption),
                                Node.of("style", new Node.Code(Palette.plain(Styles.chart()))),
                                Node.of("rect")
                                        .with("width", width)
                                        .with("height", tall)
                                        .with("class", "paper"),
                                marks,
                                below)
                        .with("xmlns", "http://www.w3.org/2000/svg")
                        .with("viewBox", "0 0 " + Num.at(width) + " " + Num.at(tall))
                        .with("width", width)
                        .with("height", tall)
                        .markup()
                + "\n";
    }
}
