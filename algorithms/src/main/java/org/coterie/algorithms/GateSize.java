package org.coterie.algorithms;

import java.util.Arrays;
import org.coterie.api.data.Table;

/**
 * How many features the gates of a row let through, |S|: as sum of gate values, which IDC reports, and as count of gates
 * above 0, which is what a reader takes it for. The count is never smaller, and clearly larger where gates are half open.
 *
 * @param meanSum mean over rows of the sum of gates
 * @param medianSum median over rows of the sum; the mean of the middle two where their number is even
 * @param meanCount mean over rows of the number of gates above 0
 * @param medianCount median over rows of that number, likewise
 * @param codedSum as IDC's code has it: in each batch the median of the sums, of two middle ones the lower, then the plain
 *     mean over batches, so that a small last batch weighs as much as the others
 */
public record GateSize(double meanSum, double medianSum, double meanCount, double medianCount, double codedSum) {

    /**
     * Measures gates.
     *
     * @param gates n×D, each in [0, 1]; at least one row
     * @param batch rows of a batch for {@link #codedSum}, at least 1; the last may be smaller
     */
    public static GateSize of(Table gates, int batch) {
        int n = gates.rows();
        if (n < 1 || batch < 1) {
            throw new IllegalArgumentException(n + " rows in batches of " + batch);
        }
        double[] sums = new double[n];
        double[] counts = new double[n];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < gates.columns(); d++) {
                float gate = gates.at(i, d);
                sums[i] += gate;
                counts[i] += gate > 0 ? 1 : 0;
            }
        }
        double coded = 0;
        int batches = 0;
        for (int from = 0; from < n; from += batch) {
            double[] part = Arrays.copyOfRange(sums, from, Math.min(n, from + batch));
            Arrays.sort(part);
            coded += part[(part.length - 1) / 2];
            batches++;
        }
        return new GateSize(mean(sums), median(sums), mean(counts), median(counts), coded / batches);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
