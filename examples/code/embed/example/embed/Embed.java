package example.embed;

import java.nio.file.Path;
import java.util.Arrays;
import org.coterie.api.data.Table;
import org.coterie.model.Saved;

/** Opens a saved model and asks it for the clusters of three rows, and for what else it answers. */
public final class Embed {
    private Embed() {}

    /** The argument is the folder of the model. */
    public static void main(String[] args) {
        Table rows = Table.of(new float[][] {{1, 1, 0, 0, 0, 0}, {0, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 1, 1}});
        try (Saved model = Saved.load(Path.of(args[0]))) {
            System.out.println("clusters: " + Arrays.toString(model.assign(rows)));
            System.out.println("probabilities of the first row: "
                    + Arrays.toString(model.memberships(rows.select(0)).toArray()));
            System.out.println("answers: " + String.join(", ", model.readouts()));
        }
    }
}
