package org.coterie.runtime.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coterie.runtime.run.Explanation;
import org.coterie.runtime.run.Explanation.Part;

/**
 * What a configuration would do as a picture: the data, the parts of the architecture within each other, what the model
 * answers, and below them the stages in order. One SVG file that needs nothing else; no fonts, scripts or addresses.
 */
final class SvgDrawing {
    private static final int MARGIN = 24;
    private static final int WIDTH = 960;
    private static final int LINE = 20;
    private static final int SIDE = 220;
    private static final int GAP = 32;
    private static final int PAD = 12;

    private final StringBuilder body = new StringBuilder();

    private SvgDrawing() {}

    static String of(Explanation explanation) {
        SvgDrawing drawing = new SvgDrawing();
        int height = drawing.draw(explanation);
        return String.format(
                                Locale.ROOT,
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                                        + " font-family=\"sans-serif\" font-size=\"13\">%n",
                                WIDTH,
                                height,
                                WIDTH,
                                height)
                        .replace("\r", "")
                + "<defs><marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" orient=\"auto\">"
                + "<path d=\"M0,0 L8,4 L0,8 z\" fill=\"#555\"/></marker></defs>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                + drawing.body
                + "</svg>\n";
    }

    private int draw(Explanation explanation) {
        int middle = WIDTH - 2 * (MARGIN + SIDE + GAP);
        Branch tree = Branch.of(explanation.parts());
        String size = TextDrawing.number(explanation.trained()) + " trained numbers";
        String memory = "about " + TextDrawing.bytes(explanation.estimatedBytes());
        int inner = contents(tree, MARGIN + SIDE + GAP, MARGIN, middle, "model", size + ", " + memory, 0);

        List<String> data = new ArrayList<>(List.of(OutcomeText.rows(explanation.rows())));
        data.add(OutcomeText.count(explanation.features().width(), "feature"));
        int half = MARGIN + inner / 2;
        list("data", data, MARGIN, half);
        list("answers", explanation.readouts(), WIDTH - MARGIN - SIDE, half);
        arrow(MARGIN + SIDE, half, MARGIN + SIDE + GAP, half);
        arrow(WIDTH - MARGIN - SIDE - GAP, half, WIDTH - MARGIN - SIDE, half);

        int sides = Math.max(height(data.size()), height(explanation.readouts().size()));
        int y = MARGIN + Math.max(inner, inner / 2 + sides / 2) + GAP;
        for (int i = 0; i < explanation.stages().size(); i++) {
            if (i > 0) {
                arrow(WIDTH / 2, y, WIDTH / 2, y + LINE);
                y += LINE;
            }
            box(MARGIN, y, WIDTH - 2 * MARGIN, LINE + PAD, "#fdf3e1");
            text(
                    MARGIN + PAD,
                    y + LINE + 1,
                    (i + 1) + ". " + explanation.stages().get(i),
                    WIDTH - 2 * MARGIN,
                    false);
            y += LINE + PAD;
        }
        return y + MARGIN;
    }

    /** Draws a part with what is within it and returns its height. The box is written first, to lie below. */
    private int contents(Branch part, int x, int y, int width, String name, String remark, int depth) {
        int place = body.length();
        text(x + PAD, y + LINE, name + "  " + remark, width, true);
        int below = y + LINE + PAD;
        for (Part leaf : part.leaves()) {
            String line = leaf.path() + " " + leaf.shape() + " " + leaf.kind();
            text(x + PAD, below + LINE - 4, line, width, false);
            below += LINE;
        }
        for (Branch child : part.branches()) {
            String count = TextDrawing.number(child.numbers());
            below += contents(child, x + PAD, below, width - 2 * PAD, child.name(), count, depth + 1) + PAD / 2;
        }
        int height = below - y + PAD / 2;
        StringBuilder own = new StringBuilder();
        rectangle(own, x, y, width, height, depth % 2 == 0 ? "#e8f0fa" : "#ffffff");
        body.insert(place, own);
        return height;
    }

    private void list(String title, List<String> lines, int x, int half) {
        int height = height(lines.size());
        int y = Math.max(MARGIN, half - height / 2);
        box(x, y, SIDE, height, "#eaf6ec");
        text(x + PAD, y + LINE, title, SIDE, true);
        for (int i = 0; i < lines.size(); i++) {
            text(x + PAD, y + LINE * (i + 2), lines.get(i), SIDE, false);
        }
    }

    private static int height(int lines) {
        return LINE * (lines + 1) + PAD;
    }

    private void box(int x, int y, int width, int height, String fill) {
        rectangle(body, x, y, width, height, fill);
    }

    private static void rectangle(StringBuilder to, int x, int y, int width, int height, String fill) {
        to.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"#888\"/>\n",
                x,
                y,
                width,
                height,
                fill));
    }

    private void arrow(int x1, int y1, int x2, int y2) {
        body.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#555\" marker-end=\"url(#tip)\"/>\n",
                x1,
                y1,
                x2,
                y2));
    }

    /** A line of text, cut where it would leave its box; the whole of it is in its tooltip. */
    private void text(int x, int y, String text, int width, boolean bold) {
        int most = Math.max(4, (width - 2 * PAD) / 7);
        String cut = text.length() > most ? text.substring(0, most - 3) + "..." : text;
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\"%s>%s%s</text>\n",
                x,
                y,
                bold ? " font-weight=\"bold\"" : "",
                escaped(cut),
                cut.equals(text) ? "" : "<title>" + escaped(text) + "</title>"));
    }

    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
