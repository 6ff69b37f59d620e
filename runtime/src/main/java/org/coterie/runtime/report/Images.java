package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of data as pictures, side by side. */
final class Images {
    private static final int SHADES = 64;
    private static final double WIDTH = 560;

    /** A picture's name, the class of its colour, and its values in the order of {@link Pixels}. */
    record Item(String name, String css, float[] values) {}

    private Images() {}

    /** All pictures on one scale; at least so many in a line. */
    static Figure of(String id, String title, String caption, Pixels pixels, List<Item> items, int perLine) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Item item : items) {
            for (float value : item.values()) {
                if (Float.isFinite(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        double wide = WIDTH / perLine - 10;
        double tall = wide * pixels.height() / pixels.width();
        List<Node> marks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            double x = 5 + i % perLine * (wide + 10);
            int line = i / perLine;
            double y = 4 + line * (tall + 26);
            if (!item.name().isEmpty()) {
                marks.add(Draw.picture(x, y, wide, tall, pixels.png(item.values(), low, high, SHADES)));
                marks.add(Draw.rect(x, y, wide, tall, "frame"));
                marks.add(Draw.circle(x + 5, y + tall + 11, 4, item.css()));
                marks.add(Draw.fitted(x + 13, y + tall + 15, "", item.name(), 12, wide - 14));
            }
        }
        int lines = (items.size() + perLine - 1) / perLine;
        return new Figure(id, title, caption, WIDTH, lines * (tall + 26) + 4, marks, List.of());
    }
}
