package org.coterie.algorithms;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Do clusters follow a column they should not know: a plate, a day, a donor? Noise counts as one more cluster, since a
 * method may also reject a batch; rows of unknown batch are left out.
 *
 * @param ami adjusted mutual information of cluster and batch, about 0 where they are independent
 * @param cramersV Cramér's V with Bergsma's (2013) correction for bias, in [0, 1]: how strongly they depend, also where
 *     only a small cluster is of one batch; 0 where either has one value only
 * @param p upper tail of Pearson's χ² test of independence, in (0, 1]
 * @param rows how many rows were counted
 */
public record BatchEffect(double ami, double cramersV, double p, int rows) {
    /** From this AMI on, {@link #follows}. */
    public static final double AMI = 0.1;

    /** From this corrected V on, {@link #follows}. */
    public static final double CRAMERS_V = 0.3;

    /** Only below this p-value, {@link #follows}. */
    public static final double P = 0.01;

    /** Whether to warn: p below 0.01, and AMI at least 0.1 or corrected V at least 0.3. */
    public boolean follows() {
        return p < P && (ami >= AMI || cramersV >= CRAMERS_V);
    }

    /**
     * Compares clusters with batches.
     *
     * @param clusters the cluster of each row
     * @param batches the batch of each row; negative where unknown
     */
    public static BatchEffect of(int[] clusters, int[] batches) {
        Contingency table = Contingency.of(batches, clusters, Noise.A_CLUSTER);
        int r = table.classSizes.length;
        int c = table.clusterSizes.length;
        if (r < 2 || c < 2) {
            return new BatchEffect(0, 0, 1, table.rows());
        }
        double n = table.rows();
        double sum = 0;
        for (int i = 0; i < r; i++) {
            for (int at = table.start[i]; at < table.start[i + 1]; at++) {
                double both = table.count[at];
                sum += both * both / ((double) table.classSizes[i] * table.clusterSizes[table.clusterOf[at]]);
            }
        }
        double chi = Math.max(0, n * (sum - 1));
        double freedom = (r - 1.0) * (c - 1.0);
        double phi = Math.max(0, chi / n - freedom / (n - 1));
        double rows = r - (r - 1.0) * (r - 1.0) / (n - 1);
        double columns = c - (c - 1.0) * (c - 1.0) / (n - 1);
        double least = Math.min(rows, columns) - 1;
        double v = least > 0 ? Math.min(1, Math.sqrt(phi / least)) : 0;
        double p = ChiSquaredDistribution.of(freedom).survivalProbability(chi);
        return new BatchEffect(Agreement.of(table).ami(), v, Math.max(Double.MIN_VALUE, p), table.rows());
    }
}
