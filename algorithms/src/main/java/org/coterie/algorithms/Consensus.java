package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * One clustering from several of the same rows, whatever they came from and however many clusters each has: by co-association
 * (Fred and Jain 2005), which asks how often two rows are together, or by k-means on the memberships side by side. A member is
 * a table of memberships, n×k_h; a row of zeros in it is noise and is together with nothing. The same numbers of the generator
 * give the same clusters.
 *
 * <p>Nothing of size n×n: co-association takes at most {@code anchors} rows, drawn at random, into a linkage, which holds half
 * their square as floats (5000 rows: 50 MB), and sends every other row to the cluster whose anchors it is with most often.
 *
 * @param way how
 * @param k clusters of the consensus, at least 1
 * @param anchors the most rows in a linkage, 2 to {@link Linkage#MOST}
 */
public record Consensus(Way way, int k, int anchors) {

    /** Share of n/k rows below which a cluster of the linkage is dissolved. */
    public static final double LEAST = 0.1;

    /** How members become one. */
    public enum Way {
        /** Average linkage on 1 − Σ_h w_h K^(h) K^(h)ᵀ. */
        SOFT,
        /** The same with the arg-max of each membership. */
        HARD,
        /**
         * k-means on the roots of the memberships side by side, each member scaled by the root of its weight. Of one-hot rows the
         * root changes nothing; of soft ones it makes all rows as long, so that unsure rows are no cluster of their own.
         */
        K_MEANS
    }

    /** Checks the ranges. */
    public Consensus {
        if (k < 1 || anchors < 2 || anchors > Linkage.MOST) {
            throw Fault.of("a consensus is out of range")
                    .got("k = " + k + ", anchors = " + anchors)
                    .expected("k at least 1, anchors from 2 to " + Linkage.MOST)
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** By a way, with at most 5000 anchors. */
    public static Consensus by(Way way, int k) {
        return new Consensus(way, k, 5000);
    }

    /**
     * The cluster of every row, 0 to k−1.
     *
     * @param members memberships of the same rows, by member
     * @param weights one per member, from 0 up, of sum 1
     * @param random for k-means, and for the anchors where not all rows are
     * @throws CoterieException of kind DATA if there are no members or rows, or fewer rows or anchors than clusters
     */
    public int[] of(List<Table> members, double[] weights, RandomGenerator random) {
        Profiles.check(members, weights);
        Profiles profiles = Profiles.of(members, weights, way);
        if (way == Way.K_MEANS) {
            return KMeans.of(k).fit(profiles.table(), random).labels();
        }
        return new CoAssociation(profiles, k, anchors, random).labels();
    }

    /** The cluster of each row, the first of equals; −1 for a row of zeros, which is noise. */
    public static int[] labels(Table memberships) {
        return Profiles.labels(memberships);
    }

    /** Members side by side, taken apart again: columns of the widths given, in order. */
    public static List<Table> apart(Table sideBySide, int... widths) {
        int n = sideBySide.rows();
        float[] all = sideBySide.toArray();
        List<Table> members = new ArrayList<>();
        int from = 0;
        for (int width : widths) {
            float[] part = new float[Math.multiplyExact(n, width)];
            for (int i = 0; i < n; i++) {
                System.arraycopy(all, i * sideBySide.columns() + from, part, i * width, width);
            }
            members.add(Table.of(n, width, part));
            from += width;
        }
        return members;
    }

    /** The mean row of each cluster, k×m; of one without rows that of all. Negative labels are noise. */
    public static Table means(Table x, int[] labels, int k) {
        int m = x.columns();
        double[] sums = new double[(k + 1) * m];
        int[] sizes = new int[k + 1];
        float[] row = new float[m];
        for (int i = 0; i < labels.length; i++) {
            x.copyRow(i, row, 0);
            for (int c : labels[i] < 0 ? new int[] {k} : new int[] {labels[i], k}) {
                sizes[c]++;
                for (int j = 0; j < m; j++) {
                    sums[c * m + j] += row[j];
                }
            }
        }
        float[] means = new float[k * m];
        for (int p = 0; p < means.length; p++) {
            int c = sizes[p / m] > 0 ? p / m : k;
            means[p] = (float) (sums[c * m + p % m] / sizes[c]);
        }
        return Table.of(k, m, means);
    }

    /** As much for one as for another; they sum to 1. */
    public static double[] equalWeights(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return weights;
    }

    /**
     * Weights by stability: the mean ARI of a member's clusters with those of each other member, 0 where it is negative, all
     * divided by their sum. A member that says what no other says has little weight. Equal where there is one member, or none
     * agrees with another.
     */
    public static double[] stabilityWeights(List<Table> members) {
        List<int[]> labels = members.stream().map(Profiles::labels).toList();
        int h = labels.size();
        double[] weights = new double[h];
        for (int a = 0; a < h; a++) {
            for (int b = 0; b < a; b++) {
                double ari = Agreement.between(labels.get(a), labels.get(b)).ari();
                weights[a] += ari;
                weights[b] += ari;
            }
        }
        double sum = 0;
        for (int a = 0; a < h; a++) {
            weights[a] = Math.max(0, weights[a]);
            sum += weights[a];
        }
        if (!(sum > 0)) {
            return equalWeights(h);
        }
        for (int a = 0; a < h; a++) {
            weights[a] /= sum;
        }
        return weights;
    }
}
