package example.softkmeans;

import java.util.Arrays;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/** A check that needs no test framework: it fits from code and looks at the centres. */
public final class SoftKMeansTest {

    /** Four points on a line, two clusters: at a low temperature the centres are the means, −2 and 2. */
    public void testCentresAreTheMeans() {
        Table rows = Table.of(new float[][] {{-3}, {-1}, {1}, {3}});
        SoftKMeansSettings settings = new SoftKMeansSettings(2, 2000, 4, 0.01, 1, 0.01);
        try (Fitted model = Coterie.on(rows).fit(new SoftKMeans(), settings)) {
            float[] centres = model.fixed("centroids").toArray();
            Arrays.sort(centres);
            int[] clusters = model.assign(rows);
            check(Math.abs(centres[0] + 2) < 0.01 && Math.abs(centres[1] - 2) < 0.01, Arrays.toString(centres));
            check(clusters[0] == clusters[1] && clusters[2] == clusters[3], Arrays.toString(clusters));
            check(clusters[0] != clusters[2], Arrays.toString(clusters));
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
