package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.algorithms.KPlanes;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.data.Table;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.BoltzmannMachine;
import org.coterie.tensorized.Tensorizable;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;
import org.coterie.tensorized.VariationalAutoencoder;
import org.junit.jupiter.api.Test;

/** Tensorizations through the trainer. */
class TensorizedTest {
    private static final Training START = Training.defaults().restarts(3).epochs(0);

    /** Rows along three axes, 5 apart, in so many columns. */
    private static Table lines(int each, int columns) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[3 * each * columns];
        for (int i = 0; i < 3 * each; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = 0.05f * (float) random.nextGaussian();
            }
            int line = i % 3;
            values[i * columns + line] += 2 * (float) random.nextGaussian();
            values[i * columns + (line + 1) % 3] += 5;
        }
        return Table.of(3 * each, columns, values);
    }

    private static int[] clusters(Lab lab) {
        Table assign = lab.ask("assign");
        int[] of = new int[assign.rows()];
        for (int i = 0; i < of.length; i++) {
            for (int j = 1; j < assign.columns(); j++) {
                of[i] = assign.at(i, j) > assign.at(i, of[i]) ? j : of[i];
            }
        }
        return of;
    }

    /** Three rows in turn are one of each line. */
    private static void apart(int[] of) {
        assertThat(of[0]).isNotEqualTo(of[1]);
        assertThat(of[2]).isNotIn(of[0], of[1]);
        for (int i = 3; i < of.length; i++) {
            assertThat(of[i]).as("row " + i).isEqualTo(of[i - 3]);
        }
    }

    @Test
    void threeLinesComeApartFromPlanesAndStayApartInTraining() {
        for (Autoencoder network : new Autoencoder[] {
            Autoencoder.linear(1),
            Autoencoder.linear(1).own(2),
            Autoencoder.linear(1).shared(4, 3)
        }) {
            for (int epochs : new int[] {0, 40}) {
                try (Lab lab = Lab.over(lines(20, 5))
                        .plan(p -> Tensorized.of(network, 3).plan(p, START.epochs(epochs)))) {
                    lab.run();
                    apart(clusters(lab));
                }
            }
        }
    }

    /** Whatever the layers: x̂ = c + VᵀV(x − c) / (1 + λ) before training, V from k-planes. */
    @Test
    void linearNetworksBeginAsTheProjectionsOnTheirPlanes() {
        Table x = lines(20, 5);
        double[] costs = new double[3];
        int at = 0;
        for (Autoencoder network : new Autoencoder[] {
            Autoencoder.linear(1),
            Autoencoder.linear(1).own(2),
            Autoencoder.linear(1).shared(4, 3)
        }) {
            try (Lab lab = Lab.over(x).plan(p -> Tensorized.of(network, 3).plan(p, START))) {
                lab.run();
                float[] totals = lab.read("restart/total");
                Arrays.sort(totals);
                costs[at++] = totals[0];
            }
        }
        // with penalty λ/(1+λ) the cost of k-planes is that of the autoencoder times the number of columns
        double planes = new KPlanes(3, 1, 0.08 / 1.08, 20, 100)
                        .fit(x, new SplittableRandom(1))
                        .cost()
                / 5;
        for (double cost : costs) {
            assertThat(cost).isCloseTo(planes, within(1e-3 * planes));
        }
    }

    /** For long rows costs are computed without the centred rows; the sum of (x̂ − x)² + λ (x̂ − c)², means over columns. */
    @Test
    void theCostsOfLongRowsAreThoseOfTheirReconstructions() {
        Table x = lines(20, 70);
        try (Lab lab = Lab.over(x)
                .plan(p -> Tensorized.of(Autoencoder.linear(2), 3)
                        .plan(
                                p,
                                START.start(Training.Start.Kind.K_MEANS)
                                        .restarts(1)
                                        .epochs(30)))) {
            lab.run();
            Table back = lab.ask("reconstruct");
            float[] centres = lab.read("cluster/centre");
            int[] of = clusters(lab);
            double sum = 0;
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < 70; j++) {
                    double error = back.at(i, j) - x.at(i, j);
                    double length = back.at(i, j) - centres[of[i] * 70 + j];
                    sum += (error * error + 0.08 * length * length) / 70;
                }
            }
            assertThat((double) lab.read("total")[0]).isCloseTo(sum, within(1e-4 * sum));
        }
    }

    @Test
    void aClusterWithoutRowsMovesToTheRowServedWorst() {
        Table x = lines(10, 4);
        try (Lab lab = Lab.over(x)
                .plan(p -> Tensorized.of(Autoencoder.linear(1), 2)
                        .plan(p, Training.defaults().restarts(1).epochs(5)))) {
            lab.engine.write("assigned", new int[30]);
            float[] centres = new float[8];
            Arrays.fill(centres, 4, 8, 1e4f);
            lab.engine.write("cluster/centre", centres);
            lab.step(1);
            float[] moved = Arrays.copyOfRange(lab.read("cluster/centre"), 4, 8);
            boolean found = false;
            for (int i = 0; i < x.rows(); i++) {
                float[] row = new float[4];
                x.copyRow(i, row, 0);
                found |= Arrays.equals(row, moved);
            }
            assertThat(found).as("a row at " + Arrays.toString(moved)).isTrue();
            lab.step(1);
            assertThat(lab.engine.ints("assigned")).contains(1);
        }
    }

    /** Somebody else's encoder and loss: rows are to lie on a circle of radius 1 around their centre. */
    @Test
    void anyEncoderAndLossCanBeTensorized() {
        Features space = Features.of(5);
        Tensorizable circle = Tensorizable.of(
                Encoder.of(space, Latent.of(2), Layers.dense(4), Layers.tanh(), Layers.dense(2)),
                (t, x, z) -> t.m().square(t.m().plus(t.m().sum(t.m().square(z.value()), -1), -1)));
        try (Lab lab = Lab.over(lines(20, 5)).plan(p -> Tensorized.of(circle, 3).plan(p, START.epochs(100)))) {
            lab.run();
            assertThat(lab.ask("assign").columns()).isEqualTo(3);
            assertThat(lab.ask("embed").columns()).isEqualTo(2);
            assertThat(lab.ask("embed-each").columns()).isEqualTo(6);
            assertThat(lab.read("restart/total")[0]).isLessThan(60 * 0.6f);
        }
    }

    @Test
    void onePlainNetworkAndKMeansOnItsCodesIsTheSameCode() {
        try (Lab lab = Lab.over(lines(20, 5))
                .plan(p -> Tensorized.of(Autoencoder.linear(2), 3).asPlain().plan(p, START.epochs(20)))) {
            lab.run();
            assertThat(lab.ask("assign").columns()).isEqualTo(3);
            assertThat(lab.read("restart/cluster/encoder/1-linear/weight")).hasSize(3 * 5 * 2);
        }
    }

    @Test
    void variationalAutoencodersTrainInBatchesAndSayWhatTheyMake() {
        Training how =
                START.start(Training.Start.Kind.K_MEANS).batch(16).epochs(30).restarts(2);
        try (Lab lab = Lab.over(lines(20, 5))
                .plan(p -> Tensorized.of(new VariationalAutoencoder(8, 1, VariationalAutoencoder.Likelihood.MSE), 3)
                        .plan(p, how))) {
            lab.run();
            assertThat(lab.ask("reconstruct").toArray()).doesNotContain(Float.NaN);
            assertThat(lab.plan.readouts()).extracting(r -> r.name()).contains("generate", "denoise", "centroids");
        }
    }

    /** Two patterns, one entry in ten flipped; from seeds of one row each, as in the papers. */
    @Test
    void boltzmannMachinesTakeAPatternEach() {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[60 * 8];
        for (int i = 0; i < values.length; i++) {
            boolean on = (i / 8) % 2 == 0 ? i % 8 < 4 : i % 8 >= 4;
            values[i] = on == random.nextInt(10) > 0 ? 1 : 0;
        }
        Training how = START.start(Training.Start.Kind.K_MEANS_PLUS_PLUS)
                .batch(20)
                .epochs(40)
                .rate(0.05);
        for (BoltzmannMachine.Chain chain : BoltzmannMachine.Chain.values()) {
            BoltzmannMachine machine = new BoltzmannMachine(4, chain, 1, BoltzmannMachine.Assignment.RECONSTRUCTION);
            try (Lab lab = Lab.over(Table.of(60, 8, values))
                    .plan(p -> Tensorized.of(machine, 2).withoutCentres().plan(p, how))) {
                lab.run();
                int[] of = clusters(lab);
                int right = 0;
                for (int i = 0; i < 60; i++) {
                    right += of[i] == of[i % 2] ? 1 : 0;
                }
                assertThat(right).as(chain.toString()).isGreaterThanOrEqualTo(54);
            }
        }
    }

    /** Lines in twenty columns: nearly all noise is across them. New noise, and clusters from noisy rows. */
    @Test
    void noiseAcrossLinesIsRemovedAndWhatWasThereStandsBeside() {
        try (Lab lab = Lab.over(lines(30, 20))
                .plan(p -> Tensorized.of(Autoencoder.linear(1), 3)
                        .plan(p, START.epochs(50).noise(0.1)))) {
            lab.run();
            Map<String, Double> reports = lab.trainer.reports();
            assertThat(reports.get("denoise.input-mse")).isCloseTo(0.01, within(1e-3));
            assertThat(reports.get("denoise.mse")).isLessThan(0.6 * reports.get("denoise.input-mse"));
            assertThat(reports.get("denoise.reference-mse")).isPositive();
        }
    }
}
