package org.coterie.idc;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Separation;
import org.coterie.api.Desk;
import org.coterie.api.Latent;
import org.coterie.api.Model;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Keeps, without labels, the best state of the best head: every few epochs all heads place all rows, heads that leave
 * clusters unused come last (a plain silhouette prefers them), and of the others the criterion chooses.
 */
final class HeadChoice {
    /** Rows whose silhouette is computed, each against all. */
    private static final int SAMPLE = 1000;

    /** A cluster of fewer rows than this share of n/K counts as unused. */
    private static final double LEAST = 0.05;

    private static final double UNUSED = -1000;

    private final int k;
    private final Training.Head how;
    private final int restarts;
    private final RowVar<TInt32> clusters;
    private final Var<TInt32> best;

    /**
     * Declares what the choice needs.
     *
     * @param v where the choice is kept
     * @param place where the heads live
     */
    HeadChoice(Vars v, Vars place, int k, Training.Head how) {
        this.k = k;
        this.how = how;
        this.restarts = how.restarts();
        this.clusters = place.perRowCount("cluster", Shape.scalar());
        this.best = v.count("best-head", Shape.scalar());
    }

    /** The number of the chosen head. */
    Var<TInt32> best() {
        return best;
    }

    /** Has the heads judged now and then, and at the end. */
    void watch(Stage.Train train, Model<Latent, Scores> heads, RowVar<TFloat32> codes, Latent space, int epochs) {
        train.everyEpochs(
                Math.min(how.every(), epochs),
                Stage.sweep(
                        "calibrate-heads",
                        (t, b) -> heads.apply(t.in(Trace.Mode.CALIBRATE), Rows.of(space, b.at(codes)))),
                Stage.sweep(
                        "ask-heads",
                        (t, b) -> t.write(
                                clusters,
                                b,
                                t.m().argMax(heads.apply(t, Rows.of(space, b.at(codes)))
                                        .value()))),
                Stage.host("judge-heads", desk -> judge(desk, codes, space.width())));
    }

    private void judge(Desk desk, RowVar<TFloat32> codes, int width) {
        int[] all = desk.ints(clusters);
        int n = all.length / restarts;
        float[][] c = normalised(desk.read(codes), n, width);
        double most = Double.NEGATIVE_INFINITY;
        int chosen = 0;
        for (int head = 0; head < restarts; head++) {
            int[] of = new int[n];
            for (int i = 0; i < n; i++) {
                of[i] = all[i * restarts + head];
            }
            int used = used(of, k);
            double score = used < k ? UNUSED + used : score(c, of, desk.random("silhouette"));
            if (score > most) {
                most = score;
                chosen = head;
            }
        }
        desk.write(best, new int[] {chosen});
        desk.keepIfBest(most);
    }

    private double score(float[][] c, int[] clusters, RandomGenerator random) {
        return how.selection() == Training.Selection.LOSS
                ? -HardRate.of(c, clusters, k, how.epsilon())
                : Separation.of(Table.of(c), clusters)
                        .silhouette(SAMPLE, random)
                        .map(Separation.Silhouette::mean)
                        .orElse(-1.0);
    }

    /** How many clusters hold more than a few rows. */
    static int used(int[] clusters, int k) {
        int[] sizes = new int[k];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        double least = Math.max(2, LEAST * clusters.length / k);
        return (int) Arrays.stream(sizes).filter(size -> size >= least).count();
    }

    /** Codes of length 1, as the loss sees them. */
    static float[][] normalised(float[] codes, int n, int width) {
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    float[] row = Arrays.copyOfRange(codes, i * width, (i + 1) * width);
                    double norm = 0;
                    for (float value : row) {
                        norm += (double) value * value;
                    }
                    double length = Math.sqrt(norm + 1e-12);
                    for (int j = 0; j < width; j++) {
                        row[j] = (float) (row[j] / length);
                    }
                    return row;
                })
                .toArray(float[][]::new);
    }
}
