package org.coterie.moesimvae;

import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Pca;
import org.coterie.algorithms.Standardised;
import org.coterie.algorithms.TypicalUmap;
import org.coterie.algorithms.Umap;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Latent;
import org.coterie.api.Readout;
import org.coterie.api.Settings;
import org.coterie.api.data.Table;

/**
 * Where nearness is looked for: in the data or their codes themselves, in principal components, or in a UMAP of them.
 *
 * @param of which
 * @param from of what: the data, or codes of an encoder that was pretrained on them
 * @param dimensions of components or map, 1 to 1000
 * @param components principal components the map is made of, 0 for the data themselves
 * @param metric of the data; a map is Euclidean afterwards
 * @param neighbours UMAP's, the row itself counted, 2 to 1000
 * @param minDist UMAP's, 0 to 1
 * @param start UMAP's
 * @param maps how many are made, 1 to 100; the one k-means agrees on best with the others is taken, since now and then a
 *     descent puts two clusters together
 * @param seed UMAP's; negative for one from the run's seed
 */
public record DataMap(
        Kind of,
        From from,
        int dimensions,
        int components,
        Metric metric,
        int neighbours,
        double minDist,
        Umap.Start start,
        int maps,
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

    /** Of what. */
    public enum From {
        /** The data. */
        DATA,
        /** Codes of the encoder, after {@code training.pretraining}. */
        CODES
    }

    /** Checks the ranges. */
    public DataMap {
        check("dimensions", dimensions >= 1 && dimensions <= 1000, dimensions, "1 to 1000");
        check("components", components >= 0 && components <= 1000, components, "0 to 1000");
        check("umap-neighbours", neighbours >= 2 && neighbours <= 1000, neighbours, "2 to 1000");
        check("umaps", maps >= 1 && maps <= 100, maps, "1 to 100");
        check("min-dist", minDist >= 0 && minDist <= 1, minDist, "0 to 1");
    }

    /** What {@code reference.conf} says: a two-dimensional UMAP that starts at the principal components. */
    public static DataMap defaults() {
        return new DataMap(Kind.UMAP, From.DATA, 2, 0, Metric.EUCLIDEAN, 10, 0.3, Umap.Start.PCA, 3, -1);
    }

    /** The same with a seed of its own for UMAP. */
    public DataMap withSeed(int number) {
        return new DataMap(of, from, dimensions, components, metric, neighbours, minDist, start, maps, number);
    }

    static DataMap of(Settings in) {
        return new DataMap(
                in.choice("of", Kind.class),
                in.choice("from", From.class),
                in.integer("dimensions", 1, 1000),
                in.integer("components", 0, 1000),
                in.choice("metric", Metric.class),
                in.integer("umap-neighbours", 2, 1000),
                in.real("min-dist", 0, 1),
                in.choice("umap-start", Umap.Start.class),
                in.integer("umaps", 1, 100),
                in.integer("umap-seed", -1, Integer.MAX_VALUE));
    }

    /** Dimensions of the points. */
    public int width(Similarity.Task task) {
        int columns = from == From.DATA
                ? task.features().width()
                : codes(task).space().width();
        return of == Kind.RAW ? columns : of == Kind.PCA ? Math.min(dimensions, columns) : dimensions;
    }

    /** How points are compared: the metric, but for a map. */
    Metric compared() {
        return of == Kind.UMAP ? Metric.EUCLIDEAN : metric;
    }

    /** The points of the rows, as {@link #points(Table, int, long)}, with the stage's own stream. */
    Table points(Similarity.Task task, Desk desk) {
        Table x = from == From.DATA ? desk.data() : Standardised.of(desk.evaluate(codes(task)));
        return points(x, task.experts(), desk.random("map").nextLong());
    }

    private static Readout.PerRow<Latent> codes(Similarity.Task task) {
        return task.codes()
                .orElseThrow(() -> Fault.of("there are no codes to make a map of")
                        .at("from = codes")
                        .as(CoterieException.Kind.CONFIG));
    }

    /**
     * The points of rows, n×{@link #width}.
     *
     * @param x the data or codes
     * @param k clusters that are looked for, by which maps are compared
     * @param drawn the seed where the settings leave it open
     * @throws CoterieException of kind DATA if there are too few rows or a value is missing or infinite
     */
    public Table points(Table x, int k, long drawn) {
        if (of == Kind.RAW) {
            return x;
        }
        if (of == Kind.PCA) {
            return components(x, Math.min(dimensions, x.columns()));
        }
        Table some = components > 0 && components < Math.min(x.columns(), x.rows()) ? components(x, components) : x;
        Umap first = new Umap(neighbours, dimensions, metric, start, minDist, 1, 0, 1, 5, seed < 0 ? drawn : seed);
        return new TypicalUmap(first, maps).fit(some, k);
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
