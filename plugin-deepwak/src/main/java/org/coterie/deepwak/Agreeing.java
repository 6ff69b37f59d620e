package org.coterie.deepwak;

import org.coterie.algorithms.Consensus;
import org.coterie.api.Arch;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Partitioner;

/** How the heads of a block come to one clustering. */
public sealed interface Agreeing {

    /** Clusters of the consensus. */
    int clusters();

    /**
     * Counted: from how often rows are together, or by k-means on the memberships side by side.
     *
     * @param consensus the rule
     */
    record Counted(Consensus consensus) implements Agreeing {
        @Override
        public int clusters() {
            return consensus.k();
        }
    }

    /**
     * Learned, figures 2 and 8: networks on what the heads say, which stand still meanwhile. K_c = softmax(net(K^(1) … K^(h)))
     * takes the place of every head's K, E_c = net(E^(1) … E^(h)) of every head's E, and the pooled reconstruction trains the
     * network. Heads without an autoencoder have nothing to agree on but clusters: then {@code codes} is not used.
     *
     * @param net Arch(h·k, k_c), scores of clusters from the memberships of all heads
     * @param codes Arch(h·d, d), codes from the codes of all heads
     * @param length how long they are trained
     */
    record Learned(Partitioner<Latent> net, Arch<Latent, Latent> codes, Training.Length length) implements Agreeing {
        @Override
        public int clusters() {
            return net.out().k();
        }

        void check(DeePWAKBlock block) {
            DeePWAK head = block.head();
            meet("memberships", net.in(), Latent.of(block.heads() * head.k()));
            meet(
                    "codes",
                    codes.in(),
                    Latent.of(block.heads() * head.encoder().out().width()));
            meet("codes", codes.out(), head.encoder().out());
        }

        private static void meet(String what, Latent got, Latent expected) {
            if (!got.equals(expected)) {
                throw Fault.of("the heads and the network of their consensus do not meet")
                        .at("network of the " + what)
                        .got(got.toString())
                        .expected(expected.toString())
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
    }

    /** By soft co-association and average linkage, cut at {@code k}. */
    static Agreeing soft(int k) {
        return new Counted(Consensus.by(Consensus.Way.SOFT, k));
    }

    /** By hard co-association and average linkage, cut at {@code k}. */
    static Agreeing hard(int k) {
        return new Counted(Consensus.by(Consensus.Way.HARD, k));
    }

    /** By k-means with {@code k} clusters on the roots of the memberships of all heads: the recommended rule. */
    static Agreeing kMeans(int k) {
        return new Counted(Consensus.by(Consensus.Way.K_MEANS, k));
    }

    /**
     * By networks of these layers.
     *
     * @param block the heads they are for
     * @param net layers from h·k memberships to scores; the last gives as many numbers as there are to be clusters
     * @param k clusters
     * @param codes layers from h·d numbers to d
     */
    static Agreeing learned(DeePWAKBlock block, int k, Layer[] net, Layer[] codes, Training.Length length) {
        Latent all = Latent.of(block.heads() * block.head().k());
        Latent one = block.head().encoder().out();
        Latent wide = Latent.of(block.heads() * one.width());
        return new Learned(Partitioner.of(all, k, net), Arch.of(wide, one, codes), length);
    }
}
