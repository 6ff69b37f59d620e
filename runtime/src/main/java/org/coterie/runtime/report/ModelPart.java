package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.runtime.graph.Streams;

/**
 * What the model answers: codes and memberships by class (DeePWAK, Fig. 3 and 4), reconstructions, and whatever else it has by any
 * name: something of every row is a heatmap by cluster, and a picture of each cluster's mean where rows are pictures;
 * something of the model a heatmap or pictures; drawn rows pictures or a heatmap by cluster.
 */
final class ModelPart implements Part {
    private static final int DRAWN = 6;
    private static final int MOST = 12;
    private static final int PAIRS = 16;

    @Override
    public List<Block> of(View view) {
        List<Figure> figures = new ArrayList<>();
        if (view.rows() == 0) {
            return List.of();
        }
        Grouping split = view.labelled() ? view.classes().get(0) : view.clusters();
        for (Card.Answer answer : view.answers()) {
            switch (answer.kind()) {
                case "rows" -> rows(view, answer, split, figures);
                case "fixed" -> fixed(view, answer, figures);
                default -> drawn(view, answer, figures);
            }
        }
        return Block.flow(figures);
    }

    private static void rows(View view, Card.Answer answer, Grouping split, List<Figure> figures) {
        Optional<Table> asked = view.asked(answer.name());
        if (asked.isEmpty()) {
            return;
        }
        Table values = asked.get();
        if (answer.name().equals("assign")) {
            figures.add(
                    heatmap(view, answer, values, split, "Memberships", new Heatmap.Shade(0, 1, false, "membership")));
        } else if (answer.name().equals("reconstruct") && view.likeData(answer)) {
            figures.add(view.pixels()
                    .map(pixels -> pairs(
                            view,
                            values,
                            pixels,
                            "reconstructions",
                            "Rows and their reconstructions",
                            "In each pair of lines, rows with their names above what the model makes of them, with their"
                                    + " clusters."))
                    .orElseGet(() -> beside(view, answer, values, split)));
        } else if (!(answer.name().equals("embed") && isData(view, values))) {
            String title = answer.name().equals("embed") ? "Embedding" : capital(answer.name());
            figures.add(heatmap(view, answer, values, split, title, shade(values, answer.name())));
            if (view.likeData(answer) && view.pixels().isPresent()) {
                figures.add(means(view, answer, values, view.pixels().get()));
            }
        }
    }

    /** Without an autoencoder some methods call the data themselves an embedding. */
    static boolean isData(View view, Table values) {
        return view.evidence()
                .material()
                .map(material -> {
                    int last = view.points().length - 1;
                    Table x = material.prepared().x();
                    boolean same = x.columns() == values.columns();
                    for (int j = 0; same && j < x.columns(); j++) {
                        same = x.at(view.points()[0], j) == values.at(0, j)
                                && x.at(view.points()[last], j) == values.at(last, j);
                    }
                    return same;
                })
                .orElse(false);
    }

    private static Figure heatmap(
            View view, Card.Answer answer, Table values, Grouping split, String title, Heatmap.Shade shade) {
        int[] clusters = view.clusters().of(view.points());
        int[] columns = values.columns() <= View.COLUMNS
                ? IntStream.range(0, values.columns()).toArray()
                : Spread.of(values, clusters, view.k()).most(View.COLUMNS);
        int[] rows = view.some();
        int[] places = view.placesOf(rows);
        List<Heatmap.Block> blocks = Blocks.by(split, view.clusters(), rows, (place, row) -> {
            double[] cells = new double[columns.length];
            for (int j = 0; j < cells.length; j++) {
                cells[j] = values.at(places[place], columns[j]);
            }
            return cells;
        });
        return Heatmap.of(
                Words.slug(answer.name()).isEmpty() ? "readout" : "readout-" + Words.slug(answer.name()),
                title + ", by " + split.name(),
                Blocks.sample(rows.length, view.rows())
                        + (split.name().equals(view.clusters().name())
                                ? ""
                                : " Within a " + split.name() + " in the order of clusters.")
                        + (columns.length < values.columns()
                                ? " The " + columns.length + " of " + values.columns()
                                        + " columns that differ most between clusters."
                                : "")
                        + " Readout " + answer.name() + ".",
                IntStream.of(columns).mapToObj(answer.columns()::get).toList(),
                blocks,
                shade);
    }

    /** Data at the left of what the model makes of them (DeePWAK, Fig. 6), in the same columns and on one scale. */
    private static Figure beside(View view, Card.Answer answer, Table values, Grouping split) {
        Table x = view.evidence().material().orElseThrow().prepared().x();
        Spread spread = Spread.of(x.select(view.points()), view.clusters().of(view.points()), view.k());
        int[] columns = spread.most(View.COLUMNS / 2);
        int m = columns.length;
        int[] rows = view.some();
        int[] places = view.placesOf(rows);
        List<Heatmap.Block> blocks = Blocks.by(split, view.clusters(), rows, (place, row) -> {
            double[] cells = new double[2 * m + 1];
            cells[m] = Double.NaN;
            for (int j = 0; j < m; j++) {
                cells[j] = spread.standard(x.at(row, columns[j]), columns[j]);
                cells[m + 1 + j] = spread.standard(values.at(places[place], columns[j]), columns[j]);
            }
            return cells;
        });
        List<String> names = new ArrayList<>();
        IntStream.of(columns).mapToObj(answer.columns()::get).forEach(names::add);
        names.add("");
        names.addAll(List.copyOf(names.subList(0, m)));
        return Heatmap.of(
                "reconstructions",
                "Data and reconstruction, by " + split.name(),
                Blocks.sample(rows.length, view.rows())
                        + " At the left the data as the method saw them, at the right what the"
                        + " model makes of them"
                        + (m < x.columns()
                                ? ", in the " + m + " of " + x.columns() + " columns that differ most between clusters"
                                : "")
                        + ". Each column in standard deviations of the data from their mean. Readout " + answer.name()
                        + ".",
                names,
                blocks,
                new Heatmap.Shade(-2.5, 2.5, true, "standard deviations"));
    }

    /** From the least to the greatest but for one value in fifty at either end; around zero where both signs are there. */
    private static Heatmap.Shade shade(Table values, String name) {
        float[] sorted = values.toArray();
        Arrays.sort(sorted);
        double low = sorted.length == 0 ? 0 : sorted[sorted.length / 50];
        double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1 - sorted.length / 50];
        if (low < 0 && high > 0) {
            double most = Math.max(-low, high);
            return new Heatmap.Shade(-most, most, true, name);
        }
        return new Heatmap.Shade(low, high > low ? high : low + 1, false, name);
    }

    private static Figure means(View view, Card.Answer answer, Table values, Pixels pixels) {
        Spread spread = Spread.of(values, view.clusters().of(view.points()), view.k());
        List<Images.Item> items = new ArrayList<>();
        for (int c : ClustersPart.largest(view.clusters().sizes(), MOST)) {
            float[] mean = new float[pixels.size()];
            for (int j = 0; j < mean.length; j++) {
                mean[j] = (float) spread.means()[c][j];
            }
            items.add(new Images.Item(Integer.toString(c), Palette.group(c), mean));
        }
        return Images.of(
                "mean-" + Words.slug(answer.name()),
                capital(answer.name()) + ", mean of each cluster",
                "Readout " + answer.name() + " as pictures.",
                pixels,
                items,
                6);
    }

    /** Rows and what becomes of them, given for all points. */
    static Figure pairs(View view, Table values, Pixels pixels, String id, String title, String caption) {
        int[] chosen = inTurn(view);
        int[] places = view.placesOf(chosen);
        Table x = view.evidence().material().orElseThrow().prepared().x();
        List<Images.Item> items = new ArrayList<>();
        for (int from = 0; from < chosen.length; from += PAIRS / 2) {
            int to = Math.min(chosen.length, from + PAIRS / 2);
            for (boolean original : new boolean[] {true, false}) {
                for (int i = from; i < from + PAIRS / 2; i++) {
                    float[] row = new float[pixels.size()];
                    if (i < to && original) {
                        x.copyRow(chosen[i], row, 0);
                    } else if (i < to) {
                        values.copyRow(places[i], row, 0);
                    }
                    int cluster = i < to ? view.clusters().of()[chosen[i]] : -1;
                    String name = i >= to ? "" : original ? view.name(chosen[i]) : Integer.toString(cluster);
                    items.add(new Images.Item(name, Palette.group(cluster), row));
                }
            }
        }
        return Images.of(id, title, caption, pixels, items, PAIRS / 2);
    }

    /** Rows of the clusters in turn, in whole lines of pictures. */
    static int[] inTurn(View view) {
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < view.k(); c++) {
            members.add(new ArrayList<>());
        }
        for (int row : view.some()) {
            int cluster = view.clusters().of()[row];
            if (cluster >= 0) {
                members.get(cluster).add(row);
            }
        }
        List<Integer> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < PAIRS && turn < PAIRS; turn++) {
            for (List<Integer> rows : members) {
                if (turn < rows.size() && chosen.size() < PAIRS) {
                    chosen.add(rows.get(turn));
                }
            }
        }
        return chosen.stream().mapToInt(row -> row).toArray();
    }

    private static void fixed(View view, Card.Answer answer, List<Figure> figures) {
        Table values = view.evidence()
                .material()
                .flatMap(Material::model)
                .orElseThrow()
                .fixed(answer.name());
        boolean perCluster = values.rows() == view.k();
        String id = "model-" + Words.slug(answer.name());
        String caption = "Readout " + answer.name() + (perCluster ? ", a row for each cluster." : ".");
        if (view.likeData(answer) && view.pixels().isPresent()) {
            List<Images.Item> items = new ArrayList<>();
            for (int i = 0; i < Math.min(values.rows(), 40); i++) {
                float[] row = new float[values.columns()];
                values.copyRow(i, row, 0);
                items.add(new Images.Item(Integer.toString(i), Palette.group(perCluster ? i : -1), row));
            }
            figures.add(Images.of(
                    id, capital(answer.name()), caption, view.pixels().get(), items, items.size() > 10 ? 8 : 5));
            return;
        }
        int[] columns =
                IntStream.range(0, Math.min(values.columns(), View.COLUMNS)).toArray();
        if (values.columns() > View.COLUMNS
                && view.likeData(answer)
                && view.spread().isPresent()) {
            columns = view.spread().get().most(View.COLUMNS);
        }
        List<Heatmap.Block> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(values.rows(), View.ROWS); i++) {
            double[] cells = new double[columns.length];
            for (int j = 0; j < cells.length; j++) {
                cells[j] = values.at(i, columns[j]);
            }
            rows.add(
                    new Heatmap.Block(Integer.toString(i), Palette.group(perCluster ? i : -1), new double[][] {cells}));
        }
        figures.add(Heatmap.of(
                id,
                capital(answer.name()),
                caption,
                IntStream.of(columns).mapToObj(answer.columns()::get).toList(),
                rows,
                shade(values, answer.name())));
    }

    private static void drawn(View view, Card.Answer answer, List<Figure> figures) {
        int[] clusters = ClustersPart.largest(view.clusters().sizes(), MOST);
        int[] wanted = new int[clusters.length * DRAWN];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = clusters[i / DRAWN];
        }
        RandomGenerator random = new Streams(view.seed()).stream("report/drawn/" + answer.name());
        float[] noise = new float[wanted.length * answer.noise()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        Table values = view.evidence()
                .material()
                .flatMap(Material::model)
                .orElseThrow()
                .drawn(answer.name(), wanted, Table.of(wanted.length, answer.noise(), noise));
        List<Figure> again = view.likeData(answer) ? DrawnAgain.of(view, answer, clusters) : List.of();
        String id = "drawn-" + Words.slug(answer.name());
        String caption = DRAWN + " rows drawn for each cluster by readout " + answer.name() + ".";
        if (view.likeData(answer) && view.pixels().isPresent()) {
            List<Images.Item> items = new ArrayList<>();
            for (int i = 0; i < wanted.length; i++) {
                float[] row = new float[values.columns()];
                values.copyRow(i, row, 0);
                items.add(new Images.Item(Integer.toString(wanted[i]), Palette.group(wanted[i]), row));
            }
            figures.add(Images.of(id, "Drawn rows", caption, view.pixels().get(), items, 2 * DRAWN));
            figures.addAll(again);
            return;
        }
        int[] columns =
                IntStream.range(0, Math.min(values.columns(), View.COLUMNS)).toArray();
        List<Heatmap.Block> rows = new ArrayList<>();
        for (int c = 0; c < clusters.length; c++) {
            double[][] cells = new double[DRAWN][columns.length];
            for (int i = 0; i < DRAWN; i++) {
                for (int j = 0; j < columns.length; j++) {
                    cells[i][j] = values.at(c * DRAWN + i, columns[j]);
                }
            }
            rows.add(new Heatmap.Block(Integer.toString(clusters[c]), Palette.group(clusters[c]), cells));
        }
        figures.add(Heatmap.of(
                id,
                "Drawn rows",
                caption,
                IntStream.of(columns).mapToObj(answer.columns()::get).toList(),
                rows,
                shade(values, answer.name())));
        figures.addAll(again);
    }

    private static String capital(String name) {
        String spaced = name.replace('-', ' ');
        return spaced.isEmpty() ? spaced : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
