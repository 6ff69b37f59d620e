package org.coterie.tensorized;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/**
 * The hyper-parameters of a tensorization. Begin with {@link #defaults()} and change what differs.
 *
 * @param start where it begins
 * @param restarts R, how many are trained side by side, 1 to 1000; the one of least total loss is kept
 * @param epochs passes over the rows, 0 to 1,000,000; with 0 the start is the result
 * @param batch rows in a step; 0 for all, when Lloyd's step follows every gradient step, from the costs before it. With
 *     batches it follows every epoch
 * @param rate of Adam, above 0, to 10
 * @param noise standard deviation of the normal noise on what the networks see in training, 0 for none: de-noising
 */
public record Training(Start start, int restarts, int epochs, int batch, double rate, double noise) {

    /**
     * Where training begins.
     *
     * @param kind how
     * @param penalty λ of {@link Kind#K_PLANES}, 0 to 1
     */
    public record Start(Kind kind, double penalty) {

        /** How a start is found. */
        public enum Kind {
            /** Rows to the nearest of k seeds that k-means++ draws, the papers' start. */
            K_MEANS_PLUS_PLUS,
            /** Rows by k-means, one start of it for each restart. */
            K_MEANS,
            /**
             * Rows by k-planes, the closed form of linear networks of one layer; where the networks are linear they begin as
             * these planes.
             */
            K_PLANES
        }

        /** Checks the range. */
        public Start {
            check("start.penalty", penalty >= 0 && penalty <= 1, penalty, "0 to 1");
        }
    }

    /** Checks the ranges. */
    public Training {
        check("restarts", restarts >= 1 && restarts <= 1000, restarts, "1 to 1000");
        check("epochs", epochs >= 0 && epochs <= 1_000_000, epochs, "0 to 1000000");
        check("batch", batch >= 0, batch, "at least 0");
        check("rate", rate > 0 && rate <= 10, rate, "above 0, to 10");
        check("noise", noise >= 0 && noise <= 1e6, noise, "0 to 1e6");
    }

    /** Ten restarts from k-planes, 200 steps over all rows. */
    public static Training defaults() {
        return new Training(new Start(Start.Kind.K_PLANES, 0.08), 10, 200, 0, 0.01, 0);
    }

    /** From elsewhere. */
    public Training start(Start.Kind kind) {
        return new Training(new Start(kind, start.penalty()), restarts, epochs, batch, rate, noise);
    }

    /** With so many restarts. */
    public Training restarts(int count) {
        return new Training(start, count, epochs, batch, rate, noise);
    }

    /** So long. */
    public Training epochs(int count) {
        return new Training(start, restarts, count, batch, rate, noise);
    }

    /** With so many rows in a step; 0 for all. */
    public Training batch(int rows) {
        return new Training(start, restarts, epochs, rows, rate, noise);
    }

    /** At another rate. */
    public Training rate(double value) {
        return new Training(start, restarts, epochs, batch, value, noise);
    }

    /** With noise on what the networks see. */
    public Training noise(double deviation) {
        return new Training(start, restarts, epochs, batch, rate, deviation);
    }

    static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of a tensorization is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
