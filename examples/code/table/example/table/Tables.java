package example.table;

import java.nio.file.Path;
import java.util.Arrays;
import org.coterie.api.data.Dataset;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/** Reads a table in any installed format, and fits k-means to it. */
public final class Tables {
    private Tables() {}

    /** The argument is the file. */
    public static void main(String[] args) {
        Dataset table = Coterie.read(Path.of(args[0]), "missing = drop");
        try (Fitted model = Coterie.on(table).transform("z-score").seed(1).fit("kmeans", "k = 2")) {
            System.out.println(table.x().rows() + " rows of " + table.features().names());
            System.out.println("clusters: " + Arrays.toString(model.assign(table.x())));
        }
    }
}
