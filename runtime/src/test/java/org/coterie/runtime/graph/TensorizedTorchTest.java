package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.BoltzmannMachine;
import org.coterie.tensorized.Tensorizable;
import org.coterie.tensorized.VariationalAutoencoder;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Costs of four rows under two clusters with the same weights in PyTorch 2.13.0, double precision; its numbers are written below.
 * Rows x_ij = sin(0.5 + 1.3 i + 0.7 j), centres c_j = 0.1 (k + 1)(j + 1), weights sin(a + i + 2 j + 3 k), a = 0.1, 0.2, … in the
 * order of the layers, k the cluster from 0 (0 where shared), biases 0.
 */
class TensorizedTorchTest {
    private static float[] filled(int copies, int rows, int columns, double a) {
        float[] values = new float[copies * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(a + i / columns % rows + 2 * (i % columns) + 3 * (i / (rows * columns)));
        }
        return values;
    }

    private static Table rows(DoubleBinaryOperator of) {
        float[] values = new float[12];
        for (int i = 0; i < 12; i++) {
            int row = i / 3;
            values[i] = (float) of.applyAsDouble(row, i % 3);
        }
        return Table.of(4, 3, values);
    }

    private static double sine(double i, double j) {
        return Math.sin(0.5 + 1.3 * i + 0.7 * j);
    }

    /** Row after row, the costs under both clusters. */
    private static float[] costs(Tensorizable what, Table x, boolean centred, Map<String, float[]> weights) {
        Latent two = Latent.of(2);
        Features space = Features.of(x.columns());
        try (Lab lab = Lab.over(x).plan(p -> {
            Tensorizable.Copies copies =
                    what.bind(space, p.vars().stack("shared", 1), p.vars().stack("cluster", 2));
            Var<TFloat32> centres =
                    p.vars().stack("cluster", 2).state("centre", Shape.of(1, x.columns()), Init.zeros());
            return Plan.of(p.vars()).stage(Lab.idle()).probe(Readout.perRow("costs", two, (t, rows) -> {
                Rows<Features> seen = centred ? Rows.of(space, t.m().sub(rows.value(), t.read(centres))) : rows;
                return Rows.of(two, t.m().swap(copies.costs(t, seen, seen)));
            }));
        })) {
            Map<String, float[]> all = new LinkedHashMap<>();
            all.put("cluster/centre", new float[] {0.1f, 0.2f, 0.3f, 0.2f, 0.4f, 0.6f});
            all.putAll(weights);
            lab.set(all);
            return lab.ask("costs").toArray();
        }
    }

    @Test
    void aSharedAndPenalisedAutoencoderCostsAsInPyTorch() {
        Autoencoder network = Autoencoder.linear(1).shared(2).penalty(Autoencoder.Penalty.onCode(0.1));
        assertThat(costs(
                        network,
                        rows(TensorizedTorchTest::sine),
                        true,
                        Map.of(
                                "shared/encoder/1-linear/weight", filled(1, 3, 2, 0.1),
                                "cluster/encoder/1-linear/weight", filled(2, 2, 1, 0.2),
                                "cluster/decoder/1-linear/weight", filled(2, 1, 2, 0.3),
                                "shared/decoder/1-linear/weight", filled(1, 2, 3, 0.4))))
                .containsExactly(
                        new float[] {
                            0.3837675867f, 0.1625033730f, 0.2425276202f, 0.1562684169f,
                            0.5624041633f, 0.8999249348f, 1.1306306779f, 1.4464393005f
                        },
                        within(2e-6f));
    }

    @Test
    void aVariationalAutoencoderCostsAsInPyTorch() {
        assertThat(costs(
                        new VariationalAutoencoder(4, 2, VariationalAutoencoder.Likelihood.MSE),
                        rows(TensorizedTorchTest::sine),
                        true,
                        Map.of(
                                "shared/encoder/1-dense/weight", filled(1, 3, 4, 0.1),
                                "cluster/encoder/1-dense/weight", filled(2, 4, 4, 0.2),
                                "cluster/decoder/1-dense/weight", filled(2, 2, 4, 0.3),
                                "shared/decoder/1-dense/weight", filled(1, 4, 3, 0.4))))
                .containsExactly(
                        new float[] {
                            0.6491719750f, 0.2744583869f, 1.1611386991f, 1.2866967799f,
                            4.7866507504f, 6.2567344168f, 8.4917534357f, 9.3491509673f
                        },
                        within(2e-5f));
    }

    private static float[] wave(int count, double a, double height) {
        float[] values = new float[count];
        for (int t = 0; t < count; t++) {
            values[t] = (float) (height * Math.sin(a + 0.7 * t));
        }
        return values;
    }

    private static float[] halves(int count) {
        float[] values = new float[count];
        Arrays.fill(values, 0.5f);
        return values;
    }

    /**
     * Pictures of 4×3, centres c_j = 0.01 (k + 1)(j + 1), entry t of a weight h sin(a + 0.7 t), h = 0.1 in convolutions and 1 elsewhere;
     * conv2d and conv_transpose2d with the padding of SAME.
     */
    @Test
    void aVariationalAutoencoderOfPicturesCostsAsInPyTorch() {
        float[] values = new float[48];
        float[] centres = new float[24];
        for (int i = 0; i < 48; i++) {
            int row = i / 12;
            values[i] = (float) sine(row, i % 12);
        }
        for (int j = 0; j < 24; j++) {
            int cluster = j / 12;
            centres[j] = 0.01f * (cluster + 1) * (j % 12 + 1);
        }
        Map<String, float[]> weights = new LinkedHashMap<>();
        weights.put("shared/encoder/1-convolution/weight", wave(9 * 32, 0.1, 0.1));
        weights.put("shared/encoder/3-convolution/weight", wave(9 * 32 * 64, 0.2, 0.1));
        weights.put("shared/encoder/1-convolution/bias", wave(32, 0.3, 0.1));
        weights.put("shared/encoder/3-convolution/bias", wave(64, 0.4, 0.1));
        weights.put("shared/encoder/5-dense/weight", wave(64 * 4, 0.5, 1));
        weights.put("shared/encoder/5-dense/bias", halves(4));
        weights.put("cluster/encoder/1-dense/weight", wave(2 * 4 * 4, 0.6, 1));
        weights.put("cluster/decoder/1-dense/weight", wave(2 * 2 * 4, 0.7, 1));
        weights.put("cluster/decoder/1-dense/bias", halves(8));
        weights.put("shared/decoder/1-dense/weight", wave(4 * 64, 0.8, 1));
        weights.put("shared/decoder/3-deconvolution/weight", wave(9 * 32 * 64, 0.9, 0.1));
        weights.put("shared/decoder/3-deconvolution/bias", wave(32, 1.0, 0.1));
        weights.put("shared/decoder/5-deconvolution/weight", wave(9 * 32, 1.1, 0.1));
        weights.put("shared/decoder/5-deconvolution/bias", wave(1, 1.2, 0.1));
        weights.put("cluster/centre", centres);
        VariationalAutoencoder network =
                new VariationalAutoencoder(4, 2, VariationalAutoencoder.Likelihood.MSE, List.of(4, 3), List.of(32, 64));
        assertThat(costs(network, Table.of(4, 12, values), true, weights))
                .containsExactly(
                        new float[] {
                            6.0878195289f, 4.5234619077f, 9.3678126089f, 6.9043239639f,
                            8.5401022717f, 6.6453118910f, 6.8094953880f, 5.3752445864f
                        },
                        within(5e-6f));
    }

    /** Of rows (x + 1) / 2. */
    @Test
    void aBoltzmannMachineReconstructsAndWeighsAsInPyTorch() {
        Map<String, float[]> weights = Map.of(
                "cluster/w",
                filled(2, 3, 4, 0.1),
                "cluster/a",
                filled(2, 1, 3, 0.2),
                "cluster/b",
                filled(2, 1, 4, 0.3));
        Table x = rows((i, j) -> (sine(i, j) + 1) / 2);
        assertThat(costs(machine(BoltzmannMachine.Assignment.RECONSTRUCTION), x, false, weights))
                .containsExactly(
                        new float[] {
                            0.4663148354f, 0.6012897701f, 0.5380630148f, 0.6872575298f,
                            0.9011168089f, 0.6919015366f, 1.0965466413f, 0.6902337723f
                        },
                        within(2e-6f));
        assertThat(costs(machine(BoltzmannMachine.Assignment.FREE_ENERGY), x, false, weights))
                .containsExactly(
                        new float[] {
                            -5.1228730008f, -3.3107599040f, -4.9418369404f, -3.1024547305f,
                            -3.6303825463f, -3.0047776493f, -2.9815513459f, -3.0151130911f
                        },
                        within(1e-5f));
    }

    private static BoltzmannMachine machine(BoltzmannMachine.Assignment by) {
        return new BoltzmannMachine(4, BoltzmannMachine.Chain.FROM_DATA, 1, by);
    }
}
