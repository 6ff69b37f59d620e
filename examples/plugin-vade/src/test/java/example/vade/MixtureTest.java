package example.vade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Maths;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The terms of −ELBO beside PyTorch 2.13 in double at the same numbers (Normal.log_prob, kl_divergence, autograd; they sum to
 * equation (12) written out), and beside central differences of equation (12) in plain Java.
 */
class MixtureTest {
    private static final int N = 6;
    private static final int K = 3;
    private static final int D = 2;
    private static final double[][] NOISE = Descent.waves(N, D, 4, 9, 1.2);

    /** Mean and ln variance of q(z|x); logits, means and ln variances of the prior. */
    private static List<double[][]> numbers() {
        return List.of(
                Descent.waves(N, D, 3, 7, 2),
                Descent.waves(N, D, 5, 2, 0.8),
                Descent.waves(1, K, 1, 1, 0.5),
                Descent.waves(K, D, 2, 5, 1.5),
                Descent.waves(K, D, 6, 1, 0.7));
    }

    private static Mixture prior(List<Operand<TFloat32>> w) {
        return new Mixture(w.get(2), w.get(3), w.get(4), K, D);
    }

    private static Operand<TFloat32> logs(Maths m, List<Operand<TFloat32>> w) {
        Operand<TFloat32> z = m.add(w.get(0), m.mul(m.exp(m.scale(w.get(1), 0.5)), m.matrix(NOISE)));
        return prior(w).logs(m, z);
    }

    private static Operand<TFloat32> logGamma(Maths m, List<Operand<TFloat32>> w) {
        return m.logSoftmax(logs(m, w));
    }

    @Test
    void theTermsOfCodesAndClustersAreThoseOfEquation12() {
        Descent codes =
                Descent.of(numbers(), (m, w) -> prior(w).codes(m, logGamma(m, w), w.get(0), w.get(1)));
        assertEquals(1.177893307036, codes.loss(), 1e-5);
        Descent clusters = Descent.of(numbers(), (m, w) -> prior(w).clusters(m, logGamma(m, w)));
        assertEquals(0.492993495965, clusters.loss(), 1e-5);
        Descent both = Descent.of(
                numbers(),
                (m, w) -> m.add(
                        prior(w).codes(m, logGamma(m, w), w.get(0), w.get(1)),
                        prior(w).clusters(m, logGamma(m, w))));
        assertEquals(List.of(), both.against(numbers(), MixtureTest::equation12));
        double[] first = {0.121363872, 0.044894206, 0.135621592, 0.239874052, -0.215806293};
        for (int i = 0; i < first.length; i++) {
            assertEquals(first[i], both.gradients().get(i)[0], 3e-6);
        }
    }

    @Test
    void thePriorIsADensityOfCodesAndClusters() {
        // PyTorch's ln π_c + Normal.log_prob of the first row, and their softmax
        double[][] logs = logs(numbers());
        assertEquals(-5.163008291192, logs[0][0], 1e-11);
        assertEquals(0.296774154, gamma(logs[0])[1], 1e-9);
        // and the graph has the same densities: the evidence, ln p(z), and its gradient
        Descent evidence = Descent.of(numbers(), (m, w) -> m.mean(m.log(m.sum(m.exp(logs(m, w)), -1)), -1));
        assertEquals(List.of(), evidence.against(numbers(), MixtureTest::evidence));
    }

    @Test
    void aBernoulliLikelihoodRefusesWhatIsNoProbability() {
        VadeSettings small = settings(VadeSettings.Likelihood.BERNOULLI);
        Table rows = Table.of(new float[][] {{0, 1}, {1, 2}, {0, 0}});
        CoterieException e = assertThrows(
                CoterieException.class, () -> Coterie.on(rows).fit(new VadeMethod(), small).close());
        assertTrue(e.getMessage().contains("likelihood = gaussian"), e.getMessage());
    }

    @Test
    void aClusterDrawsTheRowItsCentroidShowsWhereThereIsNoNoise() {
        Table rows = Table.of(new float[][] {{0, 1}, {0.1f, 0.9f}, {1, 0}, {0.9f, 0.1f}});
        for (VadeSettings.Likelihood likelihood : VadeSettings.Likelihood.values()) {
            try (Fitted model = Coterie.on(rows).threads(1).fit(new VadeMethod(), settings(likelihood))) {
                Table drawn = model.drawn("generate", new int[] {1, 0}, Table.of(new float[2][2]));
                Table centroids = model.fixed("centroids");
                assertEquals(centroids.at(1, 0), drawn.at(0, 0), 1e-6);
                assertEquals(centroids.at(0, 1), drawn.at(1, 1), 1e-6);
            }
        }
    }

    private static VadeSettings settings(VadeSettings.Likelihood likelihood) {
        return new VadeSettings(2, List.of(4), 2, likelihood, 20, 0.01, 1, 10, 0.002, 0.9, 4);
    }

    // ------------------------------------------------------------------------------------------- in plain Java

    private static double[][] draws(List<double[][]> w) {
        double[][] z = new double[N][D];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                z[i][j] = w.get(0)[i][j] + Math.exp(w.get(1)[i][j] / 2) * NOISE[i][j];
            }
        }
        return z;
    }

    private static double[] logPi(List<double[][]> w) {
        double sum = 0;
        for (double logit : w.get(2)[0]) {
            sum += Math.exp(logit);
        }
        double[] log = w.get(2)[0].clone();
        for (int c = 0; c < K; c++) {
            log[c] -= Math.log(sum);
        }
        return log;
    }

    private static double[][] logs(List<double[][]> w) {
        double[][] z = draws(w);
        double[][] logs = new double[N][K];
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < K; c++) {
                logs[i][c] = logPi(w)[c];
                for (int j = 0; j < D; j++) {
                    double log = w.get(4)[c][j];
                    double apart = z[i][j] - w.get(3)[c][j];
                    logs[i][c] -= 0.5 * (Math.log(2 * Math.PI) + log + apart * apart / Math.exp(log));
                }
            }
        }
        return logs;
    }

    private static double[] gamma(double[] logs) {
        double[] gamma = new double[K];
        double sum = 0;
        for (int c = 0; c < K; c++) {
            gamma[c] = Math.exp(logs[c]);
            sum += gamma[c];
        }
        for (int c = 0; c < K; c++) {
            gamma[c] /= sum;
        }
        return gamma;
    }

    /** Equation (12) without the reconstruction, its sign turned, a mean over rows. */
    private static double equation12(List<double[][]> w) {
        double[][] logs = logs(w);
        double total = 0;
        for (int i = 0; i < N; i++) {
            double[] gamma = gamma(logs[i]);
            for (int c = 0; c < K; c++) {
                total += gamma[c] * (Math.log(gamma[c]) - logPi(w)[c]);
                for (int j = 0; j < D; j++) {
                    double v = Math.exp(w.get(4)[c][j]);
                    double apart = w.get(0)[i][j] - w.get(3)[c][j];
                    total += 0.5 * gamma[c] * (Math.log(v) + Math.exp(w.get(1)[i][j]) / v + apart * apart / v);
                }
            }
            for (int j = 0; j < D; j++) {
                total -= 0.5 * (1 + w.get(1)[i][j]);
            }
        }
        return total / N;
    }

    private static double evidence(List<double[][]> w) {
        double total = 0;
        for (double[] row : logs(w)) {
            double sum = 0;
            for (double log : row) {
                sum += Math.exp(log);
            }
            total += Math.log(sum) / N;
        }
        return total;
    }
}
