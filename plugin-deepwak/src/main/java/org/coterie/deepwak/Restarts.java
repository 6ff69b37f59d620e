package org.coterie.deepwak;

import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Stage;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Chooses among heads trained side by side the one whose clusters compress best: the smallest Σ (X − K C)², K
 * one-hot, of equation (1). Not the training loss: a head that leaks has a small one with useless clusters.
 */
final class Restarts {
    private final DeePWAK.Head heads;
    private final Var<TFloat32> cost;
    private final Var<TInt32> best;

    /**
     * Declares what the choice needs.
     *
     * @param heads the heads, their banks filled
     * @param place the stack they live in
     * @param v where the choice is kept
     */
    Restarts(DeePWAK.Head heads, Vars place, Vars v) {
        this.heads = heads;
        this.cost = place.state("compression", Shape.scalar(), Init.zeros());
        this.best = v.count("best", Shape.scalar());
    }

    /** The number of the chosen head. */
    Var<TInt32> best() {
        return best;
    }

    /** Sums every head's squared error with one-hot memberships. */
    Stage.Sweep compression() {
        return Stage.sweep("compression", (t, b) -> {
                    Maths m = t.m();
                    Operand<TFloat32> error =
                            m.square(m.sub(heads.compress(t, b.x()).value(), b.x().value()));
                    t.write(cost, old -> m.add(old, m.sum(m.sum(error, -1), -1)));
                })
                .reset(cost);
    }

    /** Writes the number of the cheapest head. */
    Stage.Host choose() {
        return Stage.host("choose", desk -> desk.write(best, new int[] {cheapest(desk.read(cost))}));
    }

    /** Index of the smallest cost, the lowest on ties; a cost that is no number loses against any. */
    static int cheapest(float[] costs) {
        int best = 0;
        for (int i = 1; i < costs.length; i++) {
            if (costs[i] < costs[best] || Float.isNaN(costs[best]) && !Float.isNaN(costs[i])) {
                best = i;
            }
        }
        return best;
    }
}
