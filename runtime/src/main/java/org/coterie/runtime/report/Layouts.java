package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.coterie.algorithms.Pca;
import org.coterie.algorithms.Umap;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.config.ReportOptions;
import org.coterie.runtime.graph.Streams;

/** Where the points of a map lie: UMAP and principal components of the data as the method saw them, and of its embedding. */
final class Layouts {
    private static final long PCA_NUMBERS = 40_000_000;
    private static final int WIDE = 100;
    private static final int KEPT = 50;
    private static final int FEW = 2000;

    private Layouts() {}

    static List<MapView.Layout> of(View view) {
        List<MapView.Layout> layouts = new ArrayList<>();
        Optional<Dataset> prepared = view.evidence().material().map(Material::prepared);
        if (prepared.isEmpty() || view.points().length < 2) {
            return layouts;
        }
        Table x = prepared.get().x();
        if (x.columns() <= 2) {
            layouts.add(plain("Data", prepared.get().features().names(), x.select(view.points()), view.seed()));
        } else {
            if (view.evidence().options().map() == ReportOptions.Layout.UMAP && view.points().length > 3) {
                layouts.add(umap(view, x));
            }
            layouts.add(pca("PCA", "of the data as the method saw them", x, view));
        }
        view.asked("embed").ifPresent(codes -> {
            if (!ModelPart.isData(view, codes)) {
                layouts.add(
                        codes.columns() <= 2
                                ? plain("Embedding", List.of("z1", "z2"), codes, view.seed())
                                : pca("Embedding", "of the method's embedding", codes));
            }
        });
        return layouts;
    }

    /** Of wide rows through their first principal components, as is usual. */
    private static MapView.Layout umap(View view, Table x) {
        Table points = x.select(view.points());
        boolean reduced = x.columns() > WIDE && points.rows() > KEPT;
        Table given = reduced ? Pca.of(KEPT).fit(points).transform(points) : points;
        Table map = Umap.of(view.seed())
                .withEpochs(points.rows() <= FEW ? 500 : 200)
                .fit(given)
                .map();
        String caption = "near rows lie near, distances between groups say little (15 neighbours, least distance 0.1"
                + (reduced ? ", from " + KEPT + " principal components" : "") + ").";
        return new MapView.Layout("UMAP", caption, column(map, 0), column(map, 1));
    }

    /** Fitted to all rows where that is quick, else to the points. */
    private static MapView.Layout pca(String name, String of, Table x, View view) {
        boolean all = (long) x.rows() * x.columns() <= PCA_NUMBERS;
        Table points = x.select(view.points());
        return pca(name, of, Pca.of(2).fit(all ? x : points), points);
    }

    private static MapView.Layout pca(String name, String of, Table codes) {
        return pca(name, of, Pca.of(2).fit(codes), codes);
    }

    private static MapView.Layout pca(String name, String of, Pca.Result found, Table points) {
        Table map = found.transform(points);
        return new MapView.Layout(
                name,
                "the two principal components " + of + ", " + Num.percent(found.ratios()[0]) + " and "
                        + Num.percent(found.ratios()[1]) + " of the variance.",
                column(map, 0),
                column(map, 1));
    }

    /** Two columns as they are; beside a single one, chance keeps the points apart. */
    private static MapView.Layout plain(String name, List<String> names, Table x, long seed) {
        double[] across = column(x, 0);
        if (x.columns() > 1) {
            return new MapView.Layout(
                    name, names.get(0) + " to the right, " + names.get(1) + " upwards.", across, column(x, 1));
        }
        RandomGenerator random = new Streams(seed).stream("report/jitter");
        double[] up = new double[x.rows()];
        for (int i = 0; i < up.length; i++) {
            up[i] = random.nextDouble();
        }
        return new MapView.Layout(name, names.get(0) + " to the right; heights mean nothing.", across, up);
    }

    private static double[] column(Table x, int j) {
        double[] column = new double[x.rows()];
        for (int i = 0; i < column.length; i++) {
            column[i] = j < x.columns() ? x.at(i, j) : 0;
        }
        return column;
    }
}
