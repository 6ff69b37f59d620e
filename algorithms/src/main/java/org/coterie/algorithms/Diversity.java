package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * How different the features are that gates open for different clusters (IDC). The set of a cluster is the features whose
 * median gate over its rows is above 0; J(a, b) = |a ∩ b| / |a ∪ b|. All are shares; the papers print them times 100.
 *
 * @param pairs 1 - mean of J over unordered pairs of clusters, in [0, 1]: 1 where no two share a feature. Two empty sets
 *     are alike, J = 1. Clusters without rows are left out
 * @param printed IDC's formula, 1 - Σ_{a≠b} J/(K(K-1)/2) over ordered pairs, which counts each twice: in [-1, 1]
 * @param coded IDC's code, 1 - Σ_{a,b} J/(K(K-1)) with a = b among them: at most 1 - 1/(K-1), that is 0.889 for ten
 *     clusters and 0 for two. Here J of two empty sets is 0 and a cluster without rows has the empty set, as there
 */
public record Diversity(double pairs, double printed, double coded) {

    /**
     * Compares the clusters' sets.
     *
     * @param gates n×D
     * @param clusters the cluster of each row; negative (noise) left out
     * @param k number of clusters, for the code's form; at least 2 and above every number of a cluster
     * @return empty where fewer than two clusters have rows
     */
    public static Optional<Diversity> of(Table gates, int[] clusters, int k) {
        if (gates.rows() != clusters.length || k < 2) {
            throw new IllegalArgumentException(
                    gates.rows() + " rows of gates for " + clusters.length + " clusters, k = " + k);
        }
        List<BitSet> sets = new ArrayList<>();
        boolean[] used = new boolean[k];
        for (int c : clusters) {
            if (c >= k) {
                throw new IllegalArgumentException("cluster " + c + " of " + k);
            }
            if (c >= 0) {
                used[c] = true;
            }
        }
        for (int c = 0; c < k; c++) {
            sets.add(open(gates, clusters, c));
        }
        double shared = 0;
        double sharedByUsed = 0;
        double ofItself = 0;
        int withRows = 0;
        for (int a = 0; a < k; a++) {
            withRows += used[a] ? 1 : 0;
            ofItself += sets.get(a).isEmpty() ? 0 : 1;
            for (int b = 0; b < a; b++) {
                double j = jaccard(sets.get(a), sets.get(b));
                shared += j;
                boolean bothEmpty = sets.get(a).isEmpty() && sets.get(b).isEmpty();
                sharedByUsed += !used[a] || !used[b] ? 0 : bothEmpty ? 1 : j;
            }
        }
        if (withRows < 2) {
            return Optional.empty();
        }
        double mean = sharedByUsed / (withRows * (withRows - 1) / 2.0);
        double ordered = k * (k - 1.0);
        return Optional.of(new Diversity(1 - mean, 1 - 2 * mean, 1 - (2 * shared + ofItself) / ordered));
    }

    /** Features whose median gate over the cluster's rows is above 0; none for a cluster without rows. */
    public static BitSet open(Table gates, int[] clusters, int cluster) {
        int[] members = IntStream.range(0, clusters.length)
                .filter(i -> clusters[i] == cluster)
                .toArray();
        BitSet open = new BitSet(gates.columns());
        double[] column = new double[members.length];
        for (int d = 0; d < gates.columns() && members.length > 0; d++) {
            for (int i = 0; i < members.length; i++) {
                column[i] = gates.at(members[i], d);
            }
            open.set(d, GateSize.median(column) > 0);
        }
        return open;
    }

    private static double jaccard(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        BitSet any = (BitSet) a.clone();
        any.or(b);
        return any.isEmpty() ? 0 : (double) both.cardinality() / any.cardinality();
    }
}
