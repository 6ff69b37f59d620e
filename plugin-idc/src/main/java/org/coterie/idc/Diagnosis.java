package org.coterie.idc;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.coterie.algorithms.GateSize;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Readout;
import org.coterie.api.data.Table;

/**
 * What can be said of a fitted model without labels: how many features rows need, whether rows differ in them, and whether
 * all clusters are used.
 *
 * @param assign memberships
 * @param gates the local gates; empty in the variant without
 * @param embed codes
 * @param k number of clusters
 * @param names of the features
 */
record Diagnosis(
        Readout.PerRow<Clusters> assign,
        List<Readout.PerRow<Features>> gates,
        Readout.PerRow<Latent> embed,
        int k,
        List<String> names) {

    /** The most rows looked at, evenly spread. */
    private static final int ENOUGH = 5_000;

    /** The most gates looked at, but at least 200 rows. */
    private static final int NUMBERS = 1 << 25;

    /** Below this mean deviation all rows have the same gates. */
    private static final double SAME = 0.01;

    /** Metrics and warnings of the run. */
    void check(Desk desk) {
        int n = desk.data().rows();
        int looked =
                Math.min(n, Math.min(ENOUGH, Math.max(200, NUMBERS / desk.data().columns())));
        int[] rows = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * n / looked))
                .toArray();
        Table memberships = desk.evaluate(assign, rows);
        int[] clusters =
                IntStream.range(0, looked).map(i -> largest(memberships, i)).toArray();
        int used = HeadChoice.used(clusters, k);
        desk.report("idc.clusters-used", used);
        if (used < k) {
            desk.warn(String.format(
                    Locale.ROOT,
                    "IDC uses %d of %d clusters: nothing in its loss rewards spreading. More heads (head.restarts), a"
                            + " little head.balance, another seed, or a smaller k help.",
                    used,
                    k));
        }
        Table codes = desk.evaluate(embed, rows);
        float[][] c = HeadChoice.normalised(codes.toArray(), looked, codes.columns());
        desk.report("idc.coding-rate", HardRate.of(c, clusters, k, 0.1));
        for (Readout.PerRow<Features> readout : gates) {
            gates(desk, desk.evaluate(readout, rows), desk.data().select(rows));
        }
    }

    private void gates(Desk desk, Table z, Table x) {
        GateSize size = GateSize.of(z, 256);
        desk.report("idc.gates-sum", size.meanSum());
        desk.report("idc.gates-sum-median", size.medianSum());
        desk.report("idc.gates-above-0", size.meanCount());
        desk.report("idc.gates-above-half", above(z, 0.5));
        double spread = spread(z);
        desk.report("idc.gates-deviation", spread);
        if (spread < SAME && size.meanSum() > 0) {
            desk.warn(String.format(
                    Locale.ROOT,
                    "all rows have nearly the same gates: the mean over features of their standard deviation across rows"
                            + " is %.4f, so these explain the data set and no row of it. A larger gates.start or more"
                            + " gated-epochs let rows differ.",
                    spread));
        }
        List<Correlated.Group> groups = Correlated.of(x, z);
        if (!groups.isEmpty()) {
            desk.warn(Correlated.text(groups, names));
        }
    }

    private static int largest(Table p, int row) {
        int best = 0;
        for (int j = 1; j < p.columns(); j++) {
            best = p.at(row, j) > p.at(row, best) ? j : best;
        }
        return best;
    }

    private static double above(Table z, double threshold) {
        long count = 0;
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                count += z.at(i, j) > threshold ? 1 : 0;
            }
        }
        return (double) count / z.rows();
    }

    /** Mean over features of the standard deviation of their gate across rows. */
    static double spread(Table z) {
        double sum = 0;
        for (int j = 0; j < z.columns(); j++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < z.rows(); i++) {
                mean += z.at(i, j);
                squares += (double) z.at(i, j) * z.at(i, j);
            }
            mean /= z.rows();
            sum += Math.sqrt(Math.max(0, squares / z.rows() - mean * mean));
        }
        return sum / z.columns();
    }
}
