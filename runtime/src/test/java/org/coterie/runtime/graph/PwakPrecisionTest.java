package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.Clusters;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Optimizer;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.data.Table;
import org.coterie.deepwak.Pwak;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

/**
 * The kernel without an n×n matrix, in single precision, beside the naive form with every pair of rows, in double: value and
 * gradients agree to 1e-5 of the largest entry of each, where no pseudo-count helps (τ = 0).
 */
class PwakPrecisionTest {
    private static final int K = 14;
    private static final int D = 14;
    private static final double BOUND = 1e-5;

    @ParameterizedTest(name = "{0} rows, logits of deviation {1}")
    @CsvSource({"128, 0.1", "128, 1", "128, 3", "1024, 1", "1024, 3", "8192, 3"})
    void valueAndGradientsAreThoseOfTheNaiveForm(int n, double deviation) {
        Table z = scaled(Lab.normal(n, K, 1), deviation);
        Table e = Lab.normal(n, D, 2);
        Table g = Lab.normal(n, D, 3);
        double scale = 1L << 24; // the gradient is read off a step, which must not drown in the weight
        try (Lab lab = Lab.over(g).stage(p -> {
            var logits = p.vars().weight("logits", Shape.of(n, K), Init.zeros());
            var codes = p.vars().weight("codes", Shape.of(n, D), Init.zeros());
            var value = p.vars().state("value", Shape.of(n, D), Init.zeros());
            Optimizer plain = Optimizer.sgd("plain", Schedule.constant(1));
            Pwak kernel = new Pwak(Pwak.Normalization.ROWS, 0);
            return Stage.steps("step", 1)
                    .update(Update.descend("step", plain, p.vars().weights(), (t, b) -> {
                        var k = Rows.of(new Clusters(K), t.m().softmax(t.read(logits)));
                        var out = kernel.within(t, k, Rows.of(Latent.of(D), t.read(codes)));
                        t.write(value, old -> out.value());
                        var weighted = t.m().mul(b.x().value(), out.value());
                        return Terms.of(t).add("sum", scale, t.m().sum(t.m().sum(weighted, -1), -1));
                    }));
        })) {
            lab.set(java.util.Map.of("logits", z.toArray(), "codes", e.toArray()));
            lab.step(1, IntStream.range(0, n).toArray());
            Naive naive = Naive.of(z, e, g);
            assertThat(apart(lab.read("value"), naive.value)).as("value").isLessThan(BOUND);
            assertThat(apart(step(z, lab.read("logits"), scale), naive.byLogits))
                    .as("gradient by logits")
                    .isLessThan(BOUND);
            assertThat(apart(step(e, lab.read("codes"), scale), naive.byCodes))
                    .as("gradient by codes")
                    .isLessThan(BOUND);
        }
    }

    private static float[] step(Table before, float[] after, double scale) {
        float[] gradient = before.toArray();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (((double) gradient[i] - after[i]) / scale);
        }
        return gradient;
    }

    private static double apart(float[] ours, double[] naive) {
        double most = 0;
        double largest = 0;
        for (int i = 0; i < naive.length; i++) {
            most = Math.max(most, Math.abs(ours[i] - naive[i]));
            largest = Math.max(largest, Math.abs(naive[i]));
        }
        return most / largest;
    }

    private static Table scaled(Table x, double by) {
        float[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) by;
        }
        return Table.of(x.rows(), x.columns(), values);
    }

    /** Equations (2), (3) pair by pair, and the gradients of Σ G ⊙ Ê by hand. */
    private static final class Naive {
        final double[] value;
        final double[] byLogits;
        final double[] byCodes;

        private Naive(double[] value, double[] byLogits, double[] byCodes) {
            this.value = value;
            this.byLogits = byLogits;
            this.byCodes = byCodes;
        }

        static Naive of(Table z, Table e, Table g) {
            int n = z.rows();
            double[][] k = new double[n][];
            for (int i = 0; i < n; i++) {
                k[i] = softmax(z, i);
            }
            double[] codes = doubles(e);
            double[] outer = doubles(g);
            double[] value = new double[n * D];
            double[] degree = new double[n];
            IntStream.range(0, n).parallel().forEach(i -> {
                for (int j = 0; j < n; j++) {
                    double p = i == j ? 0 : dot(k[i], 0, k[j], 0, K);
                    degree[i] += p;
                    for (int d = 0; d < D; d++) {
                        value[i * D + d] += p * codes[j * D + d];
                    }
                }
                for (int d = 0; d < D; d++) {
                    value[i * D + d] /= degree[i];
                }
            });
            // q_ij = ∂L/∂P_ij = G_i (E_j − Ê_i) / deg_i; ∂L/∂K_i = Σ_j (q_ij + q_ji) K_j; ∂L/∂E_i = Σ_j W_ji G_j
            double[] own = new double[n];
            for (int i = 0; i < n; i++) {
                own[i] = dot(outer, i * D, value, i * D, D);
            }
            double[] byLogits = new double[n * K];
            double[] byCodes = new double[n * D];
            IntStream.range(0, n).parallel().forEach(i -> {
                double[] byK = new double[K];
                for (int j = 0; j < n; j++) {
                    if (i == j) {
                        continue;
                    }
                    double there = (dot(outer, i * D, codes, j * D, D) - own[i]) / degree[i];
                    double back = (dot(outer, j * D, codes, i * D, D) - own[j]) / degree[j];
                    double weight = dot(k[i], 0, k[j], 0, K) / degree[j];
                    for (int c = 0; c < K; c++) {
                        byK[c] += (there + back) * k[j][c];
                    }
                    for (int d = 0; d < D; d++) {
                        byCodes[i * D + d] += weight * outer[j * D + d];
                    }
                }
                double mean = dot(byK, 0, k[i], 0, K);
                for (int c = 0; c < K; c++) {
                    byLogits[i * K + c] = k[i][c] * (byK[c] - mean);
                }
            });
            return new Naive(value, byLogits, byCodes);
        }

        private static double dot(double[] a, int from, double[] b, int start, int length) {
            double sum = 0;
            for (int d = 0; d < length; d++) {
                sum += a[from + d] * b[start + d];
            }
            return sum;
        }

        private static double[] softmax(Table z, int i) {
            double[] k = new double[K];
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < K; c++) {
                most = Math.max(most, z.at(i, c));
            }
            for (int c = 0; c < K; c++) {
                k[c] = Math.exp(z.at(i, c) - most);
            }
            double sum = Arrays.stream(k).sum();
            return Arrays.stream(k).map(v -> v / sum).toArray();
        }

        private static double[] doubles(Table x) {
            float[] values = x.toArray();
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }
    }
}
