package org.coterie.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.coterie.api.data.Dataset;
import org.coterie.model.fitted.Preparation;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.plugins.Installed;

/**
 * Rows for tensorizations, as a configuration says them.
 *
 * @param name its name
 * @param k clusters
 * @param rate of Adam in the public code
 * @param section what stands in {@code data}
 * @param transforms what stands in {@code transforms}
 */
record TensorizedData(String name, int k, double rate, String section, String transforms) {

    /** The sets of the papers' tables. */
    static final List<TensorizedData> SETS = List.of(
            toy("parallel", 2, 0.01),
            toy("orthogonal", 2, 0.01),
            toy("triangle", 3, 0.1),
            toy("lines3d", 3, 0.1),
            new TensorizedData("penguins", 3, 0.01, "format = synthetic, generator = tae-penguins", "divide-by-max"),
            new TensorizedData("iris", 3, 0.01, "file = \"shipped:iris\", label = species", ""));

    private static TensorizedData toy(String name, int k, double rate) {
        return new TensorizedData(name, k, rate, "format = synthetic, generator = tae-" + name, "");
    }

    /** The first test images of MNIST of each of some digits. */
    static TensorizedData digits(Path folder, int each, String... digits) {
        Path file = folder.resolve("mnist/t10k-images-idx3-ubyte.gz").toAbsolutePath();
        return new TensorizedData(
                "MNIST " + String.join(", ", digits),
                digits.length,
                0.01,
                "format = idx, file = \"" + file + "\"",
                "{ type = first-of-each, rows = " + each + ", classes = [" + String.join(", ", quoted(digits))
                        + "] }, row-max");
    }

    private static List<String> quoted(String... digits) {
        List<String> all = new ArrayList<>();
        for (String digit : digits) {
            all.add("\"" + digit + "\"");
        }
        return all;
    }

    /** The rows as a method sees them. */
    Dataset open() throws IOException {
        Path file = Files.createTempFile("tensorized", ".conf");
        try {
            Files.writeString(file, "method = kmeans\ntransforms = [" + transforms + "]\ndata { " + section + " }\n");
            RunConfig config = new RunConfigReader(Installed.builtIn()).read(file, List.of());
            List<Preparation.Unfitted> fitted = config.transforms().stream()
                    .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                    .toList();
            return Preparation.fit(config.data().opener().open(), fitted).prepared();
        } finally {
            Files.delete(file);
        }
    }
}
