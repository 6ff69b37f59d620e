package org.coterie.algorithms;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/** Where UMAP's descent begins: the spectral map of the graph or the rows' components, each dimension from 0 to 10. */
final class Beginning {
    private static final double SIZE = 10;
    private static final double NOISE = 1e-4;

    private final FuzzyGraph graph;
    private final Table x;
    private final Vectors rows; // as the metric sees them
    private final int dimensions;
    private final long seed;

    Beginning(FuzzyGraph graph, Table x, Metric metric, int dimensions, long seed) {
        this.graph = graph;
        this.x = x;
        rows = Vectors.of(x, metric);
        this.dimensions = dimensions;
        this.seed = seed;
    }

    /** The map, n×dimensions in row order. */
    float[] map(Umap.Start start) {
        int n = graph.n();
        double[] y = start == Umap.Start.PCA ? components(x) : spectral();
        SplittableRandom random = new SplittableRandom(seed);
        double most = 0;
        for (double value : y) {
            most = Math.max(most, Math.abs(value));
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = (most > 0 ? y[i] * SIZE / most : 0) + NOISE * random.nextGaussian();
        }
        float[] map = new float[y.length];
        for (int c = 0; c < dimensions; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                low = Math.min(low, y[i * dimensions + c]);
                high = Math.max(high, y[i * dimensions + c]);
            }
            for (int i = 0; i < n; i++) {
                map[i * dimensions + c] = (float) (SIZE * (y[i * dimensions + c] - low) / (high - low));
            }
        }
        return map;
    }

    private double[] spectral() {
        int[] component = graph.components();
        int count = IntStream.of(component).max().orElse(0) + 1;
        return count == 1 ? spectral(graph) : apart(component, count);
    }

    /** Scores of principal components; 0 in dimensions that the rows do not have. */
    private double[] components(Table table) {
        int n = table.rows();
        int kept = Math.min(dimensions, Math.min(n, table.columns()));
        Table scores = Pca.of(kept).fit(table).transform(table);
        double[] y = new double[n * dimensions];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < kept; c++) {
                y[i * dimensions + c] = scores.at(i, c);
            }
        }
        return y;
    }

    /** Of a connected graph; at random where it has too few rows for so many eigenvectors. */
    private double[] spectral(FuzzyGraph part) {
        if (part.n() > dimensions + 1) {
            return Spectral.vectors(part, dimensions, seed);
        }
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles((long) part.n() * dimensions, -1, 1).toArray();
    }

    /** Each component has its own map, small enough not to meet the others, around its own centre. */
    private double[] apart(int[] component, int count) {
        double[] centres = centres(component, count);
        double[] y = new double[component.length * dimensions];
        for (int g = 0; g < count; g++) {
            int group = g;
            int[] members = IntStream.range(0, component.length)
                    .filter(i -> component[i] == group)
                    .toArray();
            double nearest = Double.POSITIVE_INFINITY;
            for (int other = 0; other < count; other++) {
                if (other != g) {
                    double square = 0;
                    for (int c = 0; c < dimensions; c++) {
                        double d = centres[g * dimensions + c] - centres[other * dimensions + c];
                        square += d * d;
                    }
                    nearest = Math.min(nearest, Math.sqrt(square));
                }
            }
            double[] own = spectral(graph.part(members));
            double most = 0;
            for (double value : own) {
                most = Math.max(most, Math.abs(value));
            }
            for (int r = 0; r < members.length; r++) {
                for (int c = 0; c < dimensions; c++) {
                    double from = most > 0 ? own[r * dimensions + c] / most : 0;
                    y[members[r] * dimensions + c] = centres[g * dimensions + c] + from * nearest / 2;
                }
            }
        }
        return y;
    }

    /** On the axes if they suffice, otherwise the principal components of the components' means. */
    private double[] centres(int[] component, int count) {
        double[] centres = new double[count * dimensions];
        if (count <= 2 * dimensions) {
            for (int g = 0; g < count; g++) {
                centres[g * dimensions + g / 2] = g % 2 == 0 ? 1 : -1;
            }
            return centres;
        }
        double[] sums = new double[count * rows.m];
        int[] sizes = new int[count];
        for (int i = 0; i < component.length; i++) {
            sizes[component[i]]++;
            for (int j = 0; j < rows.m; j++) {
                sums[component[i] * rows.m + j] += rows.at(i, j);
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            means[i] = (float) (sums[i] / sizes[i / rows.m]);
        }
        centres = components(Table.of(count, rows.m, means));
        double most = 0;
        for (double score : centres) {
            most = Math.max(most, Math.abs(score));
        }
        for (int c = 0; c < centres.length; c++) {
            centres[c] = most > 0 ? centres[c] / most : 0;
        }
        return centres;
    }
}
