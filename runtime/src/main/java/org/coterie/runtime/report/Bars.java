package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** Horizontal bars from zero, one line each, with the number at their end. */
final class Bars {
    private static final double LINE = 22;

    /**
     * A bar.
     *
     * @param label in front
     * @param value its length; may be negative
     * @param css its colour
     * @param shown the number behind it
     * @param tip what shows when pointed at
     * @param mark where a small line is drawn over it; NaN for none
     */
    record Bar(String label, double value, String css, String shown, String tip, double mark) {}

    private Bars() {}

    /** The bars, in a drawing of this width, on an axis that reaches as far to both sides, or from zero where that is 0. */
    static Figure of(String id, String title, String caption, double width, double reach, List<Bar> bars) {
        double label = 40;
        double number = 20;
        double low = -reach;
        double high = reach;
        for (Bar bar : bars) {
            label = Math.max(label, Words.width(bar.label(), 12));
            number = Math.max(number, Words.width(bar.shown(), 12));
            low = Math.min(low, bar.value());
            high = Math.max(high, Math.max(bar.value(), Double.isNaN(bar.mark()) ? 0 : bar.mark()));
        }
        double left = Math.min(0.4 * width, label) + 12;
        Axis across =
                new Axis(low, low == high ? 1 : high, false, left + (low < 0 ? number + 6 : 0), width - number - 12);
        List<Node> marks = new ArrayList<>();
        double zero = across.at(0);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = 6 + i * LINE;
            double end = across.at(bar.value());
            marks.add(Draw.fitted(left - 8, y + 14, "e", bar.label(), 12, left - 12));
            marks.add(Draw.rect(Math.min(zero, end), y + 3, Math.abs(end - zero), LINE - 7, bar.css())
                    .add(Draw.tip(bar.tip())));
            boolean minus = bar.value() < 0;
            double behind = Double.isNaN(bar.mark()) ? end : Math.max(end, across.at(bar.mark()));
            marks.add(Draw.text(minus ? end - 5 : behind + 6, y + 14, minus ? "n e" : "n", bar.shown()));
            if (!Double.isNaN(bar.mark())) {
                marks.add(Draw.line(across.at(bar.mark()), y + 1, across.at(bar.mark()), y + LINE - 2, "needle"));
            }
        }
        marks.add(Draw.line(zero, 4, zero, 6 + bars.size() * LINE, "axis"));
        return new Figure(id, title, caption, width, 12 + bars.size() * LINE, marks, List.of());
    }
}
