package org.coterie.algorithms;

import java.util.stream.IntStream;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/**
 * Uniform manifold approximation and projection (McInnes, Healy and Melville 2018, arXiv:1802.03426): a map in which
 * near rows stay near. Memberships of a fuzzy simplicial set from the nearest neighbours, a start from principal components or
 * from the graph's eigenvectors, stochastic descent with negative samples. The descent runs on one thread; same rows and seed,
 * same bits on one machine.
 *
 * @param neighbours of each row, itself included as in the authors' code; at least 2; where there are fewer rows, all
 * @param dimensions of the map, at least 1
 * @param metric of the rows
 * @param start where the descent begins
 * @param minDist how near rows may lie in the map, at least 0
 * @param spread the map's scale, above 0 and at least {@code minDist}
 * @param epochs of the descent; 0 for 500 up to 10,000 rows and 200 above
 * @param rate of the descent's first epoch, falling to 0; above 0
 * @param negatives random rows that push where one edge pulls, at least 0
 * @param seed of all that is random
 */
public record Umap(
        int neighbours,
        int dimensions,
        Metric metric,
        Start start,
        double minDist,
        double spread,
        int epochs,
        double rate,
        int negatives,
        long seed) {
    private static final int SMALL = 10_000;

    /** Where the descent begins: what is far apart in the map is decided here. */
    public enum Start {
        /** Eigenvectors of the graph's normalised Laplacian, as in the paper. */
        SPECTRAL,
        /** Principal components of the rows, which keep more of the whole (Kobak and Linderman 2021). */
        PCA
    }

    /** Checks the ranges. */
    public Umap {
        if (neighbours < 2
                || dimensions < 1
                || !(minDist >= 0 && spread > 0 && spread >= minDist && spread < Double.POSITIVE_INFINITY)
                || epochs < 0
                || !(rate > 0 && rate < Double.POSITIVE_INFINITY)
                || negatives < 0) {
            throw new IllegalArgumentException("neighbours = " + neighbours + ", dimensions = " + dimensions
                    + ", minDist = " + minDist + ", spread = " + spread + ", epochs = " + epochs + ", rate = " + rate
                    + ", negatives = " + negatives + ": out of range");
        }
    }

    /**
     * The authors' defaults (15 neighbours, 2 dimensions, Euclidean, minDist 0.1, spread 1, rate 1, 5 negatives), but for the
     * start from principal components: its maps keep near rows as near and order distances between far ones better (Kobak and
     * Linderman 2021; {@code docs/results/evaluation.md} has digits, Isolet and Zernike moments).
     */
    public static Umap of(long seed) {
        return new Umap(15, 2, Metric.EUCLIDEAN, Start.PCA, 0.1, 1, 0, 1, 5, seed);
    }

    /** The same with another number of neighbours. */
    public Umap withNeighbours(int count) {
        return new Umap(count, dimensions, metric, start, minDist, spread, epochs, rate, negatives, seed);
    }

    /** The same with another number of dimensions. */
    public Umap withDimensions(int count) {
        return new Umap(neighbours, count, metric, start, minDist, spread, epochs, rate, negatives, seed);
    }

    /** The same by another metric. */
    public Umap withMetric(Metric other) {
        return new Umap(neighbours, dimensions, other, start, minDist, spread, epochs, rate, negatives, seed);
    }

    /** The same from another start. */
    public Umap withStart(Start other) {
        return new Umap(neighbours, dimensions, metric, other, minDist, spread, epochs, rate, negatives, seed);
    }

    /** The same with rows as near as this. */
    public Umap withMinDist(double distance) {
        return new Umap(neighbours, dimensions, metric, start, distance, spread, epochs, rate, negatives, seed);
    }

    /** The same from another seed. */
    public Umap withSeed(long other) {
        return new Umap(neighbours, dimensions, metric, start, minDist, spread, epochs, rate, negatives, other);
    }

    /** The same with so many epochs. */
    public Umap withEpochs(int count) {
        return new Umap(neighbours, dimensions, metric, start, minDist, spread, count, rate, negatives, seed);
    }

    /**
     * Maps the rows.
     *
     * @throws CoterieException of kind DATA if there are fewer than 2 rows or a value is missing or infinite
     */
    public Result fit(Table x) {
        if (x.rows() < 2) {
            throw Fault.of("too few rows for a map")
                    .got(x.rows() + " rows")
                    .expected("at least 2")
                    .as(CoterieException.Kind.DATA);
        }
        return fit(x, Neighbours.of(x, Math.min(neighbours, x.rows()) - 1, metric));
    }

    /**
     * Maps the rows, given their nearest others; their number stands for that of the settings.
     *
     * @throws IllegalArgumentException if the neighbours are not of as many rows
     */
    public Result fit(Table x, Neighbours near) {
        if (near.rows() != x.rows()) {
            throw new IllegalArgumentException("neighbours of " + near.rows() + " rows, " + x.rows() + " rows");
        }
        FuzzyGraph graph = FuzzyGraph.of(near);
        float[] map = new Beginning(graph, x, metric, dimensions, seed).map(start);
        int turns = epochs > 0 ? epochs : x.rows() <= SMALL ? 500 : 200;
        Curve curve = Curve.of(minDist, spread);
        new Layout(curve, dimensions, negatives).fit(map, graph, turns, rate, seed);
        return new Result(this, x, Table.of(x.rows(), dimensions, map));
    }

    /**
     * A map.
     *
     * @param settings by which it was made
     * @param rows that are mapped, n×m
     * @param map where they lie, n×dimensions
     */
    public record Result(Umap settings, Table rows, Table map) {

        /**
         * Where new rows lie in this map, which stands: they begin amid their nearest rows and descend for a third of
         * the fit's epochs, or 100 (30 above 10,000 fitted rows) where these were left open, at a quarter of the rate.
         * Each row's place depends on that row alone.
         *
         * @throws CoterieException of kind DATA if a value is missing or infinite
         * @throws IllegalArgumentException if the tables differ in width
         */
        public Table transform(Table fresh) {
            int n = rows.rows();
            int dimensions = settings.dimensions;
            int k = Math.min(settings.neighbours, n);
            Neighbours near = Neighbours.ofNew(fresh, rows, k, settings.metric);
            int[] index = near.indices();
            float[] distances = near.distances();
            float[] standing = map.toArray();
            float[] y = new float[Math.multiplyExact(fresh.rows(), dimensions)];
            float[] member = new float[index.length];
            int open = n <= SMALL ? 100 : 30;
            int turns = settings.epochs > 0 ? settings.epochs / 3 : open;
            Curve curve = Curve.of(settings.minDist, settings.spread);
            IntStream.range(0, fresh.rows()).parallel().forEach(i -> {
                float[] own = FuzzyGraph.memberships(java.util.Arrays.copyOfRange(distances, i * k, (i + 1) * k), 1, k);
                System.arraycopy(own, 0, member, i * k, k);
                begin(y, i, standing, index, distances, member, k);
                new Layout(curve, dimensions, settings.negatives)
                        .place(y, i, standing, n, index, member, k, turns, settings.rate / 4, settings.seed);
            });
            return Table.of(fresh.rows(), dimensions, y);
        }

        /** At an equal row if there is one, otherwise at the mean of its neighbours by membership. */
        private void begin(float[] y, int i, float[] standing, int[] index, float[] distances, float[] member, int k) {
            int dimensions = settings.dimensions;
            boolean equal = distances[i * k] == 0;
            for (int c = 0; c < dimensions; c++) {
                double sum = 0;
                double weights = 0;
                for (int e = i * k; e < (equal ? i * k + 1 : (i + 1) * k); e++) {
                    sum += (double) member[e] * standing[index[e] * dimensions + c];
                    weights += member[e];
                }
                y[i * dimensions + c] = (float) (sum / weights);
            }
        }
    }
}
