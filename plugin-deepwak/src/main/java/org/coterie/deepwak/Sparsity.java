package org.coterie.deepwak;

import org.coterie.api.Clusters;
import org.coterie.api.Maths;
import org.coterie.api.Penalty;
import org.coterie.api.Space;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Penalties by name, of codes or of memberships, for {@link TiedDictionary} and for heads composed in code. None is used in the
 * preprint, which claims sparsity without them; all are in its sources. Per member of a stack.
 */
public enum Sparsity {
    /** mean |w|. */
    L1,
    /** Σ|w| / ‖w‖, which no scale changes: from 1 (one number) to √N (all alike). */
    SCALE_FREE_L1,
    /** −Σ p log₂ p with p = (|w| + ε) / Σ(|w| + ε), in bits. */
    ENTROPY;

    /** ε of {@link #ENTROPY} and of the norm in {@link #SCALE_FREE_L1}. */
    static final double SMALL = Math.ulp(1f);

    /** The penalty of a batch, over all its numbers. */
    public <S extends Space> Penalty<S> penalty() {
        return (t, rows) -> {
            Maths m = t.m();
            Operand<TFloat32> size = m.abs(rows.value());
            return switch (this) {
                case L1 -> m.mean(m.mean(size, -1), -1);
                case SCALE_FREE_L1 ->
                    m.div(total(m, size), m.sqrt(m.plus(total(m, m.square(rows.value())), SMALL * SMALL)));
                case ENTROPY -> {
                    Operand<TFloat32> above = m.plus(size, SMALL);
                    Operand<TFloat32> p = m.div(above, m.sumKept(m.sumKept(above, -1), -2));
                    yield m.scale(total(m, m.mul(p, m.log(p))), -1 / Math.log(2));
                }
            };
        };
    }

    /**
     * Minus the modularity of a graph under soft memberships, Q = (1/2w) Σ_ij (A_ij − γ d_i d_j / 2w) (K Kᵀ)_ij, without K Kᵀ:
     * Σ_c [K_cᵀ A K_c / 2w − γ (dᵀ K_c / 2w)²].
     *
     * @param graph A among the rows of the batch, symmetric, {@code [n, n]}
     * @param resolution γ, above 0
     */
    public static Penalty<Clusters> modularity(Operand<TFloat32> graph, double resolution) {
        return (t, k) -> {
            Maths m = t.m();
            Operand<TFloat32> degrees = m.sumKept(graph, -1);
            Operand<TFloat32> weight = m.sumKept(degrees, -2); // 2w, [1, 1]
            Operand<TFloat32> inside = m.div(m.mul(k.value(), m.dot(graph, k.value())), weight);
            Operand<TFloat32> ends = m.div(m.dotT(degrees, k.value()), weight); // [1, k]
            return m.sub(m.scale(total(m, m.square(ends)), resolution), total(m, inside));
        };
    }

    private static Operand<TFloat32> total(Maths m, Operand<TFloat32> a) {
        return m.sum(m.sum(a, -1), -1);
    }
}
