package org.coterie.algorithms;

import org.coterie.api.data.Table;

/** Columns on one scale: each less its mean, in its standard deviations; one that never varies becomes 0. Sums in double, in row order. */
public final class Standardised {
    private Standardised() {}

    /**
     * The rows so scaled, such as codes of a network before their distances are taken.
     *
     * @param x n×m, finite
     * @return n×m
     */
    public static Table of(Table x) {
        int n = x.rows();
        int m = x.columns();
        float[] values = x.toArray();
        for (int j = 0; j < m; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[i * m + j];
            }
            double mean = sum / n;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double off = values[i * m + j] - mean;
                squares += off * off;
            }
            double deviation = Math.sqrt(squares / n);
            for (int i = 0; i < n; i++) {
                values[i * m + j] = deviation > 0 ? (float) ((values[i * m + j] - mean) / deviation) : 0;
            }
        }
        return Table.of(n, m, values);
    }
}
