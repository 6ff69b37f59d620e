package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Points in the plane that the reader colours by one thing or another, in one layout or another. The choice is two groups of radio
 * buttons and style rules, so it works without a script and from the keyboard; each point bears the class of its colour under
 * every choice, a letter for the choice and a number for the colour.
 */
final class MapView {
    /** Choices of colour a page can hold. */
    static final int MOST = 16;

    private static final double WIDTH = 600;
    private static final double HEIGHT = 500;
    private static final double EDGE = 18;
    private static final double HIDDEN = 36;
    private static final double ABOVE = 14;

    /** Where the points lie, and what that is. */
    record Layout(String name, String caption, double[] x, double[] y) {}

    /**
     * What colours the points.
     *
     * @param name what it is
     * @param grouped whether colours are those of groups; else steps of a sequence
     * @param colour of each point, a group or a step; −1 for none
     * @param hues the colours of the groups; empty for steps
     * @param keys what the colours mean
     * @param marks names to be written amid the points of a group, in the order of the groups; may be empty
     */
    record Colour(String name, boolean grouped, int[] colour, int[] hues, List<String> keys, List<String> marks) {

        /** The class of a group or step, as keys have it. */
        String css(int c) {
            return c < 0 ? "cn" : grouped ? Palette.group(hues[c]) : "s" + c;
        }
    }

    private MapView() {}

    /** The style rules by which a choice colours the points. */
    private static String rules(List<Layout> layouts, List<Colour> colours) {
        StringBuilder css = new StringBuilder();
        for (int i = 0; i < colours.size(); i++) {
            String by = letter(i);
            String on = ".by." + by + ":checked~.plot .";
            for (int c : colours.get(i).hues()) {
                String paint = "var(--c" + c % Palette.GROUPS + ")";
                boolean ring = c / Palette.GROUPS % 2 == 1;
                css.append(on).append(by).append(c);
                css.append(ring ? "{fill:var(--bg);stroke:" + paint + "}" : "{fill:" + paint + "}");
            }
            for (int s = 0; s < (colours.get(i).grouped() ? 0 : Palette.STEPS); s++) {
                css.append(on).append(by).append('s').append(s).append("{fill:var(--s" + s + ")}");
            }
            css.append(".by." + by + ":checked~.plot .m" + by + ",.by." + by + ":checked~.legend." + by);
            css.append("{display:block}\n");
        }
        for (int i = 0; i < layouts.size(); i++) {
            css.append(".lay.y" + i + ":checked~.plot.y" + i + "{display:block}");
        }
        return css.append('\n').toString();
    }

    static String letter(int i) {
        return String.valueOf((char) ('a' + i));
    }

    /** The map, and each layout in each grouped colour as a file. */
    static Block of(List<Layout> layouts, List<Colour> colours, List<String> names, String caption) {
        List<Node> parts = new ArrayList<>();
        parts.add(Node.of("span", "Colour by").with("class", "ask"));
        for (int i = 0; i < colours.size(); i++) {
            parts.addAll(choice("by", letter(i), colours.get(i).name(), i == 0));
        }
        parts.add(Node.of("span", "").with("class", "break"));
        if (layouts.size() > 1) {
            parts.add(Node.of("span", "Layout").with("class", "ask"));
        }
        for (int i = 0; i < layouts.size(); i++) {
            List<Node> choice = choice("lay", "y" + i, layouts.get(i).name(), i == 0);
            parts.addAll(
                    layouts.size() > 1 ? choice : List.of(((Node.Element) choice.get(0)).with("hidden", "hidden")));
        }
        parts.add(Node.of("span", "").with("class", "break"));
        List<Figure> files = new ArrayList<>();
        for (int i = 0; i < layouts.size(); i++) {
            Figure all = figure("map-" + Words.slug(layouts.get(i).name()), layouts.get(i), colours, false);
            parts.add(Node.of("div", all.drawing()).with("class", "plot y" + i));
            for (int c = 0; c < Math.min(3, colours.size()); c++) {
                String id = "map-" + Words.slug(layouts.get(i).name()) + "-" + (c + 1) + "-"
                        + Words.slug(colours.get(c).name());
                files.add(figure(id, layouts.get(i), List.of(colours.get(c)), true));
            }
        }
        for (int i = 0; i < colours.size(); i++) {
            parts.add(Node.of("div", legend(colours.get(i))).with("class", "legend " + letter(i)));
        }
        Node map = Node.of("div", parts)
                .with("class", "map")
                .with("role", "group")
                .with("aria-label", "Map of the rows")
                .with("data-names", spaced(names));
        List<Node> said = new ArrayList<>();
        said.add(new Node.Text(caption + " "));
        layouts.forEach(layout -> said.add(new Node.Text(layout.name() + ": " + layout.caption() + " ")));
        files.stream().limit(1).forEach(file -> said.add(Block.link(file)));
        return new Block(
                Node.of("figure", map, Node.of("figcaption", said)).with("id", "map-figure"),
                files,
                rules(layouts, colours));
    }

    /** Names in one attribute: blanks within them become no-break spaces. */
    private static String spaced(List<String> names) {
        List<String> tight = new ArrayList<>();
        names.forEach(name -> tight.add(Words.fit(name, 12, 300).replaceAll("\\s", "\u00A0")));
        return String.join(" ", tight);
    }

    private static List<Node> choice(String group, String css, String label, boolean chosen) {
        Node.Element input = Node.of("input")
                .with("type", "radio")
                .with("name", group)
                .with("id", group + "-" + css)
                .with("class", group + " " + css);
        return List.of(
                chosen ? input.with("checked", "checked") : input,
                Node.of("label", Words.fit(label, 13, 190)).with("for", group + "-" + css));
    }

    private static Node legend(Colour colour) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < colour.keys().size(); i++) {
            String label = Words.fit(colour.keys().get(i), 13, 200);
            items.add(Node.of("li", Figure.swatch(new Figure.Key(colour.css(i), "")), label)
                    .with("data-n", colour.grouped() ? colour.hues()[i] : i));
        }
        boolean none = false;
        for (int c : colour.colour()) {
            none |= c < 0;
        }
        if (none) {
            items.add(Node.of("li", Figure.swatch(new Figure.Key("cn", "")), "none"));
        }
        return Node.of("ul", items).with("class", "keys").with("aria-label", colour.name());
    }

    private static Figure figure(String id, Layout layout, List<Colour> colours, boolean file) {
        Axis across = Axis.around(layout.x(), EDGE, WIDTH - EDGE);
        Axis up = Axis.around(layout.y(), HEIGHT - EDGE, EDGE);
        int n = layout.x().length;
        double radius = n <= 200 ? 5 : n <= 600 ? 4 : n <= 2000 ? 3 : 2.2;
        List<Node> points = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            StringBuilder css = new StringBuilder();
            for (int c = 0; c < colours.size(); c++) {
                css.append(css.length() == 0 ? "" : " ").append(css(colours.get(c), c, i, file));
            }
            points.add(Node.of("circle")
                    .with("cx", across.at(layout.x()[i]))
                    .with("cy", up.at(layout.y()[i]))
                    .with("r", radius)
                    .with("class", css));
        }
        List<Node> marks = new ArrayList<>();
        marks.add(Node.of("g", points).with("class", "points"));
        for (int c = 0; c < colours.size(); c++) {
            List<Node> names = names(layout, colours.get(c), across, up);
            if (!names.isEmpty()) {
                marks.add(Node.of("g", names).with("class", file ? "names" : "names m" + letter(c)));
            }
        }
        List<Figure.Key> keys = new ArrayList<>();
        for (int i = 0; file && i < colours.get(0).keys().size(); i++) {
            keys.add(new Figure.Key(colours.get(0).css(i), colours.get(0).keys().get(i)));
        }
        String title = file ? layout.name() + ", by " + colours.get(0).name() : layout.name();
        return new Figure(id, title, layout.caption(), WIDTH, HEIGHT, marks, keys);
    }

    private static String css(Colour colour, int choice, int point, boolean file) {
        int c = colour.colour()[point];
        if (file) {
            return colour.css(c);
        }
        String by = letter(choice);
        return c < 0 ? by + "n" : colour.grouped() ? by + colour.hues()[c] : by + "s" + c;
    }

    /** The names of groups at the middle of their points, moved apart where they would lie on each other. */
    private static List<Node> names(Layout layout, Colour colour, Axis across, Axis up) {
        List<double[]> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int g = 0; g < colour.marks().size(); g++) {
            List<Double> xs = new ArrayList<>();
            List<Double> ys = new ArrayList<>();
            for (int i = 0; i < layout.x().length; i++) {
                if (colour.colour()[i] == g) {
                    xs.add(across.at(layout.x()[i]));
                    ys.add(up.at(layout.y()[i]));
                }
            }
            if (!xs.isEmpty()) {
                String word = Words.fit(colour.marks().get(g), 15, 130);
                double[] heights = ys.stream().mapToDouble(y -> y).sorted().toArray();
                int at = nearest(xs, ys, middle(xs), middle(ys));
                // in the midst of a wide group, above one its name would hide
                boolean small = heights[heights.length * 9 / 10] - heights[heights.length / 10] < HIDDEN;
                double y = small ? heights[heights.length / 10] - ABOVE : ys.get(at);
                places.add(new double[] {xs.get(at), y, Words.width(word, 15) / 2 + 4});
                words.add(word);
            }
        }
        for (int turn = 0; turn < 40; turn++) {
            apart(places);
        }
        List<Node> names = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            double x = Math.max(places.get(i)[2], Math.min(WIDTH - places.get(i)[2], places.get(i)[0]));
            names.add(Draw.text(x, Math.max(14, Math.min(HEIGHT - 4, places.get(i)[1] + 5)), "m", words.get(i)));
        }
        return names;
    }

    private static void apart(List<double[]> places) {
        for (int i = 0; i < places.size(); i++) {
            for (int j = i + 1; j < places.size(); j++) {
                double[] a = places.get(i);
                double[] b = places.get(j);
                boolean beside = Math.abs(a[0] - b[0]) >= a[2] + b[2];
                double gap = 18 - Math.abs(a[1] - b[1]);
                if (!beside && gap > 0) {
                    double move = (a[1] <= b[1] ? 1 : -1) * gap / 2;
                    a[1] -= move;
                    b[1] += move;
                }
            }
        }
    }

    /** The point nearest to a place, for the middle of a group of islands is water. */
    private static int nearest(List<Double> xs, List<Double> ys, double x, double y) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < xs.size(); i++) {
            double distance = Math.pow(xs.get(i) - x, 2) + Math.pow(ys.get(i) - y, 2);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static double middle(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
