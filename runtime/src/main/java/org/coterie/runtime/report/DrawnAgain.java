package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Card;
import org.coterie.runtime.graph.Streams;

/**
 * Drawn rows against what they are taken for: by the model's own memberships (MoE-Sim-VAE, Fig. B.5), which only says that it
 * agrees with itself, and by the classes of the nearest real rows, which knows nothing of the model.
 */
final class DrawnAgain {
    private static final int EACH = 50;
    private static final int MOST_CLASSES = 30;
    private static final int NEAREST = 3;

    /** Real rows that are looked at, at most. */
    private static final int REAL = 5000;

    private DrawnAgain() {}

    /** The figures, for rows drawn like the data. */
    static List<Figure> of(View view, Card.Answer answer, int[] clusters) {
        Material material = view.evidence().material().orElseThrow();
        Material.Answers model = material.model().orElseThrow();
        int[] wanted = IntStream.range(0, clusters.length * EACH)
                .map(i -> clusters[i / EACH])
                .toArray();
        RandomGenerator random = new Streams(view.seed()).stream("report/drawn-again/" + answer.name());
        float[] noise = new float[wanted.length * answer.noise()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        Table drawn = model.drawn(answer.name(), wanted, Table.of(wanted.length, answer.noise(), noise));
        List<String> names = IntStream.of(clusters).mapToObj(String::valueOf).toList();
        List<Figure> figures = new ArrayList<>();
        Table p = model.prepared("assign", drawn);
        long[][] own = new long[clusters.length][clusters.length];
        for (int i = 0; i < wanted.length; i++) {
            int best = 0;
            for (int c = 1; c < clusters.length; c++) {
                best = p.at(i, clusters[c]) > p.at(i, clusters[best]) ? c : best;
            }
            own[i / EACH][best]++;
        }
        figures.add(Counts.of(
                "drawn-again",
                "Drawn rows, clustered again",
                EACH + " rows drawn for each cluster, and the cluster the model itself puts them in.",
                "drawn for cluster",
                names,
                "put in cluster",
                names,
                own));
        if (view.labelled() && view.classes().get(0).names().size() <= MOST_CLASSES) {
            figures.add(byClass(view, material.prepared().x(), drawn, names));
        }
        return figures;
    }

    private static Figure byClass(View view, Table x, Table drawn, List<String> clusters) {
        Grouping classes = view.classes().get(0);
        int looked = Math.min(REAL, x.rows());
        int[] rows = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * x.rows() / looked))
                .toArray();
        Neighbours near = Neighbours.ofNew(drawn, x.select(rows), Math.min(NEAREST, looked), Metric.EUCLIDEAN);
        long[][] cells = new long[clusters.size()][classes.names().size()];
        for (int i = 0; i < drawn.rows(); i++) {
            int[] votes = new int[classes.names().size()];
            int best = 0;
            for (int r = 0; r < Math.min(NEAREST, looked); r++) {
                int group = classes.of()[rows[near.index(i, r)]];
                if (group >= 0) {
                    votes[group]++;
                    best = votes[group] > votes[best] ? group : best;
                }
            }
            cells[i / EACH][best]++;
        }
        return Counts.of(
                "drawn-classes",
                "Drawn rows by their nearest real rows",
                "The same rows, and the " + classes.name() + " most of their three nearest real rows have"
                        + (looked < x.rows() ? ", of " + looked + " that were looked at." : "."),
                "drawn for cluster",
                clusters,
                classes.name(),
                classes.names(),
                cells);
    }
}
