package org.coterie.datasets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;

/**
 * Published files that are too large, or not free enough, to stand in this repository: in the folder that
 * {@code -Dcoterie.data} or COTERIE_DATA names, else in {@code shared/data} beside the checkout. Tests of files that are
 * not there are skipped and say so.
 */
public final class RealData {
    private RealData() {}

    /** The folder, there or not. */
    public static Path folder() {
        String named = System.getProperty("coterie.data");
        return Path.of(Optional.ofNullable(named == null ? System.getenv("COTERIE_DATA") : named)
                .orElse("../../shared/data"));
    }

    /** A file of that folder; the test is skipped where it is absent. */
    public static Path file(String name) {
        Path file = folder().resolve(name);
        assumeTrue(Files.exists(file), () -> file + " is not there");
        return file;
    }

    /** Rows, columns, range, and the rows of each class: for comparison with a published description. */
    public static String summary(Dataset data) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        float[] row = new float[data.x().columns()];
        for (int i = 0; i < data.x().rows(); i++) {
            data.x().copyRow(i, row, 0);
            for (float value : row) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return data.x().rows() + " × " + data.x().columns() + ", " + least + " … " + greatest
                + data.labels().map(RealData::counts).orElse("");
    }

    private static String counts(Labels labels) {
        int[] counts = new int[labels.classes().size()];
        for (int label : labels.of()) {
            if (label >= 0) {
                counts[label]++;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int count : counts) {
            text.append(text.isEmpty() ? ", " : " / ").append(count);
        }
        return text.toString();
    }
}
