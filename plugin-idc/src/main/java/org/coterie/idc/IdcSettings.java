package org.coterie.idc;

import static org.coterie.idc.Checks.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Partitioner;

/**
 * All settings of {@code methods.idc}. {@link #of} is what {@code reference.conf} says, with a number of clusters.
 *
 * @param k K, number of clusters, 2 to 10,000
 * @param sizes of the networks
 * @param training everything else
 */
public record IdcSettings(int k, Sizes sizes, Training training) {

    /** How weights start. */
    public enum Start {
        /** Normal with deviation 0.001, biases uniform on ±1/√in: what the authors' code does. */
        PUBLISHED,
        /** Weights and biases uniform on ±1/√in, PyTorch's own way. */
        TORCH
    }

    /**
     * Sizes of the networks, and how they start.
     *
     * @param widths of the encoder's layers before the last; the decoder mirrors them
     * @param embedding E, numbers in a code; 0 for K
     * @param gating hidden width of the gating network; 0 for as many as there are columns, from 256 to 1024
     * @param head hidden width of the clustering head
     * @param auxiliary hidden width of the auxiliary classifier
     * @param start of all networks but the gating's output
     * @param gates deviation of the weights of the gating network's last layer in units of 1/√in: how much the gates of
     *     rows differ from the first step on; 0 as published (deviation 0.001)
     * @param dropout chance that the gating network, while it trains, gets 0 for an entry, the others being 1/(1 − p) times as
     *     large; 0 as published
     * @param image height and width of the pictures rows are, for a residual autoencoder instead of dense layers; empty for dense
     *     layers
     * @param filters of its groups of two residual blocks, at least one; from the second on a group halves the picture; the
     *     decoder mirrors them
     */
    public record Sizes(
            List<Integer> widths,
            int embedding,
            int gating,
            int head,
            int auxiliary,
            Start start,
            double gates,
            double dropout,
            List<Integer> image,
            List<Integer> filters) {

        /** Dense layers, no dropout. */
        public Sizes(
                List<Integer> widths, int embedding, int gating, int head, int auxiliary, Start start, double gates) {
            this(widths, embedding, gating, head, auxiliary, start, gates, 0, List.of(), List.of(64, 128, 256, 512));
        }

        /** Copies and checks. */
        public Sizes {
            widths = List.copyOf(widths);
            image = List.copyOf(image);
            filters = List.copyOf(filters);
            check("networks.widths", widths.stream().allMatch(w -> w >= 1), widths, "each at least 1");
            check("networks.embedding", embedding >= 0, embedding, "at least 0");
            check("networks.gating", gating >= 0, gating, "at least 0");
            check("networks.head", head >= 1, head, "at least 1");
            check("networks.auxiliary", auxiliary >= 1, auxiliary, "at least 1");
            check("gates.start", gates >= 0 && gates <= 100, gates, "0 to 100");
            check("gates.dropout", dropout >= 0 && dropout <= 0.99, dropout, "0 to 0.99");
            check(
                    "networks.image",
                    image.isEmpty() || image.size() == 2 && image.stream().allMatch(p -> p >= 1),
                    image,
                    "height and width, or nothing");
            check(
                    "networks.filters",
                    !filters.isEmpty() && filters.stream().allMatch(f -> f >= 1),
                    filters,
                    "at least one, each at least 1");
        }

        /** 512-512-2048, a code of K numbers; rows' gates differ from the start. */
        public static Sizes defaults() {
            return new Sizes(List.of(512, 512, 2048), 0, 0, 2048, 2048, Start.PUBLISHED, 1);
        }

        /** The same with a residual autoencoder of pictures; of 64, 128, 256 and 512 filters it is a mirrored ResNet-18. */
        public Sizes pictures(int height, int width, List<Integer> ofGroups) {
            return new Sizes(
                    widths,
                    embedding,
                    gating,
                    head,
                    auxiliary,
                    start,
                    gates,
                    dropout,
                    List.of(height, width),
                    ofGroups);
        }
    }

    /** Checks the number of clusters. */
    public IdcSettings {
        check("k", k >= 2 && k <= 10_000, k, "2 to 10000");
    }

    /** The defaults for so many clusters. */
    public static IdcSettings of(int k) {
        return new IdcSettings(k, Sizes.defaults(), Training.defaults());
    }

    /** The same with other training. */
    public IdcSettings with(Training other) {
        return new IdcSettings(k, sizes, other);
    }

    /** The same with other networks. */
    public IdcSettings with(Sizes other) {
        return new IdcSettings(k, other, training);
    }

    /** The architecture for columns in one axis. */
    public Idc architecture(Features x) {
        int m = x.width();
        Latent e = Latent.of(sizes.embedding() == 0 ? k : sizes.embedding());
        int hidden = sizes.gating() == 0 ? Math.max(256, Math.min(1024, m)) : sizes.gating();
        List<Integer> up = new ArrayList<>(sizes.widths());
        Collections.reverse(up);
        Layer[] down = layers(m, sizes.widths(), e.width());
        Layer[] back = layers(e.width(), up, m);
        if (!sizes.image().isEmpty()) {
            Resnet pictures = new Resnet(sizes.image().get(0), sizes.image().get(1), sizes.filters());
            down = pictures.encoder(dense(pictures.mean(), e.width()));
            back = pictures.decoder(dense(e.width(), pictures.mean()), pictures.channels(m));
        }
        return new Idc(
                Encoder.of(x, e, down),
                Decoder.of(e, x, back),
                Arch.of(x, new Gates(m), gating(m, hidden)),
                Partitioner.of(e, k, layers(e.width(), List.of(sizes.head()), k)),
                Partitioner.of(x, k, layers(m, List.of(sizes.auxiliary()), k)));
    }

    /** X to μ in (−1, 1). */
    private Layer[] gating(int m, int hidden) {
        Init last = sizes.gates() == 0 ? Init.normal(1e-3) : Init.normal(sizes.gates() / Math.sqrt(hidden));
        List<Layer> layers = new ArrayList<>();
        if (sizes.dropout() > 0) {
            layers.add(Layers.dropout(sizes.dropout()));
        }
        layers.add(sizes.gates() == 0 ? dense(m, hidden) : Layers.dense(hidden));
        layers.add(Layers.tanh());
        layers.add(Layers.dense(m, last, Init.torchUniform(hidden)));
        layers.add(Layers.tanh());
        return layers.toArray(Layer[]::new);
    }

    /** Dense layers, batch normalisation and ReLU after all but the last. */
    private Layer[] layers(int in, List<Integer> hidden, int out) {
        List<Layer> layers = new ArrayList<>();
        int width = in;
        for (int next : hidden) {
            layers.add(dense(width, next));
            layers.add(Layers.batchNorm());
            layers.add(Layers.relu());
            width = next;
        }
        layers.add(dense(width, out));
        return layers.toArray(Layer[]::new);
    }

    private Layer dense(int in, int out) {
        return sizes.start() == Start.TORCH
                ? Layers.dense(out)
                : Layers.dense(out, Init.normal(1e-3), Init.torchUniform(in));
    }
}
