package org.coterie.runtime.report;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * How the columns of a table vary between clusters. Missing values are left out of their column.
 *
 * @param mean of each column
 * @param deviation its standard deviation over all rows; 0 where it is constant
 * @param between the share of its variance that lies between clusters, 0 to 1; 0 where it is constant
 * @param means of the column in each cluster, k×m; NaN where it has no value there
 */
record Spread(double[] mean, double[] deviation, double[] between, double[][] means) {

    /** Two passes over the rows; rows of noise are a group of their own. */
    static Spread of(Table x, int[] clusters, int k) {
        int m = x.columns();
        double[] mean = new double[m];
        double[][] sums = new double[k + 1][m];
        int[][] counts = new int[k + 1][m];
        float[] row = new float[m];
        for (int i = 0; i < clusters.length; i++) {
            x.copyRow(i, row, 0);
            int group = clusters[i] < 0 ? k : clusters[i];
            for (int j = 0; j < m; j++) {
                if (Float.isFinite(row[j])) {
                    sums[group][j] += row[j];
                    counts[group][j]++;
                }
            }
        }
        int[] total = new int[m];
        for (int j = 0; j < m; j++) {
            for (int c = 0; c <= k; c++) {
                mean[j] += sums[c][j];
                total[j] += counts[c][j];
            }
            mean[j] /= Math.max(1, total[j]);
        }
        double[] squares = new double[m];
        for (int i = 0; i < clusters.length; i++) {
            x.copyRow(i, row, 0);
            for (int j = 0; j < m; j++) {
                if (Float.isFinite(row[j])) {
                    squares[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
                }
            }
        }
        double[] deviation = new double[m];
        double[] between = new double[m];
        for (int j = 0; j < m; j++) {
            double among = 0;
            for (int c = 0; c <= k; c++) {
                double count = counts[c][j];
                sums[c][j] /= count; // NaN where there is none
                among += count == 0 ? 0 : count * (sums[c][j] - mean[j]) * (sums[c][j] - mean[j]);
            }
            boolean varies = squares[j] > 1e-12 * Math.max(1e-300, mean[j] * mean[j] * total[j]);
            deviation[j] = varies ? Math.sqrt(squares[j] / Math.max(1, total[j])) : 0;
            between[j] = varies ? Math.min(1, among / squares[j]) : 0;
        }
        return new Spread(mean, deviation, between, java.util.Arrays.copyOf(sums, k));
    }

    /** The columns that differ most between clusters, at most so many, in the table's own order. */
    int[] most(int count) {
        return IntStream.of(ranked()).limit(count).sorted().toArray();
    }

    /** All columns, those that differ most between clusters first. */
    int[] ranked() {
        return IntStream.range(0, between.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -between[j]).thenComparing(j -> j))
                .mapToInt(j -> j)
                .toArray();
    }

    /** A value in standard deviations from the column's mean; 0 in a constant column. */
    double standard(double value, int column) {
        return deviation[column] == 0 ? 0 : (value - mean[column]) / deviation[column];
    }
}
