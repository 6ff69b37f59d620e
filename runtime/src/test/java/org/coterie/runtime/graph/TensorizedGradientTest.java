package org.coterie.runtime.graph;

import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.Rows;
import org.coterie.api.Vars;
import org.coterie.tensorized.Activation;
import org.coterie.tensorized.Autoencoder;
import org.coterie.tensorized.BoltzmannMachine;
import org.coterie.tensorized.Tensorizable;
import org.coterie.tensorized.VariationalAutoencoder;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What the tensorizations descend has the gradient of its formula: two restarts of three clusters. */
class TensorizedGradientTest {
    private static final Features X = Features.of(3);

    private static GradientCheck.Closure costs(Vars v, Tensorizable what) {
        Vars restart = v.stack("restart", 2);
        Tensorizable.Copies copies = what.bind(X, restart.stack("shared", 1), restart.stack("cluster", 3));
        return (t, b) -> {
            Rows<Features> rows = Rows.of(X, t.m().spread(b.x().value(), Shape.of(2, 3), 2));
            Operand<TFloat32> costs = copies.costs(t, rows, rows);
            return what instanceof BoltzmannMachine ? costs : copies.descended(t, rows, rows, costs);
        };
    }

    @Test
    void autoencodersHaveTheGradientsOfTheirCosts() {
        Autoencoder linear = Autoencoder.linear(2);
        new GradientCheck()
                .of("tae", v -> costs(v, linear))
                .of("tae-2", v -> costs(v, linear.own(3).penalty(Autoencoder.Penalty.onCode(0.1))))
                .of("ptae", v -> costs(v, linear.shared(4, 3)))
                .of(
                        "bent",
                        v -> costs(
                                v,
                                new Autoencoder(
                                        List.of(4),
                                        List.of(3),
                                        2,
                                        Activation.TANH,
                                        Activation.ELU,
                                        true,
                                        Autoencoder.Penalty.onReconstruction(0.2))))
                .run();
    }

    /** With the noise of one step held. What contrastive divergence follows is the gradient of free energies. */
    @Test
    void variationalAutoencodersAndBoltzmannMachinesHaveThoseOfTheirs() {
        new GradientCheck()
                .of("tvae", v -> costs(v, new VariationalAutoencoder(4, 2, VariationalAutoencoder.Likelihood.MSE)))
                .of("bernoulli", v -> costs(v, new VariationalAutoencoder(4, 2, VariationalAutoencoder.Likelihood.BCE)))
                .of("reconstruction", v -> costs(v, machine(BoltzmannMachine.Assignment.RECONSTRUCTION)))
                .of("energy", v -> costs(v, machine(BoltzmannMachine.Assignment.FREE_ENERGY)))
                .run();
    }

    /** Convolutions that all clusters share, on rows less the centre of each. */
    @Test
    void variationalAutoencodersOfPicturesHaveThoseOfTheirs() {
        new GradientCheck()
                .of(
                        "pictures",
                        v -> costs(
                                v,
                                new VariationalAutoencoder(
                                        8, 2, VariationalAutoencoder.Likelihood.MSE, List.of(1, 3), List.of(9))))
                .run();
    }

    private static BoltzmannMachine machine(BoltzmannMachine.Assignment by) {
        return new BoltzmannMachine(4, BoltzmannMachine.Chain.FROM_DATA, 1, by);
    }
}
