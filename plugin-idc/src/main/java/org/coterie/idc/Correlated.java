package org.coterie.idc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Features that say the same, of which one is open: reconstruction needs only one of them, so that the others being shut
 * does not mean that they do not matter. The paper names this limit itself.
 */
final class Correlated {
    private static final double ALIKE = 0.95;
    private static final double OPEN = 0.1;
    private static final double SHUT = 0.01;
    private static final int MOST = 500;
    private static final int SHOWN = 3;

    /** Numbers of the data looked at, but at least 200 rows. */
    private static final int NUMBERS = 1 << 24;

    /**
     * An open feature and the shut ones that follow it.
     *
     * @param open its number
     * @param shut theirs
     */
    record Group(int open, List<Integer> shut) {}

    private Correlated() {}

    /** Groups by |r| &gt; 0.95 of the data; of very many open features the first 500 are looked at. */
    static List<Group> of(Table x, Table z) {
        int d = x.columns();
        double[] mean = IntStream.range(0, d)
                .mapToDouble(j -> IntStream.range(0, z.rows())
                                .mapToDouble(i -> z.at(i, j))
                                .sum()
                        / z.rows())
                .toArray();
        int[] open =
                IntStream.range(0, d).filter(j -> mean[j] > OPEN).limit(MOST).toArray();
        int[] shut = IntStream.range(0, d).filter(j -> mean[j] < SHUT).toArray();
        if (open.length == 0 || shut.length == 0) {
            return List.of();
        }
        int n = Math.min(x.rows(), Math.max(200, NUMBERS / d));
        double[][] a = standardised(x, open, n);
        double[][] b = standardised(x, shut, n);
        List<Group> groups = new ArrayList<>();
        for (int o = 0; o < open.length; o++) {
            List<Integer> followers = new ArrayList<>();
            for (int s = 0; s < shut.length; s++) {
                double r = 0;
                for (int i = 0; i < n; i++) {
                    r += a[o][i] * b[s][i];
                }
                if (Math.abs(r) > ALIKE) {
                    followers.add(shut[s]);
                }
            }
            if (!followers.isEmpty()) {
                groups.add(new Group(open[o], followers));
            }
        }
        return groups;
    }

    /** Columns of mean 0 and length 1 over so many rows, evenly spread; zeros where constant. */
    private static double[][] standardised(Table x, int[] columns, int n) {
        double[][] all = new double[columns.length][n];
        for (int c = 0; c < columns.length; c++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                all[c][i] = x.at((int) ((long) i * x.rows() / n), columns[c]);
                mean += all[c][i] / n;
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                all[c][i] -= mean;
                squares += all[c][i] * all[c][i];
            }
            double length = squares > 1e-12 ? Math.sqrt(squares) : Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                all[c][i] /= length;
            }
        }
        return all;
    }

    /** One warning for all groups, the first few by name. */
    static String text(List<Group> groups, List<String> names) {
        List<String> some = groups.stream()
                .limit(SHOWN)
                .map(group -> names.get(group.open()) + " speaks for "
                        + names.get(group.shut().get(0))
                        + (group.shut().size() > 1 ? " and " + (group.shut().size() - 1) + " more" : ""))
                .toList();
        return String.format(
                Locale.ROOT,
                "%d open feature%s shut features with a correlation above %.2f: that a gate is shut does not mean that the"
                        + " feature does not matter (%s%s)",
                groups.size(),
                groups.size() == 1 ? " has" : "s have",
                ALIKE,
                String.join("; ", some),
                groups.size() > SHOWN ? "; …" : "");
    }
}
