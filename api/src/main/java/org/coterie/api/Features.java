package org.coterie.api;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * Data as the user has it: columns of a table, or the pixels of an image. R^m in the papers.
 *
 * @param row the shape of one row: {@code [m]} for a table, {@code [height, width, channels]} for images
 * @param names one name per number of a row, in row order
 */
public record Features(Shape row, List<String> names) implements Space {

    /** Copies the names and checks their number. */
    public Features {
        names = List.copyOf(names);
        if (names.size() != row.size()) {
            throw Fault.of("a name for every feature is needed")
                    .got(names.size() + " names for " + row.size() + " features")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** {@code m} columns named {@code x1} to {@code xm}. */
    public static Features of(int m) {
        return of(IntStream.rangeClosed(1, m).mapToObj(j -> "x" + j).toList());
    }

    /** Named columns. */
    public static Features of(List<String> names) {
        return new Features(Shape.of(names.size()), names);
    }

    @Override
    public String toString() {
        return "Features" + row;
    }
}
