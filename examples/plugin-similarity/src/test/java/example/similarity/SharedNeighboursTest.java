package example.similarity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.algorithms.Metric;
import org.coterie.api.data.Table;
import org.coterie.moesimvae.MoeSimVaeMethod;
import org.coterie.moesimvae.MoeSimVaeSettings;
import org.coterie.moesimvae.MoeSimVaeSettings.Weighted;
import org.coterie.moesimvae.Relation;
import org.coterie.moesimvae.Training;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;

class SharedNeighboursTest {
    /** By hand, with one neighbour each: N is {0,1}, {1,0}, {2,1}, {3,4}, {4,3}. */
    private static final Table LINE = Table.of(new float[][] {{0}, {1}, {3}, {10}, {11}});

    @Test
    void rowsAreAlikeThatShareNeighbours() {
        Relation.Pairs pairs = SharedNeighbours.shared(LINE, 1, 0.5, Metric.EUCLIDEAN);
        assertArrayEquals(new int[] {1, 0, 1, 4, 3}, pairs.rows());
        assertArrayEquals(new float[] {1, 1, 1, 1, 1}, pairs.values());
    }

    /** Rows 2 and 1 share row 1 alone, one of two. */
    @Test
    void thoseThatShareTooFewAreNot() {
        Relation.Pairs pairs = SharedNeighbours.shared(LINE, 1, 0.6, Metric.EUCLIDEAN);
        assertArrayEquals(new float[] {1, 1, 0, 1, 1}, pairs.values());
    }

    /** Three groups far apart share no neighbours: each becomes a cluster. */
    @Test
    void clustersFollowIt() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] rows = new float[120][4];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 4; j++) {
                rows[i][j] = (float) (0.2 + (j == i % 3 ? 0.6 : 0) + 0.03 * random.nextDouble());
            }
        }
        MoeSimVaeSettings settings = MoeSimVaeSettings.of(3)
                .with(Map.of("shared-neighbours", new Weighted(1, task -> new Relation.Listed(
                        30,
                        Relation.Others.UNLIKE,
                        true,
                        desk -> SharedNeighbours.shared(desk.data(), 30, 0, Metric.EUCLIDEAN)))))
                .with(Training.defaults().steps(300).batch(60));
        try (Fitted model = Coterie.on(Table.of(rows)).seed(1).threads(1).fit(new MoeSimVaeMethod(), settings)) {
            int[] clusters = model.assign(Table.of(rows));
            for (int i : List.of(0, 1, 2)) {
                assertNotEquals(clusters[i], clusters[(i + 1) % 3]);
                for (int j = i; j < rows.length; j += 3) {
                    assertEquals(clusters[i], clusters[j]);
                }
            }
        }
    }
}
