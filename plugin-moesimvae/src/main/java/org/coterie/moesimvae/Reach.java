package org.coterie.moesimvae;

import java.util.stream.IntStream;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.data.Table;

/** Points as the graph compares them, and how far each reaches. */
final class Reach {
    /** Rows the distances are measured to, at most; a share of them stands for that share of all. */
    private static final int LOOKED_AT = 5000;

    private static final int AT_ONCE = 4096;

    private Reach() {}

    /**
     * Rows whose Euclidean distance orders pairs as the metric does: themselves, of length 1 for the cosine, and of mean 0
     * and length 1 for the correlation. Canberra has none.
     */
    static Table euclidean(Table x, Metric metric) {
        if (metric == Metric.EUCLIDEAN) {
            return x;
        }
        if (metric == Metric.CANBERRA) {
            throw new IllegalArgumentException("Canberra's distance is no Euclidean one");
        }
        int d = x.columns();
        float[] values = x.toArray();
        for (int i = 0; i < x.rows(); i++) {
            double mean = 0;
            for (int j = 0; j < d && metric == Metric.CORRELATION; j++) {
                mean += values[i * d + j];
            }
            mean /= d;
            double length = 0;
            for (int j = 0; j < d; j++) {
                double centred = values[i * d + j] - mean;
                length += centred * centred;
            }
            length = Math.sqrt(length);
            for (int j = 0; j < d; j++) {
                values[i * d + j] = (float) (length > 0 ? (values[i * d + j] - mean) / length : 0);
            }
        }
        return Table.of(x.rows(), d, values);
    }

    /** The Euclidean distance of such rows at a distance of the metric: |a − b|² = 2(1 − cos). */
    static double euclidean(double distance, Metric metric) {
        return metric == Metric.EUCLIDEAN ? distance : Math.sqrt(2 * distance);
    }

    /**
     * How far a row must look to see {@code count} others of all: exact up to {@value #LOOKED_AT} rows, among as many evenly
     * spread rows above. Time O(n·{@value #LOOKED_AT}).
     */
    static float[] ofNearest(Table points, int count) {
        int n = points.rows();
        int base = Math.min(n, LOOKED_AT);
        Table some = points.select(
                IntStream.range(0, base).map(i -> (int) ((long) i * n / base)).toArray());
        // itself is found too where it is among those looked at
        int k = (int) Math.max(2, Math.min(base, Math.round((count + 1.0) * base / n)));
        float[] reach = new float[n];
        for (int from = 0; from < n; from += AT_ONCE) {
            int[] rows = IntStream.range(from, Math.min(n, from + AT_ONCE)).toArray();
            Neighbours near = Neighbours.ofNew(points.select(rows), some, k, Metric.EUCLIDEAN);
            for (int i = 0; i < rows.length; i++) {
                // the graph compares in single precision: a hair more, so that the last neighbour is one
                reach[from + i] = near.distance(i, k - 1) * 1.00001f;
            }
        }
        return reach;
    }
}
