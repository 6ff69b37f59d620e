package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Trace;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Every term: its value beside PyTorch 2.13 at the same numbers (binary_cross_entropy, kl_divergence, autograd, in double), its
 * gradient beside central differences of the formula in plain Java.
 */
class ObjectiveTest {
    private static final int N = 6;
    private static final int K = 3;
    private static final int[] GATED = {0, 1, 0, 1, 1, 0};

    /** Wanted pairs: those whose numbers are alike modulo 3. */
    private static double wanted(int i, int j) {
        return i % 3 == j % 3 ? 1 : 0;
    }

    private static double masked(int i, int j) {
        return (i + j) % 5 == 4 ? 0 : 1;
    }

    private static List<double[][]> scores() {
        return List.<double[][]>of(Descent.waves(N, K, 3, 7, 2));
    }

    @Test
    void similarityIsTheCrossEntropyOfPairsToTheProductOfMemberships() {
        Descent step = Descent.of(
                scores(),
                (t, b, w) -> Objective.similarity(
                        t, p(t, w.get(0)), pairs(t, ObjectiveTest::wanted), pairs(t, (i, j) -> 1), false));
        assertThat(step.against(scores(), w -> similarity(w.get(0), (i, j) -> 1)))
                .isEmpty();
        assertThat(step.loss()).isCloseTo(0.622045362583, within(2e-6));
        assertThat(step.gradients().get(0)[0]).isCloseTo(-0.007532824f, within(1e-6f));
        assertThat(step.gradients().get(0)[3]).isCloseTo(0.021803305f, within(1e-6f));
    }

    @Test
    void pairsOnTheWrongSidePullHoweverSureTheGateIs() {
        // rows 0 and 1 are alike and lie in clusters 0 and 1, rows 0 and 2 are not and lie in cluster 0, all with 1 -
        // 1e-16
        double[][] sure = {{37, 0}, {0, 37}, {37, 0}};
        Descent step = Descent.of(
                List.<double[][]>of(sure),
                (t, b, w) -> Objective.similarity(
                        t,
                        Rows.of(new Clusters(2), t.m().softmax(w.get(0))),
                        t.m().matrix(new double[][] {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}}),
                        t.m().matrix(new double[][] {{0, 1, 1}, {1, 0, 0}, {1, 0, 0}}),
                        false));
        // of four pairs two have -ln 2e-16 and pull with 1, half on either row: (37 - ln 2) and 1/4 and 1/4
        assertThat(step.loss()).isCloseTo(37 - Math.log(2), within(1e-4));
        assertThat(step.gradients().get(0))
                .containsExactly(new float[] {0.5f, -0.5f, -0.25f, 0.25f, 0.25f, -0.25f}, within(1e-5f));
    }

    @Test
    void unknownPairsAreLeftOut() {
        Descent step = Descent.of(
                scores(),
                (t, b, w) -> Objective.similarity(
                        t, p(t, w.get(0)), pairs(t, ObjectiveTest::wanted), pairs(t, ObjectiveTest::masked), false));
        assertThat(step.against(scores(), w -> similarity(w.get(0), ObjectiveTest::masked)))
                .isEmpty();
        assertThat(step.loss()).isCloseTo(0.659621188495, within(2e-6));
    }

    @Test
    void balancedPairsWeighHalfEach() {
        Descent step = Descent.of(
                scores(),
                (t, b, w) -> Objective.similarity(
                        t, p(t, w.get(0)), pairs(t, ObjectiveTest::wanted), pairs(t, (i, j) -> 1), true));
        assertThat(step.against(scores(), w -> balanced(w.get(0)))).isEmpty();
        assertThat(step.loss()).isCloseTo(0.731922442831, within(2e-6));
    }

    @Test
    void reconstructionIsTheCrossEntropyOfLogitsOrTheSquaredErrorMeanOverColumnsAndRows() {
        double[][] x = {{0, 1}, {1, 0}, {1, 2}}; // the rows of Descent
        List<double[][]> w0 = List.<double[][]>of(Descent.waves(3, 2, 3, 7, 2));
        for (MoeSimVae.Output output : MoeSimVae.Output.values()) {
            MoeSimVae moe = MoeSimVaeSettings.of(2)
                    .with(new MoeSimVae.Form(
                            output, Objective.Divergence.PROPER, MoeSimVae.Means.MOVING, false, true, false, true, 0))
                    .architecture(Features.of(2));
            Descent step = Descent.of(w0, (t, b, w) -> moe.misfit(t, b, Rows.of(Features.of(2), w.get(0))));
            assertThat(step.against(w0, w -> misfit(x, w.get(0), output))).isEmpty();
        }
    }

    @Test
    void depictFollowsATargetThatTheGradientDoesNotSee() {
        List<double[][]> w0 = List.<double[][]>of(Descent.waves(N, K, 5, 2, 1));
        double[][] q = target(softmax(Descent.waves(N, K, 3, 7, 2)));
        Descent step = Descent.of(
                w0,
                (t, b, w) -> Objective.depict(
                        t, p(t, constant(t, Descent.waves(N, K, 3, 7, 2))), Rows.of(new Scores(K), w.get(0)), true));
        assertThat(step.against(w0, w -> crossEntropy(q, w.get(0)))).isEmpty();
        assertThat(step.loss()).isCloseTo(1.300959839423, within(2e-6));
    }

    @Test
    void depictAsCodedHasAGradientThroughItsTargetToo() {
        Descent step = Descent.of(
                scores(), (t, b, w) -> Objective.depict(t, p(t, w.get(0)), Rows.of(new Scores(K), w.get(0)), false));
        assertThat(step.against(scores(), w -> crossEntropy(target(softmax(w.get(0))), w.get(0))))
                .isEmpty();
        assertThat(step.loss()).isCloseTo(1.028612795773, within(2e-6));
    }

    @Test
    void theProperDivergenceIsThatOfEachRowToEachMeanByMembership() {
        List<double[][]> w0 = List.of(
                Descent.waves(N, K, 3, 7, 2),
                Descent.waves(N, 2, 2, 5, 1.5),
                Descent.waves(N, 2, 4, 3, 0.8),
                Descent.waves(K, 2, 6, 1, 1));
        Descent step = Descent.of(w0, (t, b, w) -> Objective.proper(t, p(t, w.get(0)), w.get(1), w.get(2), w.get(3)));
        assertThat(step.against(w0, ObjectiveTest::proper)).isEmpty();
        assertThat(step.loss()).isCloseTo(1.918105875310, within(2e-6));
    }

    @Test
    void theSpreadOfClustersIsTakenInEitherDirectionAndAnEmptyOneGivesNothing() {
        List<double[][]> w0 = List.of(Descent.waves(N, 2, 2, 5, 1.5), Descent.waves(K, 2, 6, 1, 1));
        for (boolean printed : new boolean[] {false, true}) {
            Descent step = Descent.of(w0, (t, b, w) -> Objective.spread(t, gated(t), w.get(0), w.get(1), printed));
            assertThat(step.against(w0, w -> spread(w, printed))).isEmpty();
            assertThat(step.loss()).isCloseTo(printed ? 1.215637901709 : 0.522933663260, within(1e-5));
        }
    }

    @Test
    void flagsAreLearnedFromTheRowsThatCount() {
        double[][] flags = new double[N][K];
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < K; c++) {
                flags[i][c] = (i * 2 + c) % 3 == 0 ? 1 : 0;
            }
        }
        double[][] counts = {{1}, {0}, {1}, {1}, {0}, {1}};
        Descent step = Descent.of(
                scores(), (t, b, w) -> Objective.flagged(t, p(t, w.get(0)), constant(t, flags), constant(t, counts)));
        assertThat(step.against(scores(), w -> flagged(w.get(0), flags, counts)))
                .isEmpty();
        assertThat(step.loss()).isCloseTo(0.684267090137, within(2e-6));
    }

    // ------------------------------------------------------------------------------------------- in the graph

    private interface Pair {
        double of(int i, int j);
    }

    private static Rows<Clusters> p(Trace t, Operand<TFloat32> scores) {
        return t.soft(Rows.of(new Scores(K), scores));
    }

    private static Operand<TFloat32> constant(Trace t, double[][] values) {
        Maths m = t.m();
        return m.stack(java.util.Arrays.stream(values)
                .map(row ->
                        m.stack(java.util.Arrays.stream(row).mapToObj(m::real).toList()))
                .toList());
    }

    private static Operand<TFloat32> pairs(Trace t, Pair pair) {
        double[][] values = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                values[i][j] = pair.of(i, j);
            }
        }
        return constant(t, values);
    }

    private static Operand<TFloat32> gated(Trace t) {
        double[][] values = new double[N][K];
        for (int i = 0; i < N; i++) {
            values[i][GATED[i]] = 1;
        }
        return constant(t, values);
    }

    // ------------------------------------------------------------------------------------------- in plain Java

    private static double[][] softmax(double[][] s) {
        double[][] p = new double[s.length][s[0].length];
        for (int i = 0; i < s.length; i++) {
            double sum = 0;
            for (double score : s[i]) {
                sum += Math.exp(score);
            }
            for (int c = 0; c < s[i].length; c++) {
                p[i][c] = Math.exp(s[i][c]) / sum;
            }
        }
        return p;
    }

    private static double similarity(double[][] s, Pair known) {
        double[][] p = softmax(s);
        double total = 0;
        double count = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double q = 0;
                for (int c = 0; c < K; c++) {
                    q += p[i][c] * p[j][c];
                }
                total -= known.of(i, j) * (wanted(i, j) == 1 ? Math.log(q) : Math.log(1 - q));
                count += known.of(i, j);
            }
        }
        return total / count;
    }

    private static double balanced(double[][] s) {
        double[][] p = softmax(s);
        double[] sums = new double[2];
        double[] counts = new double[2];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double q = 0;
                for (int c = 0; c < K; c++) {
                    q += p[i][c] * p[j][c];
                }
                int alike = (int) wanted(i, j);
                sums[alike] -= alike == 1 ? Math.log(q) : Math.log(1 - q);
                counts[alike]++;
            }
        }
        return (sums[0] / counts[0] + sums[1] / counts[1]) / 2;
    }

    /** Equation (4), or the mean squared error. */
    private static double misfit(double[][] x, double[][] y, MoeSimVae.Output output) {
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                double q = 1 / (1 + Math.exp(-y[i][j]));
                total += output == MoeSimVae.Output.REAL
                        ? Math.pow(x[i][j] - y[i][j], 2)
                        : -x[i][j] * Math.log(q) - (1 - x[i][j]) * Math.log(1 - q);
            }
        }
        return total / (x.length * x[0].length);
    }

    private static double[][] target(double[][] p) {
        double[][] q = new double[N][K];
        for (int i = 0; i < N; i++) {
            double sum = 0;
            for (int c = 0; c < K; c++) {
                double used = 0;
                for (int r = 0; r < N; r++) {
                    used += p[r][c];
                }
                q[i][c] = p[i][c] / Math.sqrt(used);
                sum += q[i][c];
            }
            for (int c = 0; c < K; c++) {
                q[i][c] /= sum;
            }
        }
        return q;
    }

    private static double crossEntropy(double[][] q, double[][] s) {
        double[][] p = softmax(s);
        double total = 0;
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < K; c++) {
                total -= q[i][c] * Math.log(p[i][c]);
            }
        }
        return total / N;
    }

    private static double proper(List<double[][]> w) {
        double[][] p = softmax(w.get(0));
        double total = 0;
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < K; c++) {
                for (int d = 0; d < 2; d++) {
                    double apart = w.get(1)[i][d] - w.get(3)[c][d];
                    double log = w.get(2)[i][d];
                    total += p[i][c] * 0.5 * (Math.exp(log) + apart * apart - 1 - log);
                }
            }
        }
        return total / N;
    }

    private static double spread(List<double[][]> w, boolean printed) {
        double total = 0;
        for (int c = 0; c < K; c++) {
            for (int d = 0; d < 2; d++) {
                double v = 0;
                int rows = 0;
                for (int i = 0; i < N; i++) {
                    if (GATED[i] == c) {
                        v += Math.pow(w.get(0)[i][d] - w.get(1)[c][d], 2);
                        rows++;
                    }
                }
                v = rows == 0 ? 1 : v / rows;
                total += 0.5 * (printed ? 1 / v - 1 + Math.log(v) : v - 1 - Math.log(v));
            }
        }
        return total / K;
    }

    private static double flagged(double[][] s, double[][] flags, double[][] counts) {
        double[][] p = softmax(s);
        double total = 0;
        double rows = 0;
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < K; c++) {
                total -= counts[i][0] / K * (flags[i][c] == 1 ? Math.log(p[i][c]) : Math.log(1 - p[i][c]));
            }
            rows += counts[i][0];
        }
        return total / rows;
    }
}
