package org.coterie.algorithms;

import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * The memberships of all members side by side, each scaled by the root of its weight, so that the product of two rows is their
 * co-association Σ_h w_h K^(h)_i · K^(h)_j: the share of the members, by weight, that put the two rows together. Of roots of
 * memberships it is the same with Σ_c √(K_ic K_jc), Bhattacharyya's coefficient, by which every row is together with itself,
 * and half the squared distance of two rows is that of Hellinger. Columns no row uses are left out.
 */
final class Profiles {
    private final int n;
    private final int width;
    private final float[] values;

    private Profiles(int n, int width, float[] values) {
        this.n = n;
        this.width = width;
        this.values = values;
    }

    /** Of members as they are, of the roots of their memberships, or of their arg-max alone. */
    static Profiles of(List<Table> members, double[] weights, Consensus.Way way) {
        int n = members.get(0).rows();
        float[][] parts = new float[members.size()][];
        int[][] used = new int[members.size()][];
        int width = 0;
        for (int h = 0; h < parts.length; h++) {
            int k = members.get(h).columns();
            parts[h] = way == Consensus.Way.HARD
                    ? oneHot(members.get(h))
                    : members.get(h).toArray();
            for (int p = 0; p < parts[h].length && way == Consensus.Way.K_MEANS; p++) {
                parts[h][p] = (float) Math.sqrt(parts[h][p]);
            }
            used[h] = used(parts[h], k);
            width += used[h].length;
        }
        float[] values = new float[Math.multiplyExact(n, width)];
        int at = 0;
        for (int h = 0; h < parts.length; h++) {
            int k = members.get(h).columns();
            double root = Math.sqrt(weights[h]);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < used[h].length; c++) {
                    values[i * width + at + c] = (float) (root * parts[h][i * k + used[h][c]]);
                }
            }
            at += used[h].length;
        }
        return new Profiles(n, width, values);
    }

    private static int[] used(float[] part, int k) {
        boolean[] any = new boolean[k];
        for (int p = 0; p < part.length; p++) {
            any[p % k] |= part[p] > 0;
        }
        return java.util.stream.IntStream.range(0, k).filter(c -> any[c]).toArray();
    }

    /** The cluster of each row, the first of equals; −1 for a row of zeros. */
    static int[] labels(Table memberships) {
        int[] labels = new int[memberships.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = -1;
            float most = 0;
            for (int c = 0; c < memberships.columns(); c++) {
                if (memberships.at(i, c) > most) {
                    most = memberships.at(i, c);
                    labels[i] = c;
                }
            }
        }
        return labels;
    }

    private static float[] oneHot(Table memberships) {
        int[] labels = labels(memberships);
        float[] ones = new float[labels.length * memberships.columns()];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                ones[i * memberships.columns() + labels[i]] = 1;
            }
        }
        return ones;
    }

    /** Refuses members that do not describe the same rows, and weights that are none. */
    static void check(List<Table> members, double[] weights) {
        if (members.isEmpty() || members.get(0).rows() == 0) {
            throw Fault.of("a consensus of nothing")
                    .got(members.size() + " members")
                    .expected("at least one member, and at least one row")
                    .as(CoterieException.Kind.DATA);
        }
        double sum = 0;
        for (double w : weights) {
            sum += w >= 0 ? w : Double.NaN;
        }
        boolean fits = weights.length == members.size() && Math.abs(sum - 1) < 1e-6;
        if (!fits || members.stream().anyMatch(t -> t.rows() != members.get(0).rows())) {
            throw new IllegalArgumentException("members of unequal rows, or weights that do not sum to 1");
        }
    }

    /** Number of rows. */
    int rows() {
        return n;
    }

    /** Numbers in a row. */
    int width() {
        return width;
    }

    Table table() {
        return Table.of(n, width, values);
    }

    /** The co-association of two rows. */
    float together(int i, int j) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += values[i * width + c] * values[j * width + c];
        }
        return (float) sum;
    }

    /** Adds a row to a sum of rows. */
    void add(int i, double[] sum) {
        for (int c = 0; c < width; c++) {
            sum[c] += values[i * width + c];
        }
    }

    /** The product of a row with a mean of rows: its mean co-association with them. */
    double together(int i, double[] mean) {
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += values[i * width + c] * mean[c];
        }
        return sum;
    }
}
