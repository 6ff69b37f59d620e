package org.coterie.runtime.run;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Diversity;
import org.coterie.algorithms.Faithfulness;
import org.coterie.algorithms.GateSize;
import org.coterie.algorithms.Uniqueness;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.FittedModel;
import org.coterie.runtime.graph.Streams;

/**
 * How good an explanation is, by IDC's protocol (Table 1): the largest attributions of a row stand for its gates, and where the
 * method has gates of its own these are judged beside them, on the same rows. Importance is the mean gate. Faithfulness takes features away by setting them
 * to 0 behind the transforms; what remains is ACC where classes are known, else the share of rows that stay in their cluster.
 */
final class AttributionScores {
    /** Features that are taken away at most, the most important ones. */
    private static final int TAKEN = 1000;

    private static final int BATCH = 256;

    private final FittedModel model;
    private final Table x;
    private final int[] clusters;
    private final int[] classes;
    private final long seed;

    private AttributionScores(FittedModel model, Table x, int[] clusters, int[] classes, long seed) {
        this.model = model;
        this.x = x;
        this.clusters = clusters;
        this.classes = classes;
        this.seed = seed;
    }

    /** Scores of the attributions, and of the method's gates where it has any. */
    static Map<String, Map<String, Double>> of(
            FittedModel model, Dataset rows, Table x, int[] clusters, Table attributions, long seed) {
        int[] classes = rows.labels().map(Labels::of).orElse(new int[0]);
        boolean known = Arrays.stream(classes).anyMatch(c -> c >= 0);
        AttributionScores judge = new AttributionScores(model, x, clusters, known ? classes : new int[0], seed);
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        all.put("attributions", judge.of(attributions));
        boolean gates = model.card().answers().stream()
                .anyMatch(answer -> answer.name().equals("gates")
                        && answer.kind().equals("rows")
                        && answer.columns().size() == x.columns());
        if (gates) {
            all.put("gates", judge.of(model.askPrepared("gates", x)));
        }
        return all;
    }

    private Map<String, Double> of(Table gates) {
        Map<String, Double> scores = new LinkedHashMap<>();
        GateSize size = GateSize.of(gates, BATCH);
        scores.put("features in a row", size.meanCount());
        Uniqueness unique = Uniqueness.ofNearest(x, gates);
        scores.put("uniqueness, mean", unique.mean());
        scores.put("uniqueness, least", unique.min());
        Diversity.of(gates, clusters, Math.max(2, model.clusters())).ifPresent(found -> {
            scores.put("diversity", found.pairs());
            scores.put("diversity, as coded for IDC", found.coded());
        });
        double[] importance = most(Faithfulness.meanGates(gates));
        put(scores, "faithfulness, cumulative", Faithfulness.cumulative(importance, this::without));
        put(
                scores,
                "faithfulness, random order",
                Faithfulness.randomOrder(
                        importance, this::without, new Streams(seed).stream("attribution/random-order")));
        put(scores, "faithfulness, one at a time", Faithfulness.oneAtATime(importance, this::without));
        return scores;
    }

    private static void put(Map<String, Double> scores, String name, Faithfulness found) {
        OptionalDouble correlation = found.correlation();
        correlation.ifPresent(value -> scores.put(name, value));
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

    private double without(BitSet features) {
        float[] values = x.toArray();
        int m = x.columns();
        features.stream().forEach(d -> {
            for (int i = 0; i < clusters.length; i++) {
                values[i * m + d] = 0;
            }
        });
        int[] found = FittedModel.hard(model.askPrepared("assign", Table.of(clusters.length, m, values)));
        if (classes.length > 0) {
            return Agreement.of(classes, found).accuracy();
        }
        return IntStream.range(0, found.length)
                        .filter(i -> found[i] == clusters[i])
                        .count()
                / (double) found.length;
    }
}
