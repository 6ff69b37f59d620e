package org.coterie.api.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coterie.api.Features;

/**
 * A table with everything that travels with it.
 *
 * @param name a short name for messages and reports
 * @param x the values, n×m; NaN where missing
 * @param features what the columns are; its width is m
 * @param rowNames one name per row, or empty where rows are only numbered
 * @param labels known classes, for evaluation
 * @param annotations what else is known of the rows, by different names
 * @param sources the files it was read from
 */
public record Dataset(
        String name,
        Table x,
        Features features,
        List<String> rowNames,
        Optional<Labels> labels,
        List<Annotation> annotations,
        List<Source> sources) {

    /** Copies the lists and checks that the parts are of one size. */
    public Dataset {
        rowNames = List.copyOf(rowNames);
        annotations = List.copyOf(annotations);
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
        Set<String> names = new HashSet<>();
        for (Annotation annotation : annotations) {
            if (annotation.rows() != x.rows()) {
                throw new IllegalArgumentException(
                        annotation.name() + " says something of " + annotation.rows() + " rows of " + x.rows());
            }
            if (!names.add(annotation.name())) {
                throw new IllegalArgumentException("two annotations are called " + annotation.name());
            }
        }
    }

    /** A plain table without names or labels. */
    public static Dataset of(String name, Table x) {
        return of(name, x, Features.of(x.columns()));
    }

    /** A table with named columns, without labels. */
    public static Dataset of(String name, Table x, Features features) {
        return new Dataset(name, x, features, List.of(), Optional.empty(), List.of(), List.of());
    }

    /** The same rows with other values and columns, as a transform makes them. */
    public Dataset with(Table values, Features columns) {
        return new Dataset(name, values, columns, rowNames, labels, annotations, sources);
    }

    /** Some rows with all that travels with them, in the order given; rows keep their names, or their numbers as names. */
    public Dataset select(int... rows) {
        return new Dataset(
                name,
                x.select(rows),
                features,
                Arrays.stream(rows).mapToObj(this::rowName).toList(),
                labels.map(known -> known.select(rows)),
                annotations.stream().map(known -> known.select(rows)).toList(),
                sources);
    }

    /** The annotation of a name. */
    public Optional<Annotation> annotation(String called) {
        return annotations.stream().filter(known -> known.name().equals(called)).findFirst();
    }

    /** The name of row {@code i}, or its number counted from 1. */
    public String rowName(int i) {
        return rowNames.isEmpty() ? Integer.toString(i + 1) : rowNames.get(i);
    }
}
