package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Marker;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;

/** What sets clusters apart: their mean rows as pictures, the columns that tell them from the rest, and the data (DeePWAK, Fig. 7). */
final class FeaturesPart implements Part {
    private static final int OPEN = 12;
    private static final int MOST = 40;
    private static final int TOP = 6;
    private static final long NUMBERS = 20_000_000;
    private static final long MARKERS = 1_000_000;

    @Override
    public List<Block> of(View view) {
        List<Block> blocks = new ArrayList<>();
        Optional<Dataset> shown = view.shown();
        Optional<Spread> spread = view.spread();
        if (shown.isEmpty() || spread.isEmpty() || view.rows() == 0) {
            return blocks;
        }
        Dataset data = shown.get();
        Optional<Pixels> pixels = view.pixels();
        pixels.ifPresent(p -> blocks.add(Block.of(centres(view, spread.get(), p))));
        if ((long) view.k() * data.x().columns() <= MARKERS) {
            bars(view, data, blocks, pixels.isPresent());
        }
        blocks.add(Block.of(heatmap(view, data, spread.get())));
        return blocks;
    }

    private static Figure centres(View view, Spread spread, Pixels pixels) {
        int[] sizes = view.clusters().sizes();
        List<Images.Item> items = new ArrayList<>();
        for (int c : ClustersPart.largest(sizes, MOST)) {
            if (sizes[c] > 0) {
                float[] mean = new float[pixels.size()];
                for (int j = 0; j < mean.length; j++) {
                    mean[j] = (float) spread.means()[c][j];
                }
                items.add(new Images.Item(c + ": " + Num.count(sizes[c]), Palette.group(c), mean));
            }
        }
        return Images.of(
                "centres",
                "Mean of each cluster",
                "The mean row of each cluster as a picture, with the number of its rows; all on one scale.",
                pixels,
                items,
                items.size() > 10 ? 8 : 5);
    }

    private static void bars(View view, Dataset data, List<Block> blocks, boolean pixels) {
        boolean all = (long) view.rows() * data.x().columns() <= NUMBERS;
        int[] rows = all ? IntStream.range(0, view.rows()).toArray() : view.points();
        Table x = all ? data.x() : data.x().select(rows);
        List<Marker> markers = Marker.of(x, view.clusters().of(rows));
        int[] chosen = ClustersPart.largest(view.clusters().sizes(), MOST);
        List<Figure> figures = new ArrayList<>();
        for (int c : chosen) {
            List<Marker> best = markers.stream()
                    .filter(marker -> marker.cluster() == c)
                    .sorted(Comparator.comparingDouble((Marker marker) -> -Math.abs(marker.auc() - 0.5))
                            .thenComparing(Marker::feature))
                    .limit(TOP)
                    .toList();
            if (!best.isEmpty()) {
                figures.add(bars(view, c, best, data.features().names()));
            }
        }
        if (figures.isEmpty() || view.k() < 2) {
            return;
        }
        Block head = Block.of(Node.of(
                "p",
                "By column, how well it tells a cluster from the other rows: the AUC is the chance that a row of the cluster has"
                        + " the larger value than a row outside, 0.5 says nothing. Bars to the right: high in the cluster; to the"
                        + " left: low. The clusters were made from these columns, so this says how clear a mark is, not that the"
                        + " cluster exists."
                        + (all ? "" : " From " + Num.count(rows.length, "sampled row") + ".")));
        int open = pixels ? 0 : Math.min(OPEN, figures.size());
        if (open > 0) {
            blocks.add(head);
            blocks.add(thirds(figures.subList(0, open)));
        }
        if (open < figures.size()) {
            Block rest = Block.folded(
                    open == 0 ? "Columns that mark a cluster" : "Of " + (figures.size() - open) + " more clusters",
                    figures.subList(open, figures.size()));
            blocks.add(rest);
        }
    }

    private static Block thirds(List<Figure> figures) {
        Block side = Block.side(figures);
        return new Block(((Node.Element) side.node()).with("class", "side thirds"), figures, "");
    }

    private static Figure bars(View view, int cluster, List<Marker> best, List<String> names) {
        List<Bars.Bar> bars = new ArrayList<>();
        for (Marker marker : best) {
            String name = names.get(marker.feature());
            String tip = name + ": AUC " + Num.score(marker.auc()) + ", mean " + Num.shown(marker.inside())
                    + " in the cluster and " + Num.shown(marker.outside()) + " outside, difference "
                    + Num.shown(marker.effect()) + " pooled standard deviations, FDR " + Num.shown(marker.fdr());
            bars.add(new Bars.Bar(
                    name, marker.auc() - 0.5, Palette.group(cluster), Num.score(marker.auc()), tip, Double.NaN));
        }
        return Bars.of(
                "marks-" + cluster,
                "Cluster " + cluster,
                Num.count(view.clusters().sizes()[cluster], "row") + ".",
                340,
                0.5,
                bars);
    }

    private static Figure heatmap(View view, Dataset data, Spread spread) {
        int[] columns = spread.most(View.COLUMNS);
        int[] rows = view.some();
        List<Heatmap.Block> blocks = Blocks.by(view.clusters(), view.clusters(), rows, (place, row) -> {
            double[] values = new double[columns.length];
            for (int j = 0; j < values.length; j++) {
                float value = data.x().at(row, columns[j]);
                values[j] = Float.isNaN(value) ? Double.NaN : spread.standard(value, columns[j]);
            }
            return values;
        });
        int m = data.x().columns();
        return Heatmap.of(
                "data",
                "Data, by cluster",
                Blocks.sample(rows.length, view.rows())
                        + (columns.length < m
                                ? " The " + columns.length + " of " + Num.count(m)
                                        + " columns that differ most between clusters."
                                : "")
                        + " Each column in its own standard deviations from its mean.",
                IntStream.of(columns).mapToObj(data.features().names()::get).toList(),
                blocks,
                new Heatmap.Shade(-2.5, 2.5, true, "standard deviations"));
    }
}
