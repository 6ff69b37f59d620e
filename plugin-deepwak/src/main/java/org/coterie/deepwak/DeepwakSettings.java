package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.Linkage;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Partitioner;

/**
 * The settings of method {@code deepwak}: the architecture by its sizes, the kernel, the training. Weights start as
 * Glorot and Bengio have it and biases at 0, as in the published code.
 *
 * @param k largest number of clusters, 2 to 10,000
 * @param partitioner the layers of the partitioner
 * @param autoencoder encoder and decoder, or none
 * @param kernel PWAK
 * @param training the hyper-parameters
 * @param block how many heads, and how they come to one clustering
 */
public record DeepwakSettings(
        int k, PartitionerLayers partitioner, Autoencoder autoencoder, Pwak kernel, Training training, Block block) {

    /** What stands between two dense layers. */
    public enum Activation {
        /** max(x, 0). */
        RELU,
        /** x for x &gt; 0, else eˣ − 1. */
        ELU,
        /** Hyperbolic tangent. */
        TANH,
        /** 1 / (1 + e⁻ˣ). */
        SIGMOID,
        /** x. */
        LINEAR;

        void addTo(List<Layer> layers) {
            switch (this) {
                case RELU -> layers.add(Layers.relu());
                case ELU -> layers.add(Layers.elu());
                case TANH -> layers.add(Layers.tanh());
                case SIGMOID -> layers.add(Layers.sigmoid());
                case LINEAR -> {}
            }
        }
    }

    /**
     * Dense layers from data to k scores.
     *
     * @param layers dense layers, the last included, 1 to 20
     * @param width numbers between two layers, up to 100,000; 0 for four times the larger of m and k, as published
     * @param activation after every layer but the last
     * @param first after the first layer; the published code has none there
     */
    public record PartitionerLayers(int layers, int width, Activation activation, Activation first) {

        /** Checks the sizes. */
        public PartitionerLayers {
            check("partitioner.layers", layers >= 1 && layers <= 20, layers, "1 to 20");
            check("partitioner.width", width >= 0 && width <= 100_000, width, "0 to 100000");
        }

        /** Three layers, 128 wide, ReLU. */
        public static PartitionerLayers defaults() {
            return new PartitionerLayers(3, 128, Activation.RELU, Activation.RELU);
        }
    }

    /**
     * Encoder and decoder, mirror images of each other.
     *
     * @param kind whether there is one
     * @param widths of the encoder's layers before the last, each from 1
     * @param embedding d, numbers in a code, from 1
     * @param activation between layers
     * @param code after the encoder's last layer
     * @param output after the decoder's last layer; tanh reaches neither −1 nor 1, nor anything beyond
     */
    public record Autoencoder(
            Kind kind, List<Integer> widths, int embedding, Activation activation, Activation code, Activation output) {

        /** Whether there is an autoencoder. */
        public enum Kind {
            /** None: the kernel averages the data themselves ("part"). */
            NONE,
            /** Dense layers. */
            MLP
        }

        /** Copies and checks the sizes. */
        public Autoencoder {
            widths = List.copyOf(widths);
            check("autoencoder.widths", widths.stream().allMatch(w -> w >= 1), widths, "each at least 1");
            check("autoencoder.embedding", embedding >= 1, embedding, "at least 1");
        }

        /** None; and where one is wanted, m-58-29-14 and back, tanh, the published sizes with linear ends. */
        public static Autoencoder defaults() {
            return new Autoencoder(
                    Kind.NONE, List.of(58, 29), 14, Activation.TANH, Activation.LINEAR, Activation.LINEAR);
        }
    }

    /**
     * Several heads and their consensus.
     *
     * @param heads 1 to 1000; 1 for a lone head, of which nothing else here is read
     * @param pooling how their reconstructions become one; not the sum of independent heads
     * @param fit whether heads learn each for itself or together
     * @param consensus how they come to one clustering
     * @param clusters of the consensus, up to 10,000; 0 for k
     * @param anchors most rows in the linkage of a co-association, 2 to 30,000
     * @param followUp how long a learned consensus is trained, and a linear pooling of independent heads; from 1, in the unit
     *     of the training
     */
    public record Block(
            int heads,
            DeePWAKBlock.Pooling pooling,
            DeePWAKBlock.Fit fit,
            Rule consensus,
            int clusters,
            int anchors,
            int followUp) {

        /** How heads come to one clustering. */
        public enum Rule {
            /** Soft co-association and average linkage. */
            SOFT,
            /** Hard co-association and average linkage. */
            HARD,
            /** k-means on the memberships side by side. */
            K_MEANS,
            /** The paper's networks on frozen heads. */
            LEARNED
        }

        /** Checks the ranges. */
        public Block {
            check("block.heads", heads >= 1 && heads <= 1000, heads, "1 to 1000");
            check("block.clusters", clusters >= 0 && clusters <= 10_000, clusters, "0 to 10000");
            check("block.anchors", anchors >= 2 && anchors <= Linkage.MOST, anchors, "2 to " + Linkage.MOST);
            check("block.follow-up", followUp >= 1, followUp, "at least 1");
        }

        /** A lone head; where more are wanted, independent ones and k-means on their memberships. */
        public static Block defaults() {
            return new Block(1, DeePWAKBlock.Pooling.MEAN, DeePWAKBlock.Fit.INDEPENDENT, Rule.K_MEANS, 0, 5000, 500);
        }
    }

    /** Checks the number of clusters. */
    public DeepwakSettings {
        check("k", k >= 2 && k <= 10_000, k, "2 to 10000");
    }

    /** What {@code reference.conf} says. */
    public static DeepwakSettings defaults() {
        return new DeepwakSettings(
                10,
                PartitionerLayers.defaults(),
                Autoencoder.defaults(),
                Pwak.defaults(),
                Training.defaults(),
                Block.defaults());
    }

    /** The architecture for data of these columns. */
    public DeePWAK architecture(Features x) {
        if (autoencoder.kind() == Autoencoder.Kind.NONE) {
            return DeePWAK.part(partitioner(x)).with(kernel);
        }
        Latent e = Latent.of(autoencoder.embedding());
        List<Integer> down = new ArrayList<>(autoencoder.widths());
        List<Integer> up = new ArrayList<>();
        for (int i = down.size() - 1; i >= 0; i--) {
            up.add(down.get(i));
        }
        down.add(autoencoder.embedding());
        up.add(x.width());
        Activation between = autoencoder.activation();
        Encoder encoder = Encoder.of(x, e, dense(down, between, between, autoencoder.code()));
        Decoder decoder = Decoder.of(e, x, dense(up, between, between, autoencoder.output()));
        return new DeePWAK(encoder, partitioner(x), decoder, kernel);
    }

    /**
     * The block for data of these columns, where there are several heads. The network of a learned consensus has the layers of
     * the partitioner; that of its codes is h·d, h·d/2, d with tanh, as published.
     */
    public DeePWAKBlock blockOf(Features x) {
        DeePWAK head = architecture(x);
        int clusters = block.clusters() == 0 ? k : block.clusters();
        Training.Length length =
                new Training.Length(block.followUp(), training.length().unit());
        DeePWAKBlock heads =
                new DeePWAKBlock(head, block.heads(), block.pooling(), block.fit(), Agreeing.soft(clusters), length);
        int d = head.encoder().out().width();
        return heads.agreeing(
                switch (block.consensus()) {
                    case SOFT -> counted(Consensus.Way.SOFT, clusters);
                    case HARD -> counted(Consensus.Way.HARD, clusters);
                    case K_MEANS -> counted(Consensus.Way.K_MEANS, clusters);
                    case LEARNED ->
                        Agreeing.learned(
                                heads,
                                clusters,
                                scores(block.heads() * k, clusters),
                                dense(
                                        List.of(Math.max(1, block.heads() * d / 2), d),
                                        Activation.TANH,
                                        Activation.TANH,
                                        Activation.TANH),
                                length);
                });
    }

    private Agreeing counted(Consensus.Way way, int clusters) {
        return new Agreeing.Counted(new Consensus(way, clusters, block.anchors()));
    }

    private Partitioner<Features> partitioner(Features x) {
        return Partitioner.of(x, k, scores(x.width(), k));
    }

    private Layer[] scores(int in, int out) {
        int width = partitioner.width() > 0 ? partitioner.width() : 4 * Math.max(in, out);
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < partitioner.layers(); i++) {
            sizes.add(width);
        }
        sizes.add(out);
        return dense(sizes, partitioner.first(), partitioner.activation(), Activation.LINEAR);
    }

    private static Layer[] dense(List<Integer> sizes, Activation first, Activation between, Activation last) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            layers.add(Layers.dense(sizes.get(i), Init.glorotUniform(), Init.zeros()));
            (i == sizes.size() - 1 ? last : i == 0 ? first : between).addTo(layers);
        }
        return layers.toArray(Layer[]::new);
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of deepwak is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
