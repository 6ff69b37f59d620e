package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a section.
 *
 * @param node as the page shows it
 * @param files the figures in it, for files of their own
 * @param css style rules it needs, of numbers and fixed words alone
 */
record Block(Node node, List<Figure> files, String css) {
    private static final double NARROW = 580;

    Block {
        files = List.copyOf(files);
    }

    /** A paragraph, a table. */
    static Block of(Node node) {
        return new Block(node, List.of(), "");
    }

    /** A paragraph. */
    static Block text(String text) {
        return of(Node.of("p", text));
    }

    /** A figure across the page. */
    static Block of(Figure figure) {
        return new Block(shown(figure), List.of(figure), "");
    }

    /** Figures side by side where there is room, below each other on a phone. */
    static Block side(List<Figure> figures) {
        List<Node> shown = new ArrayList<>();
        figures.forEach(figure -> shown.add(shown(figure)));
        return new Block(Node.of("div", shown).with("class", "side"), figures, "");
    }

    /** Figures in their order, narrow neighbours side by side. */
    static List<Block> flow(List<Figure> figures) {
        List<Block> blocks = new ArrayList<>();
        List<Figure> narrow = new ArrayList<>();
        for (Figure figure : figures) {
            if (figure.width() > NARROW && !narrow.isEmpty()) {
                blocks.add(side(narrow));
                narrow = new ArrayList<>();
            }
            if (figure.width() > NARROW) {
                blocks.add(of(figure));
            } else {
                narrow.add(figure);
            }
        }
        if (!narrow.isEmpty()) {
            blocks.add(narrow.size() == 1 ? of(narrow.get(0)) : side(narrow));
        }
        return blocks;
    }

    /** Figures behind a line that opens. */
    static Block folded(String line, List<Figure> figures) {
        Block side = side(figures);
        return new Block(Node.of("details", Node.of("summary", line), side.node()), figures, "");
    }

    private static Node shown(Figure figure) {
        Node drawing = Node.of("div", figure.drawing())
                .with("class", figure.width() > 580 ? "scroll wide" : "scroll")
                .with("tabindex", figure.width() > 580 ? "0" : "-1");
        List<Object> parts = new ArrayList<>();
        parts.add(Node.of("h3", figure.title()));
        parts.add(drawing);
        if (!figure.keys().isEmpty()) {
            parts.add(figure.key());
        }
        parts.add(Node.of("figcaption", figure.caption(), " ", link(figure)));
        return Node.of("figure", parts).with("id", figure.id());
    }

    /** A link to the file of a figure. */
    static Node link(Figure figure) {
        return Node.of("a", "SVG")
                .with("href", "figures/" + figure.id() + ".svg")
                .with("class", "file")
                .with("aria-label", figure.title() + " as a file");
    }
}
