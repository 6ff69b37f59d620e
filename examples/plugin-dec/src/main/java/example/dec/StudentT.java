package example.dec;

import org.coterie.api.Maths;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The clustering of DEC, after Xie, Girshick and Farhadi 2016: their equations (1) to (3), with one degree of freedom. */
final class StudentT {

    private StudentT() {}

    /** −ln(1 + |z_i − μ_j|²), {@code [n, k]}: their softmax is q_ij, equation (1). Centres are {@code [k, d]}. */
    static Operand<TFloat32> scores(Maths m, Operand<TFloat32> z, Operand<TFloat32> centres, int k, int d) {
        // differences, not products: near a centre the products would cancel
        Operand<TFloat32> apart = m.sub(z, m.reshape(centres, k, 1, d));
        return m.neg(m.log1p(m.swap(m.sum(m.square(apart), -1))));
    }

    /** KL(P‖Q), equation (2), as a mean over the rows; p has no gradient. */
    static Operand<TFloat32> divergence(Maths m, Operand<TFloat32> p, Operand<TFloat32> scores) {
        Operand<TFloat32> logP = m.log(m.max(p, m.real(1e-30))); // p ln p is 0 at 0
        return m.mean(m.sum(m.mul(p, m.sub(logP, m.logSoftmax(scores))), -1), -1);
    }

    /** p_ij ∝ q_ij² / f_j with f_j = Σ_i q_ij, equation (3): of all rows, {@code n·k} numbers. */
    static float[] target(Table q) {
        int k = q.columns();
        double[] f = new double[k];
        for (int i = 0; i < q.rows(); i++) {
            for (int j = 0; j < k; j++) {
                f[j] += q.at(i, j);
            }
        }
        float[] p = new float[Math.multiplyExact(q.rows(), k)];
        double[] row = new double[k];
        for (int i = 0; i < q.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < k; j++) {
                row[j] = f[j] > 0 ? (double) q.at(i, j) * q.at(i, j) / f[j] : 0;
                sum += row[j];
            }
            for (int j = 0; j < k; j++) {
                p[i * k + j] = (float) (row[j] / sum);
            }
        }
        return p;
    }

    /** The column of the largest number of each row, the first of equals. */
    static int[] labels(Table q) {
        int[] labels = new int[q.rows()];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 1; j < q.columns(); j++) {
                labels[i] = q.at(i, j) > q.at(i, labels[i]) ? j : labels[i];
            }
        }
        return labels;
    }
}
