package org.coterie.benchmarks;

import java.util.List;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
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
        Autoencoder autoencoder = new Autoencoder(
                Autoencoder.Kind.MLP, List.of(58, 29), 14, Activation.TANH, Activation.TANH, Activation.TANH);
        Training training = Training.defaults()
                .steps(steps)
                .batch(batch)
                .optimizer(Training.Rule.ADAM, 1e-3, Training.Pace.CONSTANT)
                .restarts(1);
        return new DeepwakSettings(14, partitioner, autoencoder, Pwak.defaults(), training)
                .architecture(problem.features())
                .plan(problem, training);
    }
}
