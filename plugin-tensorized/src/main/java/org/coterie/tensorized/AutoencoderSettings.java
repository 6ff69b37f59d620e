package org.coterie.tensorized;

import org.coterie.api.Settings;

/**
 * The settings of {@code tae} and {@code ptae}.
 *
 * @param k number of clusters
 * @param plain one autoencoder for all rows, and k-means on its codes
 * @param centred whether rows are seen less the centre of their cluster
 * @param network what every cluster has
 * @param training the hyper-parameters
 */
public record AutoencoderSettings(int k, boolean plain, boolean centred, Autoencoder network, Training training) {

    /** On what the penalty lies. */
    public enum On {
        /** λ · mean of x̂². */
        RECONSTRUCTION,
        /** λ‖z‖². */
        CODE
    }

    /** The tensorization they describe. */
    public Tensorized tensorized() {
        return new Tensorized(network, k, centred, plain);
    }

    static AutoencoderSettings read(Settings in, boolean sharing) {
        int k = in.integer("k", 1, 1000);
        double weight = in.real("penalty.weight", 0, 1e6);
        On on = in.choice("penalty.on", On.class);
        Autoencoder network = new Autoencoder(
                sharing ? in.integers("network.shared", 1, 100_000) : java.util.List.of(),
                in.integers("network.own", 1, 100_000),
                in.integer("network.code", 1, 100_000),
                in.choice("network.hidden", Activation.class),
                in.choice("network.coded", Activation.class),
                in.flag("network.biases"),
                on == On.CODE ? Autoencoder.Penalty.onCode(weight) : Autoencoder.Penalty.onReconstruction(weight));
        if (sharing && network.shared().isEmpty()) {
            in.problem("network.shared", "at least one shared layer", "use method = tae where nothing is shared");
        }
        return new AutoencoderSettings(k, in.flag("plain"), in.flag("centred"), network, TensorizedMethod.training(in));
    }
}
