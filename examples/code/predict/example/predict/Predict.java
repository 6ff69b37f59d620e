package example.predict;

import java.nio.file.Path;
import java.util.Arrays;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/** Opens a saved model and asks it for the clusters of three rows. */
public final class Predict {
    private Predict() {}

    /** The argument is the folder of the model. */
    public static void main(String[] args) {
        Table rows = Table.of(new float[][] {{1, 1, 0, 0, 0, 0}, {0, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 1, 1}});
        try (Fitted model = Coterie.load(Path.of(args[0]))) {
            int[] clusters = model.assign(rows);
            System.out.println("clusters: " + Arrays.toString(clusters));
        }
    }
}
