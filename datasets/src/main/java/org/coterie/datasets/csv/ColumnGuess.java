package org.coterie.datasets.csv;

import java.util.HashSet;
import java.util.Set;

/** What the first rows have in one column. */
final class ColumnGuess {
    private static final int MOST_CLASSES = 50;
    private static final int MOST = 5001;

    private final Set<String> values = new HashSet<>();
    private int rows;
    private int missing;
    private int texts;
    private boolean whole = true;

    /** One cell; {@code number} is NaN where it is none. */
    void add(String cell, boolean gap, float number) {
        rows++;
        if (gap) {
            missing++;
            return;
        }
        texts += Float.isNaN(number) ? 1 : 0;
        whole = whole && number == Math.rint(number);
        if (values.size() < MOST) {
            values.add(cell);
        }
    }

    boolean isText() {
        return texts > 0;
    }

    int missing() {
        return missing;
    }

    int distinct() {
        return values.size();
    }

    boolean allDiffer() {
        return rows > 1 && missing == 0 && values.size() == rows;
    }

    /** As classes are: 2 to 50, each some times; texts or whole numbers. */
    boolean fewValues() {
        int seen = rows - missing;
        return values.size() >= 2 && values.size() <= MOST_CLASSES && 3 * values.size() <= seen && (isText() || whole);
    }
}
