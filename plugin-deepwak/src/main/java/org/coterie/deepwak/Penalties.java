package org.coterie.deepwak;

import org.coterie.api.Clusters;
import org.coterie.api.Maths;
import org.coterie.api.Penalty;
import org.coterie.api.Scores;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Two entropies of memberships, both in units of ln k so that a weight means the same for every k. */
final class Penalties {

    private Penalties() {}

    /** mean_i H(K_i) / ln k, in [0, 1]; from scores, since ln 0 of a sharp membership would be −∞. */
    static Penalty<Scores> entropy() {
        return (t, scores) -> {
            Maths m = t.m();
            Operand<TFloat32> plogp = m.mul(m.softmax(scores.value()), m.logSoftmax(scores.value()));
            return m.scale(
                    m.mean(m.sum(plogp, -1), -1), -1 / Math.log(scores.space().k()));
        };
    }

    /** −H(mean_i K_i) / ln k, in [−1, 0]: least where all clusters are used alike. */
    static Penalty<Clusters> balance() {
        return (t, k) -> {
            Maths m = t.m();
            Operand<TFloat32> usage = m.mean(k.value(), -2);
            Operand<TFloat32> plogp = m.mul(usage, m.log(m.plus(usage, 1e-12)));
            return m.scale(m.sum(plogp, -1), 1 / Math.log(k.space().k()));
        };
    }
}
