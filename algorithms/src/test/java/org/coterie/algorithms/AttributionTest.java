package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Explainers on memberships softmax(−|x − c|²) of three centres, and on games whose values follow by hand. */
class AttributionTest {
    private static final float[][] CENTRES = {
        {0, 0, 0, 0, 0}, {1, 0.5f, -1, 0, 0.25f}, {-0.5f, 1, 0, 1.5f, -1},
    };
    private static final Table BACKGROUND =
            Table.of(new float[][] {{0, 0, 0, 0, 0}, {0.5f, -0.5f, 0.25f, 1, -0.25f}, {-1, 0.25f, 0.5f, 0, 1}});
    private static final Table X = Table.of(new float[][] {{1, 0.75f, -1, 0.25f, 0}, {-0.5f, 1, 0.25f, 1.25f, -1}});
    private static final int[] CLUSTERS = {1, 2};

    /** PyTorch 2 by autograd in double, 50 midpoints, from the second row of the background. */
    @Test
    void integratedGradientsAreThoseOfPyTorch() {
        Attribution found = new IntegratedGradients(50).of(new Soft(), X, row(BACKGROUND, 1), CLUSTERS);
        assertRow(
                found,
                0,
                1e-6,
                0.17593846674166017,
                0.19106776150232593,
                0.42830403808425066,
                0.020775831785819467,
                0.026032053412172417);
        assertRow(found, 1, 1e-6, 0.16027732053660185, 0.41911189987338165, 0, 0.1078639780551666, 0.2188139591971544);
        assertThat(found.largestGap()).isCloseTo(5.183600367808516e-05, within(1e-6));
    }

    @Test
    void integratedGradientsAreCompleteWhenStepsAreMany() {
        double coarse = new IntegratedGradients(20)
                .of(new Soft(), X, row(BACKGROUND, 2), CLUSTERS)
                .largestGap();
        double fine = new IntegratedGradients(400)
                .of(new Soft(), X, row(BACKGROUND, 2), CLUSTERS)
                .largestGap();
        assertThat(fine).isLessThan(2e-6);
        assertThat(coarse).isGreaterThan(fine);
    }

    /** By hand: of x₁·x₂ + 3x₃ from zero, half of the product each, and 3x₃; one step is exact as gradients are linear. */
    @Test
    void integratedGradientsOfAProductAreHalves() {
        Attribution found = new IntegratedGradients(1)
                .of(new Product(), Table.of(new float[][] {{2, 5, 0.5f}}), new float[3], new int[1]);
        assertRow(found, 0, 0, 5, 5, 1.5);
        assertThat(found.gap(0)).isZero();
    }

    /** By hand: draws in turn weigh all background rows alike, so of a linear model 3(x₃ − mean of the background's). */
    @Test
    void gradientShapOfALinearModelIsExact() {
        Table background = Table.of(new float[][] {{0, 0, 1}, {0, 0, 2}, {0, 0, 6}});
        Attribution found =
                new GradientShap(6, 7).of(new Product(), Table.of(new float[][] {{0, 0, 4}}), background, new int[1]);
        assertRow(found, 0, 1e-6, 0, 0, 3);
        assertThat(found.baseline()[0]).isCloseTo(9, within(1e-12));
    }

    @Test
    void gradientShapNearsCompletenessAndRepeatsItselfBySeed() {
        GradientShap many = new GradientShap(30_000, 1);
        Attribution found = many.of(new Soft(), X, BACKGROUND, CLUSTERS);
        assertThat(found.largestGap()).isLessThan(0.01);
        float[] once = new GradientShap(30, 4)
                .of(new Soft(), X, BACKGROUND, CLUSTERS)
                .values()
                .toArray();
        Table turned = X.select(1, 0);
        Attribution again = new GradientShap(30, 4).of(new Soft(), turned, BACKGROUND, new int[] {2, 1});
        assertThat(again.values().select(1, 0).toArray()).isEqualTo(once); // whatever the other rows are
        assertThat(new GradientShap(30, 5)
                        .of(new Soft(), X, BACKGROUND, CLUSTERS)
                        .values()
                        .toArray())
                .isNotEqualTo(once);
    }

    /** The authors' package, shap 0.51.0: KernelExplainer on the same function in double, l1_reg=False, all 30 coalitions. */
    @Test
    void kernelShapIsThatOfItsAuthors() {
        Attribution soft = new KernelShap(1000, 0).of(new Soft(), X, BACKGROUND, CLUSTERS);
        assertRow(
                soft,
                0,
                1e-6,
                0.3593471049971969,
                0.10033613447166376,
                0.39791457054634927,
                0.008719801353159163,
                -0.007587708263424586);
        assertRow(
                soft,
                1,
                1e-6,
                0.05026155824276894,
                0.2660897291889127,
                0.0006235470459147279,
                0.33924048330912543,
                0.2910497903947161);
        Attribution hard = new KernelShap(1000, 0).of(AttributionTest::nearest, X, BACKGROUND, CLUSTERS);
        assertRow(hard, 0, 1e-6, 5 / 18.0, 1 / 9.0, 11 / 18.0, 0, 0);
        assertRow(hard, 1, 1e-6, -1 / 36.0, 13 / 36.0, 0, 15 / 36.0, 0.25);
    }

    @Test
    void kernelShapIsShapleysValueWhereThereIsRoomForAllCoalitions() {
        for (int m = 1; m <= 8; m++) {
            Game game = new Game(m);
            Attribution found = new KernelShap(1 << m, 3).of(game, ones(m), Table.of(1, m, new float[m]), new int[1]);
            assertRow(found, 0, 1e-5, game.shapley());
            assertThat(found.largestGap()).isLessThan(1e-5);
        }
    }

    /** With room for 500 of 4094 coalitions. */
    @Test
    void kernelShapNearsShapleysValueWhenItDraws() {
        int m = 12;
        Game game = new Game(m);
        double[] exact = game.shapley();
        Attribution found = new KernelShap(500, 3).of(game, ones(m), Table.of(1, m, new float[m]), new int[1]);
        for (int d = 0; d < m; d++) {
            assertThat((double) found.values().at(0, d)).isCloseTo(exact[d], within(0.1));
        }
        assertThat(found.largestGap()).isLessThan(1e-5);
        assertThat(new KernelShap(500, 3)
                        .of(game, ones(m), Table.of(1, m, new float[m]), new int[1])
                        .values()
                        .toArray())
                .isEqualTo(found.values().toArray());
    }

    @Test
    void featuresThatDoNotVaryHaveNoShareAndTooFewCoalitionsAreRefused() {
        Table x = Table.of(new float[][] {{0, 5, 0}});
        Attribution found = new KernelShap(8, 0).of(new Product(), x, Table.of(1, 3, new float[3]), new int[1]);
        assertRow(found, 0, 0, 0, 0, 0);
        Game game = new Game(12);
        assertThatThrownBy(() -> new KernelShap(6, 0).of(game, ones(12), Table.of(1, 12, new float[12]), new int[1]))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("too few coalitions");
    }

    @Test
    void theLargestSharesStandForGates() {
        Attribution found =
                new Attribution(Table.of(new float[][] {{-3, 1, 2, -1}, {0, 0, 1, 1}}), new double[2], new double[2]);
        assertThat(found.gates(2).toArray()).containsExactly(3, 0, 2, 0, 0, 0, 1, 1);
        assertThat(found.gates(9).toArray()).containsExactly(3, 1, 2, 1, 0, 0, 1, 1);
    }

    private static void assertRow(Attribution found, int row, double near, double... expected) {
        assertThat(found.values().columns()).isEqualTo(expected.length);
        for (int d = 0; d < expected.length; d++) {
            assertThat((double) found.values().at(row, d)).isCloseTo(expected[d], within(near));
        }
    }

    private static float[] row(Table x, int i) {
        return x.select(i).toArray();
    }

    private static Table ones(int m) {
        float[] ones = new float[m];
        Arrays.fill(ones, 1);
        return Table.of(1, m, ones);
    }

    private static double[] softmax(Table x, int i) {
        double[] p = new double[CENTRES.length];
        for (int c = 0; c < p.length; c++) {
            double square = 0;
            for (int d = 0; d < x.columns(); d++) {
                square += Math.pow(x.at(i, d) - CENTRES[c][d], 2);
            }
            p[c] = Math.exp(-square);
        }
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    /** One-hot of the nearest centre. */
    private static Table nearest(Table x) {
        float[] hot = new float[x.rows() * CENTRES.length];
        for (int i = 0; i < x.rows(); i++) {
            double[] p = softmax(x, i);
            int best = IntStream.range(0, p.length)
                    .reduce((a, b) -> p[b] > p[a] ? b : a)
                    .orElseThrow();
            hot[i * CENTRES.length + best] = 1;
        }
        return Table.of(x.rows(), CENTRES.length, hot);
    }

    /** softmax(−|x − c|²), with ∂p_k/∂x = 2p_k(c_k − Σ_l p_l c_l). */
    private static final class Soft implements Attribution.Differentiable {

        @Override
        public Table of(Table rows) {
            float[] all = new float[rows.rows() * CENTRES.length];
            for (int i = 0; i < rows.rows(); i++) {
                double[] p = softmax(rows, i);
                for (int c = 0; c < p.length; c++) {
                    all[i * p.length + c] = (float) p[c];
                }
            }
            return Table.of(rows.rows(), CENTRES.length, all);
        }

        @Override
        public Table gradient(Table rows, int[] clusters) {
            int m = rows.columns();
            float[] all = new float[rows.rows() * m];
            for (int i = 0; i < rows.rows(); i++) {
                double[] p = softmax(rows, i);
                for (int d = 0; d < m; d++) {
                    double mean = 0;
                    for (int c = 0; c < p.length; c++) {
                        mean += p[c] * CENTRES[c][d];
                    }
                    all[i * m + d] = (float) (2 * p[clusters[i]] * (CENTRES[clusters[i]][d] - mean));
                }
            }
            return Table.of(rows.rows(), m, all);
        }
    }

    /** x₁·x₂ + 3x₃. */
    private static final class Product implements Attribution.Differentiable {

        @Override
        public Table of(Table rows) {
            float[] all = new float[rows.rows()];
            for (int i = 0; i < all.length; i++) {
                all[i] = rows.at(i, 0) * rows.at(i, 1) + 3 * rows.at(i, 2);
            }
            return Table.of(all.length, 1, all);
        }

        @Override
        public Table gradient(Table rows, int[] clusters) {
            float[] all = new float[rows.rows() * 3];
            for (int i = 0; i < rows.rows(); i++) {
                all[3 * i] = rows.at(i, 1);
                all[3 * i + 1] = rows.at(i, 0);
                all[3 * i + 2] = 3;
            }
            return Table.of(rows.rows(), 3, all);
        }
    }

    /** A game without symmetry: features in a coalition bring what they have, and pairs and thirds of them more or less. */
    private record Game(int m) implements Attribution.Memberships {

        @Override
        public Table of(Table rows) {
            float[] all = new float[rows.rows()];
            for (int i = 0; i < all.length; i++) {
                long set = 0;
                for (int d = 0; d < m; d++) {
                    set |= rows.at(i, d) != 0 ? 1L << d : 0;
                }
                all[i] = (float) worth(set);
            }
            return Table.of(all.length, 1, all);
        }

        private double worth(long set) {
            double worth = 0;
            for (int a = 0; a < m; a++) {
                if ((set >> a & 1) == 1) {
                    worth += (a * 7 % 5 - 1) / 10.0;
                    for (int b = 0; b < a; b++) {
                        worth += (set >> b & 1) == 1 ? ((a * b) % 7 - 3) / 20.0 : 0;
                    }
                }
            }
            return worth + (Long.bitCount(set) % 3 == 0 ? 0.1 : 0);
        }

        /** By the definition, over all coalitions. */
        double[] shapley() {
            double[] shares = new double[m];
            for (int d = 0; d < m; d++) {
                for (long set = 0; set < 1L << m; set++) {
                    if ((set >> d & 1) == 0) {
                        int s = Long.bitCount(set);
                        double orders = 1.0 / m; // s!(m−s−1)!/m!
                        for (int j = 1; j <= s; j++) {
                            orders *= (double) j / (m - j);
                        }
                        shares[d] += orders * (worth(set | 1L << d) - worth(set));
                    }
                }
            }
            return shares;
        }
    }
}
