package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Box plots lying side by side below each other: every value a dot, the box from the first to the third quartile (linear between
 * values), the median a line, whiskers to the extremes. No value is hidden, so none is called an outlier.
 */
final class Boxes {
    private static final double WIDTH = 430;
    private static final double LINE = 34;
    private static final double TOP = 8;
    private static final int FEW = 5;

    private Boxes() {}

    static Figure of(String id, ComparisonPage.Metric metric) {
        List<ComparisonPage.Entry> entries = metric.entries();
        double label = 60;
        for (ComparisonPage.Entry entry : entries) {
            label = Math.max(label, Words.width(entry.name(), 12));
        }
        double left = Math.min(0.42 * WIDTH, label) + 14;
        double[] all =
                entries.stream().flatMapToDouble(e -> Arrays.stream(e.values())).toArray();
        Axis across = Axis.around(all, left, WIDTH - 14);
        double bottom = TOP + entries.size() * LINE + 4;
        List<Node> marks = new ArrayList<>();
        for (double tick : across.ticks(5)) {
            marks.add(Draw.line(across.at(tick), TOP, across.at(tick), bottom, "grid"));
            marks.add(Draw.text(across.at(tick), bottom + 16, "t m", across.label(tick)));
        }
        for (int i = 0; i < entries.size(); i++) {
            box(marks, entries.get(i), TOP + i * LINE, left, across, Palette.group(i % Palette.GROUPS));
        }
        marks.add(Draw.line(left, bottom, WIDTH - 14, bottom, "axis"));
        return new Figure(
                id,
                metric.name(),
                metric.name() + " of every run, by configuration.",
                WIDTH,
                bottom + 24,
                marks,
                List.of());
    }

    private static void box(
            List<Node> marks, ComparisonPage.Entry entry, double top, double left, Axis across, String css) {
        double middle = top + LINE / 2;
        marks.add(Draw.fitted(left - 10, middle + 4, "e", entry.name(), 12, left - 14));
        double[] values =
                Arrays.stream(entry.values()).filter(Double::isFinite).sorted().toArray();
        if (values.length == 0) {
            marks.add(Draw.text(left + 6, middle + 4, "t", "no value"));
            return;
        }
        double median = quantile(values, 0.5);
        if (values.length >= FEW) {
            double low = across.at(quantile(values, 0.25));
            double high = across.at(quantile(values, 0.75));
            marks.add(Draw.line(across.at(values[0]), middle, across.at(values[values.length - 1]), middle, "axis"));
            marks.add(
                    Draw.rect(low, middle - 9, Math.max(1, high - low), 18, css).with("fill-opacity", "0.35"));
        }
        marks.add(Draw.line(across.at(median), middle - 11, across.at(median), middle + 11, "needle")
                .add(Draw.tip("median " + Num.score(median))));
        for (double value : values) {
            marks.add(Draw.circle(across.at(value), middle, 3.5, css + " dot").add(Draw.tip(Num.score(value))));
        }
    }

    /** Between sorted values, linearly, as NumPy's default. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** How all of them are read. */
    static String legend() {
        return "Each dot is a run and each thick line a median. Boxes, where there are at least " + FEW
                + " runs, hold the middle half; whiskers reach to the extremes.";
    }

    /** In a page without files of its figures. */
    static Node shown(Figure figure) {
        return Node.of(
                        "figure",
                        Node.of("h3", figure.title()),
                        Node.of("div", figure.drawing()).with("class", "scroll"))
                .with("id", figure.id());
    }
}
