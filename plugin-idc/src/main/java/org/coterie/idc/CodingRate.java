package org.coterie.idc;

import org.coterie.api.Maths;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Coding rates (Yu et al. 2020): nats per row for codes up to an error ε, by Cholesky; no matrix larger than needed. */
public final class CodingRate {
    /** Up to this width the outer products of codes are laid out once and shared by all clusters and heads. */
    private static final int NARROW = 32;

    private CodingRate() {}

    /**
     * Minus the total coding rate of the gates of a batch, equations (4) and (7): −½ ln det(I + D/(Bε) Z Zᵀ). The paper has
     * the D×D matrix ZᵀZ; by Sylvester's identity the B×B one gives the same value and gradient: the smaller one is taken.
     *
     * @param z gates, {@code [B, D]}
     * @param epsilon ε, above 0
     * @param over {@link Reduction#MEAN} divides by B, as the authors' code does
     */
    public static Operand<TFloat32> ofGates(Maths m, Operand<TFloat32> z, double epsilon, Reduction over) {
        int rows = Math.toIntExact(z.shape().get(0));
        int columns = Math.toIntExact(z.shape().get(1));
        Operand<TFloat32> products = columns < rows ? m.dotT(z, z) : m.dotBT(z, z);
        double scale = (double) columns / rows / epsilon;
        Operand<TFloat32> gram = m.add(m.eye(Math.min(rows, columns)), m.scale(products, scale));
        return m.scale(m.logDet(gram), over == Reduction.SUM ? -0.5 : -0.5 / rows);
    }

    /** c = h/‖h‖, the codes whose rate is meant. */
    public static Operand<TFloat32> normalised(Maths m, Operand<TFloat32> h) {
        return m.div(h, m.sqrt(m.plus(m.sumKept(m.square(h), -1), 1e-12)));
    }

    /**
     * The rate of codes within clusters, equations (6) and (8), small where every cluster lies in few directions:
     * (1/E) Σ_k (n_k/2B) ln det(I + E/(n_k ε) Σ_i p_ik c_i c_iᵀ), n_k = Σ_i p_ik. No term rewards spreading: an empty
     * cluster costs nothing.
     *
     * @param c codes of length 1, {@code [B, E]}
     * @param p memberships, {@code [stack…, B, K]}
     * @param epsilon ε, above 0
     * @param over {@link Reduction#SUM} drops 1/E and the weights n_k/B, as equation (6) prints it
     * @return {@code [stack…]}
     */
    public static Operand<TFloat32> withinClusters(
            Maths m, Operand<TFloat32> c, Operand<TFloat32> p, double epsilon, Reduction over) {
        long rows = c.shape().get(0);
        int width = Math.toIntExact(c.shape().get(1));
        int rank = p.shape().numDimensions();
        long[] matrices = new long[rank + 1];
        for (int axis = 0; axis < rank - 2; axis++) {
            matrices[axis] = p.shape().get(axis);
        }
        matrices[rank - 2] = p.shape().get(rank - 1);
        matrices[rank - 1] = width;
        matrices[rank] = width;
        Operand<TFloat32> n = m.plus(m.sum(p, -2), 1e-8);
        long[] sizes = java.util.Arrays.copyOf(matrices, rank + 1);
        sizes[rank - 1] = 1;
        sizes[rank] = 1;
        Operand<TFloat32> scatter = m.reshape(scatter(m, c, p, rows, width, matrices), matrices);
        Operand<TFloat32> share = m.div(m.real(width / epsilon), m.reshape(n, sizes));
        Operand<TFloat32> rates = m.logDet(m.add(m.eye(width), m.mul(scatter, share)));
        return over == Reduction.SUM
                ? m.scale(m.sum(rates, -1), 0.5)
                : m.scale(m.sum(m.mul(rates, n), -1), 0.5 / rows / width);
    }

    /** Σ_i p_ik c_i c_iᵀ for every cluster: of narrow codes one product of matrices, of wide ones one for each cluster. */
    private static Operand<TFloat32> scatter(
            Maths m, Operand<TFloat32> c, Operand<TFloat32> p, long rows, int width, long[] matrices) {
        if (width <= NARROW) {
            Operand<TFloat32> outer = m.mul(m.reshape(c, rows, width, 1), m.reshape(c, rows, 1, width));
            return m.dotT(p, m.reshape(outer, rows, (long) width * width));
        }
        long[] each = matrices.clone();
        each[each.length - 2] = rows;
        each[each.length - 1] = 1;
        return m.dotT(m.mul(m.reshape(m.swap(p), each), c), c);
    }
}
