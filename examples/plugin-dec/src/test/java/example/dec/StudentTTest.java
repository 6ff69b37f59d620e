package example.dec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;

/**
 * Equations (1) to (3) beside PyTorch 2.13 in double at the same numbers (cdist, kl_div with batchmean, autograd), and beside
 * central differences of the formula in plain Java.
 */
class StudentTTest {
    private static final int N = 6;
    private static final int K = 3;
    private static final int D = 2;

    private static List<double[][]> codesAndCentres() {
        return List.of(Descent.waves(N, D, 3, 7, 2), Descent.waves(K, D, 2, 5, 1.5));
    }

    @Test
    void theTargetSharpensMembershipsByTheSizesOfClusters() {
        double[][] q = q(codesAndCentres());
        assertArrayEquals(new double[] {0.293684002, 0.596672618, 0.109643379}, q[0], 1e-9);
        float[] p = StudentT.target(table(q));
        float[] first = {0.295266572f, 0.681600752f, 0.023132676f};
        float[] last = {0.229734750f, 0.033725229f, 0.736540021f};
        assertArrayEquals(first, Arrays.copyOfRange(p, 0, K), 1e-6f);
        assertArrayEquals(last, Arrays.copyOfRange(p, (N - 1) * K, N * K), 1e-6f);
    }

    @Test
    void aClusterWithoutMembersTakesNobody() {
        assertArrayEquals(new float[] {1, 0, 1, 0}, StudentT.target(Table.of(new float[][] {{1, 0}, {1, 0}})), 0);
    }

    @Test
    void theDivergenceAndItsGradientAreThoseOfTheFormula() {
        double[][] p = numbers(Table.of(N, K, StudentT.target(table(q(codesAndCentres())))));
        Descent step = Descent.of(
                codesAndCentres(),
                (m, w) -> StudentT.divergence(m, m.matrix(p), StudentT.scores(m, w.get(0), w.get(1), K, D)));
        assertEquals(List.of(), step.against(codesAndCentres(), w -> divergence(p, q(w))));
        assertEquals(0.078833401006, step.loss(), 1e-6);
        assertEquals(0.007397312, step.gradients().get(0)[0], 1e-6);
        assertEquals(-0.018225028, step.gradients().get(1)[0], 1e-6);
    }

    @Test
    void aModelAnswersWithTheMembershipsOfItsCodesAndCentres() {
        DecSettings small = new DecSettings(2, List.of(4), 2, 0.1, 20, 0.01, 1, 10, 0.01, 4, 5, 0);
        Table rows = Table.of(new float[][] {{0, 0, 1}, {0, 0.1f, 1}, {1, 1, 0}, {0.9f, 1, 0}});
        try (Fitted model = Coterie.on(rows).threads(1).fit(new DecMethod(), small)) {
            Table centres = Table.of(2, 2, model.params().values("centres"));
            double[][] expected = q(List.of(numbers(model.ask("embed", rows)), numbers(centres)));
            Table memberships = model.memberships(rows);
            for (int i = 0; i < rows.rows(); i++) {
                assertEquals(expected[i][0], memberships.at(i, 0), 1e-6);
            }
        }
    }

    /** Equation (1). */
    private static double[][] q(List<double[][]> w) {
        double[][] z = w.get(0);
        double[][] mu = w.get(1);
        double[][] q = new double[z.length][mu.length];
        for (int i = 0; i < q.length; i++) {
            double sum = 0;
            for (int j = 0; j < mu.length; j++) {
                double apart = 0;
                for (int e = 0; e < z[i].length; e++) {
                    apart += (z[i][e] - mu[j][e]) * (z[i][e] - mu[j][e]);
                }
                q[i][j] = 1 / (1 + apart);
                sum += q[i][j];
            }
            for (int j = 0; j < mu.length; j++) {
                q[i][j] /= sum;
            }
        }
        return q;
    }

    /** Equation (2), a mean over rows. */
    private static double divergence(double[][] p, double[][] q) {
        double total = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < K; j++) {
                total += p[i][j] * Math.log(p[i][j] / q[i][j]);
            }
        }
        return total / N;
    }

    private static Table table(double[][] values) {
        float[][] rows = new float[values.length][values[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) values[i][j];
            }
        }
        return Table.of(rows);
    }

    private static double[][] numbers(Table table) {
        double[][] values = new double[table.rows()][table.columns()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = table.at(i, j);
            }
        }
        return values;
    }
}
