package org.coterie.datasets.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coterie.api.data.Annotation;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Numbers;
import org.coterie.datasets.files.Classes;

/** The cells of a column that is kept beside the features. */
final class Remarks {
    private final String name;
    private final List<String> cells = new ArrayList<>();
    private String cell = "";

    Remarks(String name) {
        this.name = name;
    }

    void cell(String text) {
        cell = text;
    }

    /** The row is kept. */
    void end(CsvSettings settings) {
        cells.add(settings.isMissing(cell) ? "" : cell);
    }

    /** Numbers where all cells but the missing ones are, else classes. */
    Annotation annotation(char mark) {
        float[] numbers = new float[cells.size()];
        boolean any = false;
        for (int i = 0; i < numbers.length; i++) {
            boolean missing = cells.get(i).isEmpty();
            numbers[i] = missing ? Float.NaN : org.coterie.datasets.csv.Numbers.parse(cells.get(i), mark);
            if (!missing && !Float.isFinite(numbers[i])) {
                return classes();
            }
            any = any || !missing;
        }
        return any ? new Numbers(name, numbers) : classes();
    }

    private Labels classes() {
        Classes classes = new Classes();
        for (String text : cells) {
            if (text.isEmpty()) {
                classes.addUnknown();
            } else {
                classes.add(text);
            }
        }
        return classes.labels(name).orElseGet(() -> {
            int[] unknown = new int[cells.size()];
            Arrays.fill(unknown, -1);
            return new Labels(name, List.of(), unknown);
        });
    }
}
