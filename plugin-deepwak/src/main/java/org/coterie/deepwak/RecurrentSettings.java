package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Partitioner;

/**
 * The settings of method {@code recurrent-deepwak}: stages of equal heads without an autoencoder.
 *
 * @param stages how many, 1 to 20
 * @param k largest number of clusters of each stage, 2 to 10,000; a row's label is one of k to the power of stages
 * @param layers dense layers of each partitioner, 1 to 20
 * @param width numbers between two layers, 1 to 100,000
 * @param length steps of each stage, from 1
 * @param batch rows per step, from 2
 * @param rate learning rate of Adam, above 0, falling along half a cosine
 * @param mask probability of hiding an entry from the partitioner, 0 to 0.95
 */
public record RecurrentSettings(
        int stages, int k, int layers, int width, int length, int batch, double rate, double mask) {

    /** Checks the ranges of the architecture; {@link Training} checks the others. */
    public RecurrentSettings {
        check("stages", stages >= 1 && stages <= 20, stages, "1 to 20");
        check("k", k >= 2 && k <= 10_000, k, "2 to 10000");
        check("layers", layers >= 1 && layers <= 20, layers, "1 to 20");
        check("width", width >= 1 && width <= 100_000, width, "1 to 100000");
    }

    /** What {@code reference.conf} says. */
    public static RecurrentSettings defaults() {
        return new RecurrentSettings(2, 4, 3, 128, 1500, 256, 0.003, 0);
    }

    /** The stack for data of these columns. */
    public RecurrentDeePWAK architecture(Features x) {
        List<Layer> dense = new ArrayList<>();
        for (int i = 1; i < layers; i++) {
            dense.add(Layers.dense(width, Init.glorotUniform(), Init.zeros()));
            dense.add(Layers.relu());
        }
        dense.add(Layers.dense(k, Init.glorotUniform(), Init.zeros()));
        return RecurrentDeePWAK.of(DeePWAK.part(Partitioner.of(x, k, dense.toArray(Layer[]::new))), stages);
    }

    /** The training of each stage. */
    public Training training() {
        return Training.defaults()
                .steps(length)
                .batch(batch)
                .optimizer(Training.Rule.ADAM, rate, Training.Pace.COSINE)
                .masked(mask)
                .restarts(1);
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of recurrent-deepwak is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
