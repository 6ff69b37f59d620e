package example.compose;

import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;
import static org.coterie.api.Layers.tanh;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Partitioner;
import org.coterie.api.data.Table;
import org.coterie.deepwak.DeePWAK;
import org.coterie.deepwak.Training;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;

/** Composes an encoder, a partitioner and a decoder into a head, trains it, and saves the model where the argument says. */
public final class Compose {
    private Compose() {}

    /** Fits, predicts, saves. */
    public static void main(String[] args) {
        // Three architectures. That they fit together is checked here: the kinds of their borders by the compiler, the
        // sizes at construction. Nothing is trained yet, and nothing native loaded.
        Features x = Features.of(6);
        Latent e = Latent.of(4);
        DeePWAK head = new DeePWAK(
                Encoder.of(x, e, dense(16), tanh(), dense(4)),
                Partitioner.of(x, 3, dense(64), relu(), dense(64), relu(), dense(3)),
                Decoder.of(e, x, dense(16), tanh(), dense(6)));

        // Half of the numbers are hidden from the partitioner, and these are what is predicted.
        Training training = Training.defaults().steps(300).masked(0.5);

        Table corners = Table.of(new float[][] {{1, 1, 0, 0, 0, 0}, {0, 0, 1, 1, 0, 0}, {0, 0, 0, 0, 1, 1}});

        try (Fitted model = Coterie.on(rows(300)).seed(7).fit(problem -> head.plan(problem, training))) {
            System.out.println("rows in each cluster: " + sizes(model.assign(rows(300)), model.clusters()));
            System.out.println("a code: " + model.ask("embed", corners).columns() + " numbers");
            System.out.println("clusters: " + Arrays.toString(model.assign(corners)));
            model.save(Path.of(args[0]));
        }
    }

    /** Three clouds in six dimensions; a program has its rows from wherever it likes. */
    private static Table rows(int n) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] rows = new float[n][6];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 6; j++) {
                double centre = j / 2 == i % 3 ? 1 : 0;
                rows[i][j] = (float) (centre + 0.3 * (random.nextDouble() - random.nextDouble()));
            }
        }
        return Table.of(rows);
    }

    private static String sizes(int[] clusters, int k) {
        int[] sizes = new int[k];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        return Arrays.toString(sizes);
    }
}
