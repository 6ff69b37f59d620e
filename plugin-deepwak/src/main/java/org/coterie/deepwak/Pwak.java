package org.coterie.deepwak;

import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Space;
import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The partitioned weighted affinity kernel, PWAK(K) = WAK(K Kᵀ), equation (3) and A1: every row is replaced by the
 * average of the <em>other</em> rows, weighted by shared membership. Written without any n×n matrix, in O(n·k·d),
 * and exact:
 *
 * <pre>
 *   s = Σ_j K_j        M = Kᵀ E        q_i = Σ_c K_ic²        deg_i = Σ_c K_ic (s_c − K_ic)
 *   Ê_i = (K_i M − q_i E_i + τ μ_i) / (deg_i + τ)             μ_i = the mean of the other rows
 *       = (K_i M + p Σ_c M_c − (q_i + p) E_i) / (deg_i + τ)   p = τ / (n − 1)
 * </pre>
 *
 * <p>Leading stack axes are counted through: {@code [stack…, n, k]} and {@code [stack…, n, d]}, where one of the two
 * may lack the stack and is then shared.
 *
 * @param normalization what of the kernel sums to 1
 * @param pseudoCount τ &gt;= 0, in rows: how many rows of average content stand beside a row's own neighbours.
 *     Without it a row that shares its clusters with nobody is a quotient of rounding errors; 0 is the paper's kernel
 */
public record Pwak(Normalization normalization, double pseudoCount) {

    /** What of the kernel sums to 1. */
    public enum Normalization {
        /** Rows: a prediction is an average, and a constant comes back as itself. */
        ROWS,
        /**
         * Columns, as the paper's text and code have it; predictions of soft memberships are off by a factor near 1.
         */
        COLUMNS
    }

    // where τ is 0 and a row has no company, rounding noise is divided by its own size, as in the published code
    private static final double SMALLEST = Math.ulp(1f);

    /** Checks the pseudo-count. */
    public Pwak {
        if (!(pseudoCount >= 0 && pseudoCount <= 1e6)) {
            throw Fault.of("a pseudo-count is out of range")
                    .at("PWAK")
                    .got(pseudoCount)
                    .expected("0 <= pseudo-count <= 1e6")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Rows that sum to 1 and a pseudo-count of 0.001. */
    public static Pwak defaults() {
        return new Pwak(Normalization.ROWS, 1e-3);
    }

    /**
     * PWAK(K) E among the rows of a batch.
     *
     * @param k memberships K, {@code [stack…, n, k]}
     * @param e what is denoised, E, {@code [stack…, n, d]}
     * @return Ê, {@code [stack…, n, d]}
     */
    public <S extends Space> Rows<S> within(Trace t, Rows<Clusters> k, Rows<S> e) {
        Operand<TFloat32> s = counts(t, k);
        if (normalization == Normalization.ROWS) {
            return without(t, k, e, s, sums(t, k, e));
        }
        // Ê = K (Kᵀ b) − q ⊙ b with b = E / deg
        Maths m = t.m();
        Operand<TFloat32> b = m.div(e.value(), company(m, degree(m, k, s)));
        Operand<TFloat32> among = m.dot(k.value(), m.dotT(k.value(), b));
        return Rows.of(e.space(), m.sub(among, m.mul(self(m, k), b)));
    }

    /**
     * Rows that are themselves in the bank, each predicted from all others in it; rows of the kernel sum to 1.
     *
     * @param s the bank's S, {@code [stack…, 1, k]}
     * @param m the bank's M, {@code [stack…, k, d]}
     */
    public <S extends Space> Rows<S> without(
            Trace t, Rows<Clusters> k, Rows<S> e, Operand<TFloat32> s, Operand<TFloat32> m) {
        Maths math = t.m();
        Operand<TFloat32> q = self(math, k);
        Operand<TFloat32> company = company(math, degree(math, k, s));
        if (pseudoCount == 0) {
            Operand<TFloat32> sum = math.sub(math.dot(k.value(), m), math.mul(q, e.value()));
            return Rows.of(e.space(), math.div(sum, company));
        }
        // memberships sum to 1, so S adds up to n and M to the sum of all rows
        Operand<TFloat32> others = math.max(math.plus(math.sumKept(s, -1), -1), math.real(1));
        Operand<TFloat32> pull = math.div(math.real(pseudoCount), others);
        // the second line of the formula: half the passes over the n rows
        Operand<TFloat32> all = math.affine(k.value(), m, math.mul(pull, math.sumKept(m, -2)));
        Operand<TFloat32> sum = math.sub(all, math.mul(math.add(q, pull), e.value()));
        return Rows.of(e.space(), math.div(sum, company));
    }

    /**
     * Any rows, new ones included, predicted from the bank of the training rows: ê = (K M + τ μ) / (K·S + τ), μ the
     * mean of the bank. Depends on each row alone. Always an average, also where the kernel within a batch
     * normalises columns.
     *
     * @param of the space of the bank's rows
     * @param s the bank's S = Σ_j K_j, {@code [stack…, 1, k]}
     * @param m the bank's M = Kᵀ E, {@code [stack…, k, d]}
     */
    public <S extends Space> Rows<S> fromBank(
            Trace t, Rows<Clusters> k, S of, Operand<TFloat32> s, Operand<TFloat32> m) {
        Maths math = t.m();
        Operand<TFloat32> degree = math.sumKept(math.mul(k.value(), s), -1);
        Operand<TFloat32> rows = math.max(math.sumKept(s, -1), math.real(1));
        Operand<TFloat32> mean = math.div(math.sumKept(m, -2), rows);
        return Rows.of(of, average(math, math.dot(k.value(), m), degree, mean));
    }

    /** S = Σ_j K_j, {@code [stack…, 1, k]}. */
    static Operand<TFloat32> counts(Trace t, Rows<Clusters> k) {
        return t.m().sumKept(k.value(), -2);
    }

    /** M = Kᵀ E, {@code [stack…, k, d]}. */
    static <S extends Space> Operand<TFloat32> sums(Trace t, Rows<Clusters> k, Rows<S> e) {
        return t.m().dotT(k.value(), e.value());
    }

    private Operand<TFloat32> average(
            Maths m, Operand<TFloat32> sum, Operand<TFloat32> degree, Operand<TFloat32> mean) {
        Operand<TFloat32> pulled = pseudoCount > 0 ? m.add(sum, m.scale(mean, pseudoCount)) : sum;
        return m.div(pulled, company(m, degree));
    }

    private Operand<TFloat32> company(Maths m, Operand<TFloat32> degree) {
        return pseudoCount > 0 ? m.plus(degree, pseudoCount) : m.max(degree, m.real(SMALLEST));
    }

    private static Operand<TFloat32> self(Maths m, Rows<Clusters> k) {
        return m.sumKept(m.square(k.value()), -1);
    }

    /** The subtraction inside the sum keeps its digits; rounding may still leave −1e-8, hence max(·, 0). */
    private static Operand<TFloat32> degree(Maths m, Rows<Clusters> k, Operand<TFloat32> s) {
        return m.relu(m.sumKept(m.mul(k.value(), m.sub(s, k.value())), -1));
    }
}
