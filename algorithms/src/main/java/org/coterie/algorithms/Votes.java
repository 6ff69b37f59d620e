package org.coterie.algorithms;

import java.util.Arrays;
import java.util.List;
import org.coterie.api.data.Table;

/**
 * What the clusters of members say about the clusters of a consensus: T^(h)_lc is the share of the training rows of cluster l
 * of member h that are in cluster c. With it any row, new ones included, has a place in the consensus from its memberships
 * alone, P_ic = Σ_h w_h K^(h)_i T^(h), and P of its own cluster is the agreement: 1 where every member puts it among rows of
 * that cluster and no other.
 *
 * @param clusters clusters of the consensus, k
 * @param table w_h T^(h), one below the other, in row order: (Σ k_h)×k numbers
 */
public record Votes(int clusters, float[] table) {

    /** Copies the table. */
    public Votes {
        if (clusters < 1 || table.length % clusters != 0) {
            throw new IllegalArgumentException(table.length + " votes for " + clusters + " clusters");
        }
        table = table.clone();
    }

    /**
     * Counts them.
     *
     * @param members memberships of the training rows, by member
     * @param weights one per member, of sum 1
     * @param labels the consensus: the cluster of each row, 0 to k−1
     */
    public static Votes of(List<Table> members, double[] weights, int[] labels, int k) {
        Profiles.check(members, weights);
        int width = members.stream().mapToInt(Table::columns).sum();
        float[] table = new float[Math.multiplyExact(width, k)];
        int from = 0;
        for (int h = 0; h < weights.length; h++) {
            Table member = members.get(h);
            for (int l = 0; l < member.columns(); l++) {
                double[] counts = new double[k];
                double sum = 0;
                for (int i = 0; i < labels.length; i++) {
                    counts[labels[i]] += member.at(i, l);
                    sum += member.at(i, l);
                }
                for (int c = 0; c < k && sum > 0; c++) {
                    table[(from + l) * k + c] = (float) (weights[h] * counts[c] / sum);
                }
            }
            from += member.columns();
        }
        return new Votes(k, table);
    }

    /**
     * Counts them, and counts again without the clusters to which no row is voted, until each has a row: a few rows that only
     * one member sets apart are a cluster of a linkage, but not of the votes.
     *
     * @param labels the consensus; not changed
     * @param k clusters in it; the result may have fewer, numbered in the same order
     */
    public static Votes settled(List<Table> members, double[] weights, int[] labels, int k) {
        int[] now = labels.clone();
        int count = k;
        while (true) {
            Votes votes = of(members, weights, now, count);
            int[] voted = Profiles.labels(votes.of(members));
            int[] used =
                    Arrays.stream(voted).filter(c -> c >= 0).distinct().sorted().toArray();
            if (used.length == 0 || used.length == count) {
                return votes;
            }
            for (int i = 0; i < now.length; i++) {
                now[i] = Math.max(0, Arrays.binarySearch(used, voted[i]));
            }
            count = used.length;
        }
    }

    @Override
    public float[] table() {
        return table.clone();
    }

    /** The table with columns of zeros behind it, {@code columns} in all. */
    public float[] table(int columns) {
        int rows = table.length / clusters;
        float[] wide = new float[Math.multiplyExact(rows, columns)];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(table, r * clusters, wide, r * columns, clusters);
        }
        return wide;
    }

    /**
     * P of rows.
     *
     * @param members their memberships, by member
     * @return n×k numbers from 0 to 1, of sum 1 where no member says noise
     */
    public Table of(List<Table> members) {
        int n = members.get(0).rows();
        float[] all = new float[Math.multiplyExact(n, clusters)];
        int from = 0;
        for (Table member : members) {
            for (int i = 0; i < n; i++) {
                for (int l = 0; l < member.columns(); l++) {
                    float share = member.at(i, l);
                    for (int c = 0; share > 0 && c < clusters; c++) {
                        all[i * clusters + c] += share * table[(from + l) * clusters + c];
                    }
                }
            }
            from += member.columns();
        }
        return Table.of(n, clusters, all);
    }

    /** Mean over the rows of the largest entry of P. */
    public double agreement(List<Table> members) {
        Table p = of(members);
        double sum = 0;
        for (int i = 0; i < p.rows(); i++) {
            float most = 0;
            for (int c = 0; c < clusters; c++) {
                most = Math.max(most, p.at(i, c));
            }
            sum += most;
        }
        return sum / p.rows();
    }
}
