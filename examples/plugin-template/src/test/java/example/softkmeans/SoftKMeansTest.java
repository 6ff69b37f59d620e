package example.softkmeans;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.testkit.MethodChecks;
import org.coterie.testkit.Subject;
import org.junit.jupiter.api.Test;

/** What every method promises, and what this one does. */
class SoftKMeansTest extends MethodChecks {

    @Override
    protected Subject subject() {
        return Subject.of(new SoftKMeans()).with("k = 3", "epochs = 40"); // some forty fits are made: let them be short
    }

    /** Four points on a line, two clusters: at a low temperature the centres are the means, −2 and 2. */
    @Test
    void centresAreTheMeans() {
        Table rows = Table.of(new float[][] {{-3}, {-1}, {1}, {3}});
        SoftKMeansSettings settings = new SoftKMeansSettings(2, 2000, 4, 0.01, 1, 0.01);
        try (Fitted model = Coterie.on(rows).fit(new SoftKMeans(), settings)) {
            float[] centres = model.fixed("centroids").toArray();
            Arrays.sort(centres);
            assertArrayEquals(new float[] {-2, 2}, centres, 0.01f);
            int[] clusters = model.assign(rows);
            assertEquals(clusters[0], clusters[1]);
            assertEquals(clusters[2], clusters[3]);
            assertNotEquals(clusters[0], clusters[2]);
        }
    }
}
