package org.coterie.moesimvae;

import org.coterie.api.Clusters;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The terms of the loss, equations (2) to (9), as functions of what the parts give. Nothing here has variables. */
public final class Objective {
    /** Keras keeps probabilities this far from 0 and 1. */
    private static final double KERAS = 1e-7;

    /** The least share that still has a logarithm, and its gradient, in single precision. */
    private static final double LEAST = 1e-30;

    /** Which divergence is meant by equation (3). */
    public enum Divergence {
        /** KL(N(loc, s²) ‖ N(μ, I)), weighted by memberships: what a variational autoencoder descends. */
        PROPER,
        /** ½ Σ (v − 1 − ln v) of the variances v of a cluster's codes, as the public code has it. */
        CODED,
        /** ½ Σ (1/v − 1 + ln v), the other direction, as the paper prints it. */
        PRINTED
    }

    private Objective() {}

    /**
     * Equation (7): mean over pairs of the binary cross-entropy of Q = P Pᵀ to S. 1 − Q is the sum Σ_{a ≠ b} p_ia p_jb, not a
     * difference: where memberships are nearly 0 or 1, a cut at 10⁻⁷ or rounding would leave a pair on the wrong side without
     * a gradient, and two experts that share a cluster, or two clusters in one expert, would stay as they are.
     *
     * @param p memberships of the batch, n×k
     * @param s what is wanted of each pair, n×n, in [0, 1]
     * @param known how much each pair counts, n×n, at least 0; 0 where nothing is known
     * @param balanced whether wanted and unwanted pairs weigh alike together, however few the wanted ones are
     */
    public static Operand<TFloat32> similarity(
            Trace t, Rows<Clusters> p, Operand<TFloat32> s, Operand<TFloat32> known, boolean balanced) {
        Maths m = t.m();
        Operand<TFloat32> other = m.sub(m.real(1), m.eye(p.space().k()));
        Operand<TFloat32> together = m.max(m.dotBT(p.value(), p.value()), m.real(LEAST));
        Operand<TFloat32> apart = m.max(m.dotBT(p.value(), m.dot(p.value(), other)), m.real(LEAST));
        Operand<TFloat32> alike = m.mul(m.mul(known, s), m.log(together));
        Operand<TFloat32> unlike = m.mul(m.mul(known, m.sub(m.real(1), s)), m.log(apart));
        if (!balanced) {
            return m.neg(over(m, m.add(alike, unlike), known));
        }
        Operand<TFloat32> wanted = m.mul(known, s);
        Operand<TFloat32> both = m.add(over(m, alike, wanted), over(m, unlike, m.sub(known, wanted)));
        return m.scale(both, -0.5);
    }

    /**
     * The weakly supervised training of the public run: mean over clusters of the binary cross-entropy of memberships to
     * flags, mean over the rows that count.
     *
     * @param flags n×k of 0 and 1
     * @param known n×1, 0 for rows to leave out
     */
    public static Operand<TFloat32> flagged(
            Trace t, Rows<Clusters> p, Operand<TFloat32> flags, Operand<TFloat32> known) {
        Maths m = t.m();
        Operand<TFloat32> q = m.clip(p.value(), KERAS, 1 - KERAS);
        Operand<TFloat32> one = m.mul(flags, m.log(q));
        Operand<TFloat32> zero = m.mul(m.sub(m.real(1), flags), m.log(m.sub(m.real(1), q)));
        Operand<TFloat32> rows = m.meanKept(m.add(one, zero), -1);
        return m.neg(over(m, m.mul(rows, known), known));
    }

    /**
     * Equations (8) and (9), DEPICT: q_ik ∝ p_ik / √Σ_i p_ik, loss −mean_i Σ_k q_ik ln p̂_ik.
     *
     * @param p memberships without dropout, n×k
     * @param noisy scores with dropout, n×k; p̂ is their softmax
     * @param stopped whether q is a target without gradient; the public code lets it have one
     */
    public static Operand<TFloat32> depict(Trace t, Rows<Clusters> p, Rows<Scores> noisy, boolean stopped) {
        Maths m = t.m();
        Operand<TFloat32> held = stopped ? m.stop(p.value()) : p.value();
        Operand<TFloat32> used = m.sqrt(m.max(m.sumKept(held, -2), m.real(1e-30)));
        Operand<TFloat32> u = m.div(held, used);
        Operand<TFloat32> q = m.div(u, m.max(m.sumKept(u, -1), m.real(1e-30)));
        return m.neg(m.mean(m.sum(m.mul(q, m.logSoftmax(noisy.value())), -1), -1));
    }

    /**
     * Equation (2) for each row and cluster, weighted by memberships: mean_i Σ_k p_ik ½ Σ_d (s² + (loc − μ_k)² − 1 − ln s²).
     *
     * @param loc n×L
     * @param logVariance ln s², n×L
     * @param means μ, k×L
     */
    public static Operand<TFloat32> proper(
            Trace t, Rows<Clusters> p, Operand<TFloat32> loc, Operand<TFloat32> logVariance, Operand<TFloat32> means) {
        Maths m = t.m();
        Operand<TFloat32> own = m.sumKept(m.sub(m.plus(m.exp(logVariance), -1), logVariance), -1); // n×1
        Operand<TFloat32> there = m.sumKept(m.square(loc), -1);
        Operand<TFloat32> here = m.swap(m.sumKept(m.square(means), -1));
        Operand<TFloat32> apart = m.add(m.sub(there, m.scale(m.dotBT(loc, means), 2)), here); // n×k
        return m.scale(m.mean(m.sum(m.mul(p.value(), m.add(apart, own)), -1), -1), 0.5);
    }

    /**
     * Equation (3) from v_kd, the mean of (z − μ_k)² over the batch rows of cluster k: ½ Σ_d (v − 1 − ln v) as coded or
     * ½ Σ_d (1/v − 1 + ln v) as printed, mean over clusters. One without rows gives 0.
     *
     * @param members one-hot rows, n×k
     * @param z codes with their noise, n×L
     * @param means μ, k×L
     */
    public static Operand<TFloat32> spread(
            Trace t, Operand<TFloat32> members, Operand<TFloat32> z, Operand<TFloat32> means, boolean printed) {
        Maths m = t.m();
        Operand<TFloat32> rows = m.swap(m.sumKept(members, -2)); // k×1
        Operand<TFloat32> apart = m.square(m.sub(z, m.dot(members, means)));
        Operand<TFloat32> v = m.div(m.dotT(members, apart), m.max(rows, m.real(1)));
        v = m.where(m.positive(v), v, m.add(m.scale(v, 0), m.real(1)));
        Operand<TFloat32> each =
                printed ? m.add(m.plus(m.div(m.real(1), v), -1), m.log(v)) : m.sub(m.plus(v, -1), m.log(v));
        return m.scale(m.mean(m.sum(each, -1), -1), 0.5);
    }

    /** Σ a / Σ weights over both axes; 0 where no weight is. */
    private static Operand<TFloat32> over(Maths m, Operand<TFloat32> a, Operand<TFloat32> weights) {
        Operand<TFloat32> total = m.sum(m.sum(weights, -1), -1);
        return m.div(m.sum(m.sum(a, -1), -1), m.max(total, m.real(1e-12)));
    }
}
