package org.coterie.tensorized;

import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Stage;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Keeps the restart of least total cost, and says what it costs. */
final class Choice {
    private final Lloyd lloyd;
    private final int restarts;
    private final Var<TInt32> best;
    private final Var<TFloat32> scale;

    Choice(Lloyd lloyd, Vars v, int restarts) {
        this.lloyd = lloyd;
        this.restarts = restarts;
        best = v.count("best", Shape.scalar());
        scale = v.state("scale", Shape.scalar(), Init.ones());
    }

    /** The number of the kept restart. */
    Var<TInt32> best() {
        return best;
    }

    /** The mean cost of a training row: the scale on which costs become probabilities. */
    Var<TFloat32> scale() {
        return scale;
    }

    Stage.Host choose() {
        return Stage.host("choose", this::choose);
    }

    private void choose(Desk desk) {
        float[] totals = desk.read(lloyd.sumOfCosts());
        int chosen = cheapest(totals);
        desk.write(best, new int[] {chosen});
        int n = desk.data().rows();
        double mean = totals[chosen] / (double) n;
        desk.write(scale, new float[] {(float) Math.max(Math.abs(mean), 1e-12)});
        desk.report("tensorized.cost", mean);
        if (restarts > 1) {
            double worst = totals[chosen];
            for (float one : totals) {
                worst = Float.isFinite(one) ? Math.max(worst, one) : worst;
            }
            desk.report("tensorized.worst-restart-cost", worst / n);
        }
        float[] counts = desk.read(lloyd.counts());
        int k = lloyd.bound().k();
        int empty = 0;
        for (int j = 0; j < k; j++) {
            empty += counts[chosen * k + j] == 0 ? 1 : 0;
        }
        if (empty > 0) {
            desk.warn(empty + " of " + k + " clusters have no rows. Lower k, or allow more restarts.");
        }
    }

    /** Index of the smallest, the lowest on ties; what is no number loses against any. */
    static int cheapest(float[] costs) {
        int least = 0;
        for (int i = 1; i < costs.length; i++) {
            if (costs[i] < costs[least] || Float.isNaN(costs[least]) && !Float.isNaN(costs[i])) {
                least = i;
            }
        }
        return least;
    }
}
