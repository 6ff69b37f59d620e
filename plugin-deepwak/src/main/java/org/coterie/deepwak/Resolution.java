package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Communities;
import org.coterie.algorithms.Noise2Self;
import org.coterie.algorithms.SizeChoice;
import org.coterie.api.data.Table;

/**
 * Leiden's resolution γ without labels: at each γ the graph of every part is parted, each row is predicted in the hidden
 * columns by the mean of the others of its community, and of the errors {@link SizeChoice} chooses: the coarsest partition within
 * one standard error of the best.
 *
 * @param tried γ, ascending
 * @param counts communities of the whole graph at each
 * @param errors held-out mean squared error of the communities' means
 * @param standardErrors of these
 * @param agreement mean ARI between the communities of the whole graph and of the parts'
 * @param labels communities of the whole graph
 * @param chosen index of the γ chosen
 */
record Resolution(
        double[] tried,
        int[] counts,
        double[] errors,
        double[] standardErrors,
        double[] agreement,
        List<int[]> labels,
        int chosen) {
    /** How many resolutions are tried, evenly in logarithm. */
    static final int STEPS = 20;

    /** The least and the most of them. */
    static final double[] RANGE = {0.2, 4};

    /** What a row of {@link #table} holds. */
    static final List<String> COLUMNS =
            List.of("resolution", "communities", "held-out-mse", "standard-error", "agreement");

    /** Tries them all. */
    static Resolution of(
            Wak whole, Landscape losses, NeighbourSearch.Found at, RandomGenerator random, DoubleConsumer progress) {
        List<Wak> parts = new ArrayList<>();
        for (int g = 0; g < losses.parts(); g++) {
            parts.add(new Wak(losses.neighbours(g, at.components()), at.neighbours(), whole.similarity()));
        }
        int n = whole.near().rows();
        int columns = IntStream.range(0, losses.parts())
                .map(g -> losses.target(g).columns())
                .sum();
        double[] tried = new double[STEPS];
        int[] counts = new int[STEPS];
        double[] errors = new double[STEPS];
        double[] standardErrors = new double[STEPS];
        double[] agreement = new double[STEPS];
        List<int[]> labels = new ArrayList<>();
        for (int s = 0; s < STEPS; s++) {
            tried[s] = RANGE[0] * Math.pow(RANGE[1] / RANGE[0], s / (STEPS - 1.0));
            Communities leiden = Communities.leiden(tried[s]);
            Communities.Result all = leiden.of(whole.graph(), random);
            labels.add(all.labels());
            counts[s] = all.count();
            double[] rows = new double[n];
            for (int g = 0; g < parts.size(); g++) {
                int[] part = leiden.of(parts.get(g).graph(), random).labels();
                agreement[s] += Agreement.between(all.labels(), part).ari() / parts.size();
                add(rows, losses.target(g), Noise2Self.meansOfOthers(losses.target(g), part), columns);
            }
            Noise2Self.Errors found = new Noise2Self.Errors(rows);
            errors[s] = found.mean();
            standardErrors[s] = found.standardError();
            progress.accept((s + 1.0) / STEPS);
        }
        int chosen = SizeChoice.of(IntStream.range(0, STEPS).toArray(), errors, standardErrors)
                .size();
        return new Resolution(tried, counts, errors, standardErrors, agreement, labels, chosen);
    }

    /** The communities chosen. */
    int[] communities() {
        return labels.get(chosen);
    }

    /** The table of {@link #COLUMNS}, in row order. */
    float[] table() {
        float[] all = new float[STEPS * COLUMNS.size()];
        for (int s = 0; s < STEPS; s++) {
            double[] row = {tried[s], counts[s], errors[s], standardErrors[s], agreement[s]};
            for (int j = 0; j < row.length; j++) {
                all[s * row.length + j] = (float) row[j];
            }
        }
        return all;
    }

    private static void add(double[] rows, Table y, Table predicted, int columns) {
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < y.columns(); j++) {
                double error = (double) predicted.at(i, j) - y.at(i, j);
                rows[i] += error * error / columns;
            }
        }
    }
}
