package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Diversity;
import org.coterie.algorithms.Faithfulness;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.model.fitted.FittedModel;
import org.coterie.runtime.graph.Streams;

/**
 * Of methods that choose features by row, which have a readout {@code gates} of the columns they see: the mean gates of each
 * cluster, and whether the features that are let through are the ones that count (IDC, Fig. 3).
 */
final class GatesPart implements Part {
    private static final String GATES = "gates";
    private static final int ROWS = 500;
    private static final int TAKEN = 60;

    @Override
    public List<Block> of(View view) {
        Optional<Dataset> seen = view.evidence().material().map(Material::prepared);
        Optional<Card.Answer> answer = view.answer(GATES, "rows");
        Optional<Table> gates = view.asked(GATES);
        if (seen.isEmpty()
                || answer.isEmpty()
                || gates.isEmpty()
                || gates.get().rows() == 0
                || gates.get().columns() != seen.get().x().columns()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        if (view.pixels().isPresent() && view.likeData(answer.get())) { // the means stand there as pictures already
            figures.add(
                    ModelPart.pairs(
                            view,
                            through(gates.get(), seen.get().x(), view.points()),
                            view.pixels().get(),
                            "gates-rows",
                            "Rows and what their gates let through",
                            "In each pair of lines, rows with their names above what is left behind the gates, with their clusters."));
        } else {
            figures.add(means(view, gates.get(), seen.get().features().names()));
        }
        faithfulness(view, gates.get(), seen.get().x()).ifPresent(figures::add);
        return Block.flow(figures);
    }

    private static Figure means(View view, Table gates, List<String> names) {
        int[] clusters = view.clusters().of(view.points());
        Spread spread = Spread.of(gates, clusters, view.k());
        int[] columns = gates.columns() <= View.COLUMNS
                ? IntStream.range(0, gates.columns()).toArray()
                : spread.most(View.COLUMNS);
        int[] sizes = new int[view.k()];
        Arrays.stream(clusters).filter(c -> c >= 0).forEach(c -> sizes[c]++);
        List<Heatmap.Block> rows = new ArrayList<>();
        for (int c = 0; c < view.k(); c++) {
            if (sizes[c] > 0) {
                double[] mean = spread.means()[c];
                double[] cells = IntStream.of(columns).mapToDouble(j -> mean[j]).toArray();
                rows.add(new Heatmap.Block(Integer.toString(c), Palette.group(c), new double[][] {cells}));
            }
        }
        String diversity = Diversity.of(gates, clusters, Math.max(2, view.k()))
                .map(found -> " Diversity of the clusters' features: " + Num.percent(found.pairs()) + ".")
                .orElse("");
        return Heatmap.of(
                "gates-clusters",
                "Gates of each cluster",
                "Mean gate of each feature over the rows of a cluster."
                        + (columns.length < gates.columns()
                                ? " The " + columns.length + " of " + gates.columns()
                                        + " features that differ most between clusters."
                                : "")
                        + diversity,
                IntStream.of(columns).mapToObj(names::get).toList(),
                rows,
                new Heatmap.Shade(0, 1, false, "mean gate"));
    }

    private static Table through(Table gates, Table seen, int[] points) {
        float[] values = gates.toArray();
        float[] row = new float[gates.columns()];
        for (int i = 0; i < points.length; i++) {
            seen.copyRow(points[i], row, 0);
            for (int j = 0; j < row.length; j++) {
                values[i * row.length + j] *= row[j];
            }
        }
        return Table.of(gates.rows(), gates.columns(), values);
    }

    /** Features are taken away, set to 0 where the method sees them, and rows counted that stay in their cluster. */
    private static Optional<Figure> faithfulness(View view, Table gates, Table seen) {
        int[] places = Sampling.of(
                IntStream.range(0, view.points().length).toArray(),
                view.clusters().of(view.points()),
                ROWS,
                view.seed());
        int[] rows = Arrays.stream(places).map(i -> view.points()[i]).toArray();
        float[] x = seen.select(rows).toArray();
        int m = seen.columns();
        int[] clusters = view.clusters().of(rows);
        Material.Answers model =
                view.evidence().material().flatMap(Material::model).orElseThrow();
        Faithfulness.Performance stay = away -> stay(model, x, m, clusters, away);
        double[] importance = most(Faithfulness.meanGates(gates.select(places)));
        Faithfulness falling = Faithfulness.cumulative(importance, stay);
        if (falling.order().length < 2) {
            return Optional.empty();
        }
        Faithfulness random =
                Faithfulness.randomOrder(importance, stay, new Streams(view.seed()).stream("report/faithfulness"));
        double whole = stay.without(new BitSet());
        return Optional.of(Curves.of(
                "faithfulness",
                "Do the open features count?",
                "Of " + Num.count(rows.length, "row")
                        + ", the share that stays in its cluster while features are taken away,"
                        + " most open first (at most " + TAKEN
                        + "), and in random order. Gates are faithful where the first"
                        + " curve lies below the second. Correlation of gate and what is left: "
                        + correlation(falling) + "; in random order, which both curves share: " + correlation(random)
                        + ".",
                "features taken away",
                List.of(
                        new Curves.Curve("most open first", with(whole, falling.performance())),
                        new Curves.Curve("in random order", with(whole, random.performance())))));
    }

    private static String correlation(Faithfulness found) {
        return found.correlation().isPresent() ? Num.score(found.correlation().getAsDouble()) : "none";
    }

    private static double[] with(double first, double[] others) {
        double[] all = new double[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    private static double[] most(double[] importance) {
        double[] kept = importance.clone();
        IntStream.range(0, kept.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -importance[d]))
                .skip(TAKEN)
                .forEach(d -> kept[d] = 0);
        return kept;
    }

    private static double stay(Material.Answers model, float[] x, int m, int[] clusters, BitSet away) {
        float[] values = x.clone();
        away.stream().forEach(d -> {
            for (int i = 0; i < clusters.length; i++) {
                values[i * m + d] = 0;
            }
        });
        int[] found = FittedModel.hard(model.prepared("assign", Table.of(clusters.length, m, values)));
        long same = IntStream.range(0, clusters.length)
                .filter(i -> found[i] == clusters[i])
                .count();
        return clusters.length == 0 ? 0 : (double) same / clusters.length;
    }
}
