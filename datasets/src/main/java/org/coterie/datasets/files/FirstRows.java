package org.coterie.datasets.files;

import java.util.stream.IntStream;
import org.coterie.api.data.Dataset;

/** The setting {@code first}. */
public final class FirstRows {
    private FirstRows() {}

    /** The first rows of a data set; all of them for 0, or where there are no more. */
    public static Dataset of(Dataset all, int first) {
        return first == 0 || first >= all.x().rows()
                ? all
                : all.select(IntStream.range(0, first).toArray());
    }
}
