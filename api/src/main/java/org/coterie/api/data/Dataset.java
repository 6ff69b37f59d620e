package org.coterie.api.data;

import java.util.List;
import java.util.Optional;
import org.coterie.api.Features;

/**
 * A table with everything that travels with it.
 *
 * @param name a short name for messages and reports
 * @param x the values, n×m; NaN where missing
 * @param features what the columns are; its width is m
 * @param rowNames one name per row, or empty where rows are only numbered
 * @param labels known classes, for evaluation
 * @param sources the files it was read from
 */
public record Dataset(
        String name, Table x, Features features, List<String> rowNames, Optional<Labels> labels, List<Source> sources) {

    /** Copies the lists and checks that the parts are of one size. */
    public Dataset {
        rowNames = List.copyOf(rowNames);
        sources = List.copyOf(sources);
        if (features.width() != x.columns()) {
            throw new IllegalArgumentException(features.width() + " features, " + x.columns() + " columns");
        }
        if (!rowNames.isEmpty() && rowNames.size() != x.rows()) {
            throw new IllegalArgumentException(rowNames.size() + " row names, " + x.rows() + " rows");
        }
        if (labels.isPresent() && labels.get().rows() != x.rows()) {
            throw new IllegalArgumentException(labels.get().rows() + " labels, " + x.rows() + " rows");
        }
    }

    /** A plain table without names or labels. */
    public static Dataset of(String name, Table x) {
        return new Dataset(name, x, Features.of(x.columns()), List.of(), Optional.empty(), List.of());
    }

    /** The same rows with other values and columns, as a transform makes them. */
    public Dataset with(Table values, Features columns) {
        return new Dataset(name, values, columns, rowNames, labels, sources);
    }

    /** The name of row {@code i}, or its number counted from 1. */
    public String rowName(int i) {
        return rowNames.isEmpty() ? Integer.toString(i + 1) : rowNames.get(i);
    }
}
