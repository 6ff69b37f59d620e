package org.coterie.idc;

import static org.coterie.idc.Checks.check;

/**
 * The hyper-parameters of both stages. Begin with {@link #defaults()} and change what differs.
 *
 * @param epochs how long
 * @param batch rows per step, at least 2; all where there are fewer
 * @param rate the learning rate of autoencoder and gates (Adam), falling along half a cosine
 * @param rateEnd what all cosines fall to
 * @param gates the local gates
 * @param reconstruction the autoencoder's terms
 * @param boundary what happens between the stages
 * @param head the clustering head
 * @param global gates of whole clusters
 */
public record Training(
        Epochs epochs,
        int batch,
        double rate,
        double rateEnd,
        LocalGates gates,
        Reconstruction reconstruction,
        Boundary boundary,
        Head head,
        GlobalGates global) {

    /** What happens between the stages. */
    public enum Boundary {
        /** Batch normalisation gets the statistics of all gated rows, then rests; codes are computed once. */
        RECALIBRATED,
        /** As published: the head sees an encoder in training mode, whose running statistics go on moving. */
        MOVING
    }

    /** What places rows in clusters. */
    public enum Kind {
        /** The clustering head, which descends the coding rate of its clusters. */
        NETWORK,
        /** The same head, which learns the clusters of a map of the codes; not in the paper. One head, the last state. */
        MAP,
        /** k-means on the gated rows, an ablation: there is no second stage, and there are no gates of whole clusters. */
        K_MEANS
    }

    /** Which state of which head is kept. */
    public enum Selection {
        /** Of those that use all clusters, the one of the highest silhouette of codes of length 1. */
        SILHOUETTE,
        /** Of those that use all clusters, the one whose clusters have the smallest coding rate. */
        LOSS,
        /** The last. */
        LAST
    }

    /**
     * Numbers of epochs.
     *
     * @param open with gates open: a plain denoising autoencoder
     * @param gated with gates, their regulariser rising along half a cosine
     * @param head of the clustering head
     * @param globalGatesFrom epochs of the head after which the global gates train beside it, as published; 0 for never
     */
    public record Epochs(int open, int gated, int head, int globalGatesFrom) {

        /** Checks the ranges. */
        public Epochs {
            check("open-epochs", open >= 1, open, "at least 1");
            check("gated-epochs", gated >= 1, gated, "at least 1");
            check("head-epochs", head >= 1, head, "at least 1");
            check("global-gates-from", globalGatesFrom >= 0, globalGatesFrom, "at least 0");
        }
    }

    /**
     * The local gates.
     *
     * @param enabled false for the variant without
     * @param noise standard deviation of ε in equation (1)
     * @param sigma σ of the regulariser, equation (2)
     * @param weight λ_max of the regulariser; with a target, where its search begins
     * @param codingRate weight of {@link CodingRate#ofGates}
     * @param epsilon its ε
     * @param target mean number of features a row should need (sum of its gates), found by moving λ; 0 for none
     */
    public record LocalGates(
            boolean enabled,
            double noise,
            double sigma,
            double weight,
            double codingRate,
            double epsilon,
            double target) {

        /** Checks the ranges. */
        public LocalGates {
            check("gates.noise", noise >= 0 && noise <= 10, noise, "0 to 10");
            check("gates.sigma", sigma >= 1e-3 && sigma <= 100, sigma, "0.001 to 100");
            check("gates.weight", weight >= 0 && weight <= 1e6, weight, "0 to 1e6");
            check("gates.coding-rate", codingRate >= 0 && codingRate <= 1e6, codingRate, "0 to 1e6");
            check("gates.epsilon", epsilon >= 1e-6 && epsilon <= 1e6, epsilon, "1e-6 to 1e6");
            check("gates.target", target >= 0, target, "at least 0");
        }
    }

    /**
     * The clustering head.
     *
     * @param kind the network, or what stands in for it
     * @param rate its learning rate (Adam), falling along half a cosine
     * @param temperature τ of the Gumbel-softmax, equation (5)
     * @param epsilon ε of {@link CodingRate#withinClusters}
     * @param over mean as trained by the authors, sum as printed
     * @param balance weight of minus the entropy of the mean of p in units of ln K; 0 for none, as published
     * @param restarts heads trained side by side, from 1
     * @param selection which state of which head is kept
     * @param every epochs between two looks
     */
    public record Head(
            Kind kind,
            double rate,
            double temperature,
            double epsilon,
            Reduction over,
            double balance,
            int restarts,
            Selection selection,
            int every) {

        /** Checks the ranges. */
        public Head {
            check("head.rate", rate > 0 && rate <= 10, rate, "0 < rate <= 10");
            check("head.temperature", temperature >= 1e-3 && temperature <= 1e6, temperature, "0.001 to 1e6");
            check("head.epsilon", epsilon >= 1e-6 && epsilon <= 1e6, epsilon, "1e-6 to 1e6");
            check("head.balance", balance >= 0 && balance <= 1000, balance, "0 to 1000");
            check("head.restarts", restarts >= 1 && restarts <= 100, restarts, "1 to 100");
            check("head.every", every >= 1, every, "at least 1");
        }
    }

    /**
     * Gates of whole clusters.
     *
     * @param epochs with the head at rest, the regulariser rising along half a cosine; 0 for none
     * @param rate learning rate: of Adam in epochs of their own, of plain descent beside the head
     * @param weight λᵍ of their regulariser
     */
    public record GlobalGates(int epochs, double rate, double weight) {

        /** Checks the ranges. */
        public GlobalGates {
            check("global.epochs", epochs >= 0, epochs, "at least 0");
            check("global.rate", rate > 0 && rate <= 10, rate, "0 < rate <= 10");
            check("global.weight", weight >= 0 && weight <= 1e6, weight, "0 to 1e6");
        }

        boolean trains(Epochs all) {
            return epochs > 0 || beside(all);
        }

        /** Whether they train beside the head, as published. */
        boolean beside(Epochs all) {
            return all.globalGatesFrom() > 0 && all.globalGatesFrom() < all.head();
        }
    }

    /** Checks the ranges, and what belongs together. */
    public Training {
        check("batch", batch >= 2, batch, "at least 2 rows");
        check("rate", rate > 0 && rate <= 10, rate, "0 < rate <= 10");
        check("rate-end", rateEnd >= 0 && rateEnd <= rate, rateEnd, "0 to the rate");
        check(
                "head.kind",
                head.kind() != Kind.MAP
                        || boundary == Boundary.RECALIBRATED
                                && head.restarts() == 1
                                && head.selection() == Selection.LAST,
                "map with restarts, a selection or a moving boundary",
                "boundary = recalibrated, head.restarts = 1 and head.selection = last");
        check(
                "boundary",
                boundary == Boundary.RECALIBRATED || head.restarts() == 1 && head.selection() == Selection.LAST,
                "moving with restarts or a selection",
                "recalibrated, or head.restarts = 1 and head.selection = last");
        check(
                "global-gates-from",
                epochs.globalGatesFrom() == 0 || head.restarts() == 1 && head.selection() == Selection.LAST,
                epochs.globalGatesFrom() + " with restarts or a selection",
                "0, or head.restarts = 1 and head.selection = last");
    }

    /** What {@code reference.conf} says. */
    public static Training defaults() {
        return new Training(
                new Epochs(5, 40, 60, 0),
                256,
                1e-3,
                1e-6,
                new LocalGates(true, 0.25, 1, 1, 0.01, 1, 0),
                Reconstruction.defaults(),
                Boundary.RECALIBRATED,
                new Head(Kind.NETWORK, 1e-2, 100, 0.1, Reduction.MEAN, 0, 8, Selection.LOSS, 5),
                new GlobalGates(20, 1e-2, 1));
    }

    /** For so many epochs with open gates, with gates, and of the head. */
    public Training epochs(int open, int gated, int ofHead) {
        return new Training(
                new Epochs(open, gated, ofHead, epochs.globalGatesFrom()),
                batch,
                rate,
                rateEnd,
                gates,
                reconstruction,
                boundary,
                head,
                global);
    }

    /** With so many rows per step. */
    public Training batch(int rows) {
        return new Training(epochs, rows, rate, rateEnd, gates, reconstruction, boundary, head, global);
    }

    /** With other local gates. */
    public Training gates(LocalGates other) {
        return new Training(epochs, batch, rate, rateEnd, other, reconstruction, boundary, head, global);
    }

    /** With another head. */
    public Training head(Head other) {
        return new Training(epochs, batch, rate, rateEnd, gates, reconstruction, boundary, other, global);
    }

    /** With other global gates. */
    public Training global(GlobalGates other) {
        return new Training(epochs, batch, rate, rateEnd, gates, reconstruction, boundary, head, other);
    }
}
