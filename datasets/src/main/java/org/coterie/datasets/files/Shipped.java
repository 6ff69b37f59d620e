package org.coterie.datasets.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.coterie.algorithms.Spelling;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** The data sets in this jar; origin and licence stand in {@code shipped/README.md} beside them. */
public final class Shipped {
    public static final String PREFIX = "shipped:";
    private static final List<String> FILES = List.of("penguins.csv", "iris.csv", "digits.csv.gz");

    private Shipped() {}

    public static Origin named(String name) {
        for (String file : FILES) {
            if (file.substring(0, file.indexOf('.')).equals(name)) {
                return new Origin(file, () -> open(file));
            }
        }
        List<String> names =
                FILES.stream().map(f -> f.substring(0, f.indexOf('.'))).toList();
        throw Fault.of("no such data set is shipped")
                .at("data.file")
                .got("\"" + PREFIX + name + "\"")
                .expected(PREFIX + String.join(", " + PREFIX, names))
                .advise(Spelling.nearest(name, names)
                        .map(near -> "file = \"" + PREFIX + near + "\"")
                        .orElse(""))
                .as(CoterieException.Kind.DATA);
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Shipped.class.getResourceAsStream("shipped/" + file);
        if (in == null) {
            throw new IOException("the jar lacks " + file);
        }
        return in;
    }
}
