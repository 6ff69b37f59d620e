package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.Arch;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Partitioner;

/**
 * The settings of method {@code moesimvae}. Weights start as Glorot and Bengio have it and biases at 0, as in the public
 * code.
 *
 * @param k clusters offered, 2 to 1000
 * @param network the sizes of the parts
 * @param form what the equations leave open
 * @param similarity the sources in use, by name
 * @param training the hyper-parameters
 */
public record MoeSimVaeSettings(
        int k, Network network, MoeSimVae.Form form, Map<String, Weighted> similarity, Training training) {

    /** What stands between two dense layers. */
    public enum Activation {
        /** max(x, 0). */
        RELU,
        /** x for x &gt; 0, else eˣ − 1. */
        ELU,
        /** Hyperbolic tangent. */
        TANH;

        Layer layer() {
            return switch (this) {
                case RELU -> Layers.relu();
                case ELU -> Layers.elu();
                case TANH -> Layers.tanh();
            };
        }
    }

    /** What stands between a dense layer and its activation. */
    public enum Norm {
        /** Nothing. */
        NONE,
        /** Batch normalisation; in the encoder only, experts see too few rows of a batch. */
        BATCH,
        /** Batch normalisation that never sees a batch, as in the public code; in encoder and experts. */
        FROZEN
    }

    /** The noise of codes. */
    public enum Noise {
        /** A deviation learned for each row and number. */
        LEARNED,
        /** Standard normal, as published. */
        UNIT
    }

    /**
     * The sizes of the parts: dense layers before the last of each, by their widths; where rows are pictures, convolutions in encoder
     * and experts.
     *
     * @param encoder widths of the encoder, where rows are no pictures
     * @param code L, numbers in a code, from 1
     * @param gate widths of the gate
     * @param dropout of the gate's layers, 0 to 0.95: DEPICT's noise
     * @param expert widths of each expert, where rows are no pictures
     * @param activation between layers
     * @param norm before activations; of pictures after them, and not frozen
     * @param noise of codes
     * @param convolutions where rows are pictures
     */
    public record Network(
            List<Integer> encoder,
            int code,
            List<Integer> gate,
            double dropout,
            List<Integer> expert,
            Activation activation,
            Norm norm,
            Noise noise,
            Convolutions convolutions) {

        /** Dense layers. */
        public Network(
                List<Integer> encoder,
                int code,
                List<Integer> gate,
                double dropout,
                List<Integer> expert,
                Activation activation,
                Norm norm,
                Noise noise) {
            this(encoder, code, gate, dropout, expert, activation, norm, noise, Convolutions.none());
        }

        /** Copies and checks the sizes. */
        public Network {
            encoder = widths("network.encoder", encoder);
            gate = widths("network.gate", gate);
            expert = widths("network.expert", expert);
            MoeSimVaeSettings.check("network.code", code >= 1, code, "at least 1");
            MoeSimVaeSettings.check("network.dropout", dropout >= 0 && dropout <= 0.95, dropout, "0 to 0.95");
            MoeSimVaeSettings.check(
                    "network.norm",
                    !(convolutions.pictures() && norm == Norm.FROZEN),
                    "frozen for pictures",
                    "batch or none");
        }

        /** The same with convolutions. */
        public Network with(Convolutions other) {
            return new Network(encoder, code, gate, dropout, expert, activation, norm, noise, other);
        }

        private static List<Integer> widths(String key, List<Integer> widths) {
            List<Integer> copy = List.copyOf(widths);
            MoeSimVaeSettings.check(key, copy.stream().allMatch(w -> w >= 1), copy, "each at least 1");
            return copy;
        }

        /** What {@code reference.conf} says. */
        public static Network defaults() {
            return new Network(
                    List.of(256, 256, 256),
                    20,
                    List.of(200, 200, 200),
                    0.5,
                    List.of(256),
                    Activation.ELU,
                    Norm.BATCH,
                    Noise.LEARNED);
        }
    }

    /**
     * A source of similarity.
     *
     * @param weight its factor, 0 to 1000
     * @param source which rows are alike
     */
    public record Weighted(double weight, Similarity.Source source) {
        /** Checks the range. */
        public Weighted {
            MoeSimVaeSettings.check("weight", weight >= 0 && weight <= 1000, weight, "0 to 1000");
        }
    }

    /** Checks the number of clusters. */
    public MoeSimVaeSettings {
        similarity = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(similarity));
        check("k", k >= 2 && k <= 1000, k, "2 to 1000");
    }

    /** What {@code reference.conf} says, for so many clusters. */
    public static MoeSimVaeSettings of(int k) {
        return new MoeSimVaeSettings(
                k,
                Network.defaults(),
                MoeSimVae.Form.defaults(),
                Map.of(
                        "neighbours",
                        new Weighted(1, NeighbourSimilarity.of(DataMap.defaults(), NeighbourSimilarity.Scope.ALL, 0))),
                Training.defaults());
    }

    /** The same with other sizes. */
    public MoeSimVaeSettings with(Network other) {
        return new MoeSimVaeSettings(k, other, form, similarity, training);
    }

    /** The same in another form. */
    public MoeSimVaeSettings with(MoeSimVae.Form other) {
        return new MoeSimVaeSettings(k, network, other, similarity, training);
    }

    /** The same after another similarity. */
    public MoeSimVaeSettings with(Map<String, Weighted> other) {
        return new MoeSimVaeSettings(k, network, form, other, training);
    }

    /** The same trained otherwise. */
    public MoeSimVaeSettings with(Training other) {
        return new MoeSimVaeSettings(k, network, form, similarity, other);
    }

    /** The architecture for data of these columns. */
    public MoeSimVae architecture(Features x) {
        Latent z = Latent.of(network.code());
        boolean pictures = network.convolutions().pictures();
        List<Layer> encoder = pictures
                ? network.convolutions().encoder(network.activation(), network.norm() == Norm.BATCH)
                : encoder();
        if (network.noise() == Noise.UNIT) {
            encoder.add(dense(network.code()));
            encoder.add(CodeLayers.unitNoise());
        } else {
            encoder.add(dense(2 * network.code()));
        }
        List<Layer> gate = new ArrayList<>();
        for (int width : network.gate()) {
            gate.add(dense(width));
            gate.add(network.activation().layer());
            gate.add(Layers.dropout(network.dropout()));
        }
        gate.add(dense(k));
        List<Layer> expert =
                pictures ? network.convolutions().expert(network.activation(), x.width()) : expert(x.width());
        return new MoeSimVae(
                Arch.of(x, new Gaussian(network.code()), encoder.toArray(Layer[]::new)),
                Partitioner.of(z, k, gate.toArray(Layer[]::new)),
                Decoder.of(z, x, expert.toArray(Layer[]::new)),
                form);
    }

    private List<Layer> encoder() {
        List<Layer> encoder = new ArrayList<>();
        for (int width : network.encoder()) {
            encoder.add(dense(width));
            switch (network.norm()) {
                case NONE -> {}
                case BATCH -> encoder.add(Layers.batchNorm());
                case FROZEN -> encoder.add(CodeLayers.frozenNorm());
            }
            encoder.add(network.activation().layer());
        }
        return encoder;
    }

    private List<Layer> expert(int columns) {
        List<Layer> expert = new ArrayList<>();
        for (int width : network.expert()) {
            expert.add(dense(width));
            if (network.norm() == Norm.FROZEN) {
                expert.add(CodeLayers.frozenNorm());
            }
            expert.add(network.activation().layer());
        }
        expert.add(dense(columns));
        return expert;
    }

    /** The relations for a problem. */
    Map<String, MoeSimVae.Wanted> wanted(Similarity.Task task) {
        Map<String, MoeSimVae.Wanted> wanted = new LinkedHashMap<>();
        similarity.forEach((name, one) ->
                wanted.put(name, new MoeSimVae.Wanted(one.weight(), one.source().of(task))));
        return wanted;
    }

    private static Layer dense(int width) {
        return Layers.dense(width, Init.glorotUniform(), Init.zeros());
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of moesimvae is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
