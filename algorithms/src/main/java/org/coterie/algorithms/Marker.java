package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.coterie.api.data.Table;

/**
 * How a feature, or a numeric annotation, tells one cluster from the rest. Noise rows belong to the rest of every cluster;
 * missing numbers (NaN) are left out of their feature.
 *
 * <p>Where the clusters were made from these very features, p-values are far too small: they say how clear a marker is,
 * not that the cluster exists.
 *
 * @param cluster the cluster's number
 * @param feature the column
 * @param auc chance that a row of the cluster has the larger number than a row of the rest, ties half: 1 or 0 tells them
 *     apart, ½ not at all; ½ where one side has no number
 * @param inside mean in the cluster
 * @param outside mean in the rest
 * @param effect (inside - outside) over the pooled standard deviation (Cohen's d); 0 where the means are equal, infinite
 *     where they differ and neither side varies
 * @param p two-sided p-value of the rank sum (Mann and Whitney), by the normal approximation with correction for ties and
 *     continuity; in (0, 1], 1 where all numbers are equal or one side has none
 * @param fdr the p-value adjusted over all clusters and features (Benjamini and Hochberg)
 */
public record Marker(
        int cluster, int feature, double auc, double inside, double outside, double effect, double p, double fdr) {
    private static final int BLOCK = 64;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Compares every cluster with the rest in every feature. Time O(m·n log n), memory for 64 columns and the answer.
     *
     * @param x n×m
     * @param clusters the cluster of each row; negative for noise
     * @return by cluster ascending, then by AUC, the largest first; equal ones by column
     */
    public static List<Marker> of(Table x, int[] clusters) {
        int n = x.rows();
        int m = x.columns();
        if (n != clusters.length) {
            throw new IllegalArgumentException(n + " rows for " + clusters.length + " clusters");
        }
        int[] all = Contingency.distinct(clusters);
        int[] ids = IntStream.of(all).filter(c -> c >= 0).toArray();
        int noise = all.length - ids.length;
        int[] group = Contingency.indices(clusters, all);
        for (int i = 0; i < n; i++) {
            group[i] = Math.max(-1, group[i] - noise);
        }
        Marker[][] byFeature = new Marker[m][];
        float[] row = new float[m];
        for (int first = 0; first < m; first += BLOCK) {
            int from = first;
            float[][] columns = new float[Math.min(BLOCK, m - first)][n];
            for (int i = 0; i < n; i++) {
                x.copyRow(i, row, 0);
                for (int d = 0; d < columns.length; d++) {
                    columns[d][i] = row[from + d];
                }
            }
            IntStream.range(0, columns.length)
                    .parallel()
                    .forEach(d -> byFeature[from + d] = feature(columns[d], from + d, group, ids));
        }
        return adjusted(byFeature, ids.length);
    }

    private static List<Marker> adjusted(Marker[][] byFeature, int clusters) {
        List<Marker> sorted = new ArrayList<>();
        for (int c = 0; c < clusters; c++) {
            List<Marker> own = new ArrayList<>();
            for (Marker[] feature : byFeature) {
                own.add(feature[c]);
            }
            own.sort(Comparator.comparingDouble(Marker::auc).reversed());
            sorted.addAll(own);
        }
        double[] fdr =
                FalseDiscovery.adjust(sorted.stream().mapToDouble(Marker::p).toArray());
        return IntStream.range(0, fdr.length)
                .mapToObj(i -> sorted.get(i).adjusted(fdr[i]))
                .toList();
    }

    private static Marker[] feature(float[] values, int feature, int[] group, int[] ids) {
        Ranks ranks = Ranks.of(values, group, ids.length);
        double sum = 0;
        for (float v : values) {
            sum += Float.isNaN(v) ? 0 : v;
        }
        double centre = ranks.n() == 0 ? 0 : sum / ranks.n();
        double[] sums = new double[ids.length]; // about the centre, so that squares keep their digits
        double[] squares = new double[ids.length];
        double allSquares = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                double e = values[i] - centre;
                all += e;
                allSquares += e * e;
                if (group[i] >= 0) {
                    sums[group[i]] += e;
                    squares[group[i]] += e * e;
                }
            }
        }
        Marker[] markers = new Marker[ids.length];
        for (int c = 0; c < ids.length; c++) {
            double n1 = ranks.counts()[c];
            double n0 = ranks.n() - n1;
            double inside = sums[c] / n1;
            double outside = (all - sums[c]) / n0;
            double within = squares[c] - n1 * inside * inside + (allSquares - squares[c]) - n0 * outside * outside;
            double sd = Math.sqrt(Math.max(0, within) / (n1 + n0 - 2));
            double u = ranks.sums()[c] - n1 * (n1 + 1) / 2;
            boolean empty = n1 == 0 || n0 == 0;
            markers[c] = new Marker(
                    ids[c],
                    feature,
                    empty ? 0.5 : u / (n1 * n0),
                    centre + inside,
                    centre + outside,
                    empty || inside == outside ? 0 : (inside - outside) / sd,
                    empty ? 1 : p(u, n1, n0, ranks.ties()),
                    1);
        }
        return markers;
    }

    private static double p(double u, double n1, double n0, double ties) {
        double n = n1 + n0;
        double variance = n1 * n0 / 12 * (n + 1 - ties / (n * (n - 1)));
        if (!(variance > 0)) {
            return 1;
        }
        double away = Math.max(u, n1 * n0 - u) - n1 * n0 / 2 - 0.5;
        double p = 2 * NORMAL.survivalProbability(away / Math.sqrt(variance));
        return Math.max(Double.MIN_VALUE, Math.min(1, p));
    }

    private Marker adjusted(double value) {
        return new Marker(cluster, feature, auc, inside, outside, effect, p, value);
    }
}
