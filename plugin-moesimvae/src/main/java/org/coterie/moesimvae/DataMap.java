package org.coterie.moesimvae;

import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Pca;
import org.coterie.algorithms.Umap;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/**
 * Where nearness is looked for: in the data themselves, in their principal components, or in a UMAP of them.
 *
 * @param of which
 * @param dimensions of components or map, 1 to 1000
 * @param components principal components the map is made of, 0 for the data themselves
 * @param metric of the data; a map is Euclidean afterwards
 * @param neighbours UMAP's, the row itself counted, 2 to 1000
 * @param minDist UMAP's, 0 to 1
 * @param start UMAP's
 * @param seed UMAP's; negative for one from the run's seed
 */
public record DataMap(
        Kind of,
        int dimensions,
        int components,
        Metric metric,
        int neighbours,
        double minDist,
        Umap.Start start,
        int seed) {

    /** Which. */
    public enum Kind {
        /** The data. */
        RAW,
        /** Their principal components. */
        PCA,
        /** A map of them. */
        UMAP
    }

    /** Checks the ranges. */
    public DataMap {
        check("dimensions", dimensions >= 1 && dimensions <= 1000, dimensions, "1 to 1000");
        check("components", components >= 0 && components <= 1000, components, "0 to 1000");
        check("umap-neighbours", neighbours >= 2 && neighbours <= 1000, neighbours, "2 to 1000");
        check("min-dist", minDist >= 0 && minDist <= 1, minDist, "0 to 1");
    }

    /** What {@code reference.conf} says: a two-dimensional UMAP that starts at the principal components. */
    public static DataMap defaults() {
        return new DataMap(Kind.UMAP, 2, 0, Metric.EUCLIDEAN, 15, 0, Umap.Start.PCA, -1);
    }

    /** The same with a seed of its own for UMAP. */
    public DataMap withSeed(int number) {
        return new DataMap(of, dimensions, components, metric, neighbours, minDist, start, number);
    }

    static DataMap of(Settings in) {
        return new DataMap(
                in.choice("of", Kind.class),
                in.integer("dimensions", 1, 1000),
                in.integer("components", 0, 1000),
                in.choice("metric", Metric.class),
                in.integer("umap-neighbours", 2, 1000),
                in.real("min-dist", 0, 1),
                in.choice("umap-start", Umap.Start.class),
                in.integer("umap-seed", -1, Integer.MAX_VALUE));
    }

    /** Dimensions of the points, for data of so many columns. */
    public int width(int columns) {
        return of == Kind.RAW ? columns : of == Kind.PCA ? Math.min(dimensions, columns) : dimensions;
    }

    /** How points are compared: the metric, but for a map. */
    Metric compared() {
        return of == Kind.UMAP ? Metric.EUCLIDEAN : metric;
    }

    /**
     * The points of the rows, n×{@link #width}.
     *
     * @param drawn the seed where the settings leave it open
     * @throws CoterieException of kind DATA if there are too few rows or a value is missing or infinite
     */
    public Table points(Table x, long drawn) {
        if (of == Kind.RAW) {
            return x;
        }
        if (of == Kind.PCA) {
            return components(x, width(x.columns()));
        }
        Table from = components > 0 && components < Math.min(x.columns(), x.rows()) ? components(x, components) : x;
        return new Umap(neighbours, dimensions, metric, start, minDist, 1, 0, 1, 5, seed < 0 ? drawn : seed)
                .fit(from)
                .map();
    }

    private static Table components(Table x, int count) {
        return Pca.of(count).fit(x).transform(x);
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of a map is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
