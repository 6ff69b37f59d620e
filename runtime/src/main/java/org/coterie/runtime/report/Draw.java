package org.coterie.runtime.report;

/** The marks drawings are made of. */
final class Draw {

    private Draw() {}

    static Node.Element circle(double x, double y, double r, String css) {
        return Node.of("circle").with("cx", x).with("cy", y).with("r", r).with("class", css);
    }

    static Node.Element rect(double x, double y, double width, double height, String css) {
        return Node.of("rect")
                .with("x", x)
                .with("y", y)
                .with("width", Math.max(0, width))
                .with("height", Math.max(0, height))
                .with("class", css);
    }

    static Node.Element line(double x1, double y1, double x2, double y2, String css) {
        return Node.of("line")
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .with("class", css);
    }

    /** Text that begins at x unless its class says otherwise: {@code e} ends there, {@code m} has its middle there. */
    static Node.Element text(double x, double y, String css, String text) {
        Node.Element element = Node.of("text", text).with("x", x).with("y", y);
        return css.isEmpty() ? element : element.with("class", css);
    }

    /** The text cut to the room there is; the whole of it shows when pointed at. */
    static Node.Element fitted(double x, double y, String css, String text, double size, double room) {
        String cut = Words.fit(text, size, room);
        Node.Element element = text(x, y, css, cut);
        return cut.equals(text) ? element : element.add(tip(text));
    }

    /** What shows when a mark is pointed at. */
    static Node tip(String text) {
        return Node.of("title", text);
    }

    /** A picture of cells with sharp edges. */
    static Node.Element picture(double x, double y, double width, double height, String png) {
        return Node.of("image")
                .with("x", x)
                .with("y", y)
                .with("width", width)
                .with("height", height)
                .with("preserveAspectRatio", "none")
                .with("class", "px")
                .with("href", png);
    }
}
