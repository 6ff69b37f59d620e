package org.coterie.deepwak;

import java.util.function.DoubleConsumer;

/** Looks for the least loss over components d and neighbours κ. */
public enum NeighbourSearch {
    /**
     * All pairs, A2. Where columns are hidden: the fewest components whose best κ predicts within one standard error of the least
     * loss, that of paired differences over the groups of columns; losses nearer than that are told apart by chance.
     */
    GRID,
    /**
     * The later package's: from d = κ = 6, d and κ in turn go to the best within 5 of where they are, a hundred times or until
     * nothing moves. It can end in a minimum of its neighbourhood only.
     */
    COORDINATE;

    private static final int START = 6;
    private static final int REACH = 5;
    private static final int ROUNDS = 100;

    /**
     * Where the loss is least.
     *
     * @param components d
     * @param neighbours κ
     * @param loss L[d, κ]
     */
    record Found(int components, int neighbours, double loss) {}

    /** Looks; of equal losses the first counts, by d, then by κ. */
    Found in(Landscape losses, DoubleConsumer progress) {
        return this == GRID ? grid(losses, progress) : coordinate(losses);
    }

    private static Found grid(Landscape losses, DoubleConsumer progress) {
        int most = losses.options().components();
        Found best = new Found(1, 1, Double.POSITIVE_INFINITY);
        for (int d = 1; d <= most; d++) {
            double[] of = losses.of(d);
            for (int r = 0; r < of.length; r++) {
                if (of[r] < best.loss()) {
                    best = new Found(d, r + 1, of[r]);
                }
            }
            progress.accept((double) d / most);
        }
        return losses.parts() < 2 ? best : fewest(losses, best);
    }

    /** The fewest components with a κ whose loss is within one standard error of the least; of these κ the best. */
    private static Found fewest(Landscape losses, Found best) {
        for (int d = 1; d < best.components(); d++) {
            double[] of = losses.of(d);
            int at = 0;
            for (int r = 1; r < of.length; r++) {
                at = of[r] < of[at] ? r : at;
            }
            double allowed = losses.errorOfDifference(d, at + 1, best.components(), best.neighbours());
            if (of[at] - best.loss() <= allowed) {
                return new Found(d, at + 1, of[at]);
            }
        }
        return best;
    }

    private static Found coordinate(Landscape losses) {
        int mostD = losses.options().components();
        int mostK = losses.options().neighbours();
        int d = Math.min(START, mostD);
        int k = Math.min(START, mostK);
        for (int round = 0; round < ROUNDS; round++) {
            int oldD = d;
            int oldK = k;
            for (int near = Math.max(1, oldD - REACH); near <= Math.min(mostD, oldD + REACH); near++) {
                d = losses.of(near)[k - 1] < losses.of(d)[k - 1] ? near : d;
            }
            double[] of = losses.of(d);
            for (int near = Math.max(1, oldK - REACH); near <= Math.min(mostK, oldK + REACH); near++) {
                k = of[near - 1] < of[k - 1] ? near : k;
            }
            if (d == oldD && k == oldK) {
                break;
            }
        }
        return new Found(d, k, losses.of(d)[k - 1]);
    }
}
