package org.coterie.algorithms;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;

/**
 * How well clusters stand apart, by Euclidean distances, without known classes. Rows of negative cluster (noise) are left
 * out, so a method that calls many rows noise looks better here: report {@link #rows} beside these numbers. Clusters
 * without rows do not exist. All three scores ask for at least two clusters and at least one cluster of two rows, as in
 * scikit-learn, and are empty otherwise. Same rows, same bits, on any number of threads.
 *
 * <p>Distances in the space a method trained for flatter it; state which space the rows are from.
 */
public final class Separation {
    private final RowBlocks rows;
    private final int[] counted; // row numbers
    private final int[] cluster; // of each counted row, 0 to k-1
    private final int[] sizes;

    private Separation(RowBlocks rows, int[] counted, int[] cluster, int[] sizes) {
        this.rows = rows;
        this.counted = counted;
        this.cluster = cluster;
        this.sizes = sizes;
    }

    /**
     * Prepares the scores; takes a copy of the rows.
     *
     * @param x the rows, n×m
     * @param clusters the cluster of each row; negative where none
     * @throws IllegalArgumentException if there are not as many clusters as rows
     * @throws CoterieException of kind DATA if a value is missing or infinite
     */
    public static Separation of(Table x, int[] clusters) {
        if (x.rows() != clusters.length) {
            throw new IllegalArgumentException(x.rows() + " rows for " + clusters.length + " clusters");
        }
        int[] counted = IntStream.range(0, clusters.length)
                .filter(i -> clusters[i] >= 0)
                .toArray();
        int[] labels = Arrays.stream(counted).map(i -> clusters[i]).toArray();
        int[] ids = Contingency.distinct(labels);
        int[] cluster = Contingency.indices(labels, ids);
        int[] sizes = new int[ids.length];
        for (int c : cluster) {
            sizes[c]++;
        }
        return new Separation(new RowBlocks(x, "separation"), counted, cluster, sizes);
    }

    /** How many rows were counted. */
    public int rows() {
        return counted.length;
    }

    /** How many clusters have rows. */
    public int clusters() {
        return sizes.length;
    }

    private boolean defined() {
        return sizes.length >= 2 && sizes.length < counted.length;
    }

    /**
     * A mean silhouette.
     *
     * @param mean in [-1, 1]
     * @param error standard error of the mean from drawing rows, 0 where all were taken
     * @param rows how many rows it is the mean of; each was compared with all
     */
    public record Silhouette(double mean, double error, int rows) {}

    /**
     * Mean over all rows of (b - a)/max(a, b), a being the mean distance from the other rows of the own cluster, b that
     * from the nearest other cluster (Rousseeuw 1987); 0 for a row alone in its cluster. Time O(n²·m).
     */
    public OptionalDouble silhouette() {
        double[] each = silhouettes();
        return each.length == 0 ? OptionalDouble.empty() : Arrays.stream(each).average();
    }

    /** The silhouette of every counted row, in order of rows; empty where undefined. */
    public double[] silhouettes() {
        return defined() ? silhouettes(IntStream.range(0, counted.length).toArray()) : new double[0];
    }

    /**
     * Mean silhouette of rows drawn without putting back, each compared with all rows, so the estimate is unbiased (a
     * silhouette within a sample, as scikit-learn draws it, is not). Time O(sample·n·m). All rows are taken where there
     * are no more.
     *
     * @param sample how many rows to draw, at least 2
     * @return empty where undefined
     */
    public Optional<Silhouette> silhouette(int sample, RandomGenerator random) {
        if (sample < 2) {
            throw new IllegalArgumentException("a sample of " + sample + " rows");
        }
        if (!defined()) {
            return Optional.empty();
        }
        int n = counted.length;
        int[] drawn = Draw.some(n, sample, random);
        double[] each = silhouettes(drawn);
        double mean = Arrays.stream(each).average().orElse(0);
        double squares = Arrays.stream(each).map(s -> (s - mean) * (s - mean)).sum();
        double left = 1 - (double) each.length / n;
        return Optional.of(
                new Silhouette(mean, Math.sqrt(left * squares / (each.length - 1) / each.length), each.length));
    }

    /** Of the counted rows at these places. */
    private double[] silhouettes(int[] places) {
        int k = sizes.length;
        double[] sums = new double[Math.multiplyExact(places.length, k)];
        int[] clusterOf = new int[rows.n];
        Arrays.fill(clusterOf, -1);
        for (int i = 0; i < counted.length; i++) {
            clusterOf[counted[i]] = cluster[i];
        }
        rows.each(Arrays.stream(places).map(p -> counted[p]).toArray(), (query, from, to, squared) -> {
            for (int i = from; i < to; i++) {
                if (clusterOf[i] >= 0) {
                    sums[query * k + clusterOf[i]] += Math.sqrt(squared[i - from]);
                }
            }
        });
        double[] each = new double[places.length];
        for (int q = 0; q < each.length; q++) {
            int own = cluster[places[q]];
            double other = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                other = c == own ? other : Math.min(other, sums[q * k + c] / sizes[c]);
            }
            double within = sums[q * k + own] / (sizes[own] - 1);
            double larger = Math.max(within, other);
            each[q] = sizes[own] == 1 || larger == 0 ? 0 : (other - within) / larger;
        }
        return each;
    }

    /**
     * Mean over clusters of the worst (s + s')/d, s being the mean distance of a cluster's rows from its mean and d the
     * distance of two means (Davies and Bouldin 1979); at least 0, small is good. Means that coincide are passed over; 0
     * where all do or no row is away from its mean. Time O(n·m + k²·m).
     */
    public OptionalDouble daviesBouldin() {
        if (!defined()) {
            return OptionalDouble.empty();
        }
        double[][] means = means();
        int k = means.length;
        double[] spread = new double[k];
        for (int i = 0; i < counted.length; i++) {
            spread[cluster[i]] += Math.sqrt(squared(counted[i], means[cluster[i]])) / sizes[cluster[i]];
        }
        double sum = 0;
        for (int a = 0; a < k; a++) {
            double worst = 0;
            for (int b = 0; b < k; b++) {
                double apart = Math.sqrt(squared(means[a], means[b]));
                worst = apart == 0 ? worst : Math.max(worst, (spread[a] + spread[b]) / apart);
            }
            sum += worst;
        }
        return OptionalDouble.of(sum / k);
    }

    /**
     * Variance between over variance within, (Σ n_c‖μ_c - μ‖²/(k-1)) / (Σ‖x - μ_c‖²/(n-k)) (Calinski and Harabasz 1974);
     * large is good. 1 where no row is away from its mean, as in scikit-learn. Time O(n·m).
     */
    public OptionalDouble calinskiHarabasz() {
        if (!defined()) {
            return OptionalDouble.empty();
        }
        double[][] means = means();
        double[] centre = new double[rows.m];
        for (int c = 0; c < means.length; c++) {
            for (int d = 0; d < centre.length; d++) {
                centre[d] += means[c][d] * sizes[c] / counted.length;
            }
        }
        double between = 0;
        for (int c = 0; c < means.length; c++) {
            between += sizes[c] * squared(means[c], centre);
        }
        double within = 0;
        for (int i = 0; i < counted.length; i++) {
            within += squared(counted[i], means[cluster[i]]);
        }
        int k = means.length;
        return OptionalDouble.of(within == 0 ? 1 : between * (counted.length - k) / (within * (k - 1)));
    }

    private double[][] means() {
        double[][] means = new double[sizes.length][rows.m];
        for (int i = 0; i < counted.length; i++) {
            double[] mean = means[cluster[i]];
            for (int d = 0; d < mean.length; d++) {
                mean[d] += rows.at(counted[i], d);
            }
        }
        for (int c = 0; c < means.length; c++) {
            for (int d = 0; d < rows.m; d++) {
                means[c][d] /= sizes[c];
            }
        }
        return means;
    }

    private double squared(int row, double[] mean) {
        double sum = 0;
        for (int d = 0; d < mean.length; d++) {
            double e = rows.at(row, d) - mean[d];
            sum += e * e;
        }
        return sum;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }
}
