package example.vade;

import org.coterie.api.Maths;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The prior of the codes, p(c) = π_c and p(z|c) = N(z; μ_c, σ_c²), as it is in the graph.
 *
 * @param logits π is their softmax, {@code [1, k]}
 * @param means μ, {@code [k, d]}
 * @param logVariances ln σ², {@code [k, d]}
 * @param k number of clusters
 * @param d numbers in a code
 */
record Mixture(
        Operand<TFloat32> logits, Operand<TFloat32> means, Operand<TFloat32> logVariances, int k, int d) {

    /** ln p(c) + ln p(z|c), {@code [n, k]}; their softmax is γ = q(c|x), equation (16). */
    Operand<TFloat32> logs(Maths m, Operand<TFloat32> z) {
        Operand<TFloat32> lengths = m.add(overlap(m, m.square(m.sub(z, over(m, means)))), logs2pi(m));
        return m.sub(m.logSoftmax(logits), m.scale(lengths, 0.5));
    }

    /**
     * Σ_c γ_c KL(q(z|x) ‖ p(z|c)), as a mean over the rows: of equation (12) the lines of codes, with the sign turned.
     *
     * @param logGamma ln γ, {@code [n, k]}
     * @param mean of q(z|x), {@code [n, d]}
     * @param logVariance of q(z|x), {@code [n, d]}
     */
    Operand<TFloat32> codes(
            Maths m, Operand<TFloat32> logGamma, Operand<TFloat32> mean, Operand<TFloat32> logVariance) {
        Operand<TFloat32> moments = m.add(m.exp(logVariance), m.square(m.sub(mean, over(m, means))));
        Operand<TFloat32> crossed = m.sum(m.mul(m.exp(logGamma), overlap(m, moments)), -1);
        Operand<TFloat32> entropy = m.sum(m.plus(logVariance, 1), -1);
        return m.scale(m.mean(m.sub(crossed, entropy), -1), 0.5);
    }

    /** KL(γ ‖ π), as a mean over the rows: the line of clusters in equation (12), with the sign turned. */
    Operand<TFloat32> clusters(Maths m, Operand<TFloat32> logGamma) {
        Operand<TFloat32> apart = m.sub(logGamma, m.logSoftmax(logits));
        return m.mean(m.sum(m.mul(m.exp(logGamma), apart), -1), -1);
    }

    /** Σ_j (ln σ_cj² + moments_icj / σ_cj²), {@code [k, n, d]} to {@code [n, k]}. */
    private Operand<TFloat32> overlap(Maths m, Operand<TFloat32> moments) {
        Operand<TFloat32> logs = over(m, logVariances);
        return m.swap(m.sum(m.add(logs, m.mul(moments, m.exp(m.neg(logs)))), -1));
    }

    /** {@code [k, d]} as {@code [k, 1, d]}, to meet the rows of a batch. */
    private Operand<TFloat32> over(Maths m, Operand<TFloat32> ofClusters) {
        return m.reshape(ofClusters, k, 1, d);
    }

    private Operand<TFloat32> logs2pi(Maths m) {
        return m.real(d * Math.log(2 * Math.PI));
    }
}
