package org.coterie.idc;

import org.coterie.api.Maths;
import org.coterie.api.Noise;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A gate of mean μ + ½, clipped Gaussian noise around it in training (equations 1 to 3). Entrywise, any shape. */
public final class StochasticGate {

    private StochasticGate() {}

    /** z = clip(μ + ½, 0, 1), equation (1) at rest: shut for μ ≤ −½, open for μ ≥ ½. */
    public static Operand<TFloat32> atRest(Maths m, Operand<TFloat32> mu) {
        return m.clip(m.plus(mu, 0.5), 0, 1);
    }

    /** z = clip(μ + ½ + ε, 0, 1), ε of this standard deviation, equation (1); no gradient where it is clipped. */
    public static Operand<TFloat32> noisy(Maths m, Operand<TFloat32> mu, Noise noise, double deviation) {
        return m.clip(m.add(m.plus(mu, 0.5), m.scale(noise.normal(mu), deviation)), 0, 1);
    }

    /**
     * The regulariser, equations (2) and (3): Φ((μ + ½)/σ), the chance that a gate is open, summed or averaged over the
     * features of {@code [n, d]} and averaged over rows. Its gradient never vanishes, so that a shut gate can open again.
     */
    public static Operand<TFloat32> openness(Maths m, Operand<TFloat32> mu, double sigma, Reduction over) {
        Operand<TFloat32> open = m.normalCdf(m.scale(m.plus(mu, 0.5), 1 / sigma));
        return m.mean(over == Reduction.SUM ? m.sum(open, -1) : m.mean(open, -1), -1);
    }
}
