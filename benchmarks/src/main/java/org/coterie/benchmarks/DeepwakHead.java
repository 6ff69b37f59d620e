package org.coterie.benchmarks;

import java.util.List;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.deepwak.DeePWAKBlock;
import org.coterie.deepwak.DeepwakSettings;
import org.coterie.deepwak.DeepwakSettings.Activation;
import org.coterie.deepwak.DeepwakSettings.Autoencoder;
import org.coterie.deepwak.DeepwakSettings.PartitionerLayers;
import org.coterie.deepwak.Pwak;
import org.coterie.deepwak.Training;

/**
 * One DeePWAK head of the plugin: encoder m-58-29-14 and mirror with tanh everywhere, k = 14, no mask, Adam at 1e-3 on
 * shuffled batches.
 *
 * @param batch rows per step
 * @param steps steps of training
 * @param width width of the partitioner's hidden layers
 * @param layers dense layers of the partitioner
 * @param published sigmoid between hidden layers and nothing after the first, as published; else ReLU after each
 */
record DeepwakHead(int batch, int steps, int width, int layers, boolean published) {

    Plan plan(Problem problem) {
        PartitionerLayers partitioner = published
                ? new PartitionerLayers(layers, width, Activation.SIGMOID, Activation.LINEAR)
                : new PartitionerLayers(layers, width, Activation.RELU, Activation.RELU);
        return settings(partitioner, training())
                .architecture(problem.features())
                .plan(problem, training());
    }

    /** A block of such heads that learn together under a linear pooling, as published. */
    Plan block(Problem problem, int heads) {
        PartitionerLayers partitioner = new PartitionerLayers(layers, width, Activation.RELU, Activation.RELU);
        return DeePWAKBlock.of(settings(partitioner, training()).architecture(problem.features()), heads)
                .joint(DeePWAKBlock.Pooling.LINEAR)
                .plan(problem, training());
    }

    private Training training() {
        return Training.defaults()
                .steps(steps)
                .batch(batch)
                .optimizer(Training.Rule.ADAM, 1e-3, Training.Pace.CONSTANT)
                .restarts(1);
    }

    private static DeepwakSettings settings(PartitionerLayers partitioner, Training training) {
        Autoencoder autoencoder = new Autoencoder(
                Autoencoder.Kind.MLP, List.of(58, 29), 14, Activation.TANH, Activation.TANH, Activation.TANH);
        return new DeepwakSettings(
                14, partitioner, autoencoder, Pwak.defaults(), training, DeepwakSettings.Block.defaults());
    }
}
