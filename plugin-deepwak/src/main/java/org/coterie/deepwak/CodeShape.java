package org.coterie.deepwak;

import java.util.BitSet;
import java.util.Locale;
import org.coterie.algorithms.Pca;
import org.coterie.api.Desk;
import org.coterie.api.data.Table;

/**
 * What can be said of codes and memberships that the preprint makes claims of: "sparse embeddings", fewer clusters than allowed.
 *
 * @param participationRatio (Σλ)² / Σλ² of the codes' principal variances: how many directions carry them, from 1
 * @param smallCodes share of codes of size below 0.05
 * @param clustersUsed clusters that have rows
 */
record CodeShape(double participationRatio, double smallCodes, int clustersUsed) {
    private static final double SMALL = 0.05;

    /** From codes and memberships of the same rows. */
    static CodeShape of(Table codes, Table memberships) {
        int most = Math.min(codes.columns(), codes.rows());
        float[] all = codes.toArray();
        long small = 0;
        for (float code : all) {
            small += Math.abs(code) < SMALL ? 1 : 0;
        }
        BitSet used = new BitSet();
        for (int i = 0; i < memberships.rows(); i++) {
            int best = 0;
            for (int c = 1; c < memberships.columns(); c++) {
                best = memberships.at(i, c) > memberships.at(i, best) ? c : best;
            }
            used.set(best);
        }
        return new CodeShape(
                Pca.of(most).fit(codes).participationRatio(),
                (double) small / Math.max(1, all.length),
                used.cardinality());
    }

    /** Metrics of the run, and a warning where codes lie on a line. */
    void report(Desk desk) {
        desk.report("deepwak.participation-ratio", participationRatio);
        desk.report("deepwak.small-codes", smallCodes);
        desk.report("deepwak.clusters-used", clustersUsed);
        if (participationRatio < 1.5 && clustersUsed > 1) {
            desk.warn(String.format(
                    Locale.ROOT,
                    "codes lie on a line: one direction carries them (participation ratio %.2f). The preprint calls"
                            + " this sparse; it is what five sigmoid layers or sign steps leave of an embedding.",
                    participationRatio));
        }
    }
}
