package org.coterie.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Discrepancy;
import org.coterie.algorithms.Generalizability;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.api.data.Table;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.graph.Streams;

/**
 * What is to be said of rows a model draws: whether their three nearest real rows and a linear classifier of real rows take
 * them for the class that most rows of their cluster have, whether the model's own gate puts them back, and how far, by
 * MMD², the rows of one cluster lie from real ones and from those of other clusters.
 */
final class GeneratedRows {
    static final String HEADER =
            " generated right by 3-NN | linear | by the own gate | MMD² of drawn to real rows of a cluster"
                    + " | of drawn rows of two clusters | clusters with p > 0.05 |";
    static final int COLUMNS = 6;

    private static final int DRAWN = 100;
    private static final int NEAREST = 3;

    /** Real rows the linear classifier learns, and a discrepancy compares, at most. */
    private static final int LEARNT = 2000;

    private static final int PERMUTATIONS = 100;

    private final Table real;
    private final int[] clusters;
    private final Table drawn;
    private final int[] of;
    private final int[] own;
    private final int seed;

    private GeneratedRows(Fitted model, Table real, int[] clusters, int seed) {
        this.real = real;
        this.clusters = clusters;
        this.seed = seed;
        // an expert without rows has nothing to draw like
        int[] filled = Arrays.stream(clusters).distinct().sorted().toArray();
        this.of = IntStream.range(0, filled.length * DRAWN)
                .map(i -> filled[i / DRAWN])
                .toArray();
        int width = model.columns("embed").size();
        RandomGenerator random = new Streams(seed).stream("generated");
        float[] noise = new float[of.length * width];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        this.drawn = model.drawn("generate", of, Table.of(of.length, width, noise));
        this.own = model.assign(drawn);
    }

    /** The cells of a table's row. */
    static String judge(Fitted model, Table real, int[] truth, int[] clusters, int seed) {
        GeneratedRows rows = new GeneratedRows(model, real, clusters, seed);
        String apart = rows.discrepancies();
        double gate = share(rows.own, rows.of);
        if (truth.length == 0) {
            return String.format(Locale.ROOT, " | – | – | %.3f%s", gate, apart);
        }
        int[] wanted = rows.wanted(truth);
        return String.format(
                Locale.ROOT,
                " | %.3f | %.3f | %.3f%s",
                share(rows.nearest(truth), wanted),
                rows.linear(truth, wanted),
                gate,
                apart);
    }

    private static double share(int[] got, int[] wanted) {
        return IntStream.range(0, got.length).filter(i -> got[i] == wanted[i]).count() / (double) got.length;
    }

    /** The class most real rows of each drawn row's cluster have. */
    private int[] wanted(int[] truth) {
        int[][] counts = new int[Arrays.stream(clusters).max().orElseThrow() + 1][classes(truth)];
        for (int i = 0; i < truth.length; i++) {
            counts[clusters[i]][truth[i]]++;
        }
        return Arrays.stream(of).map(c -> largest(counts[c])).toArray();
    }

    private int[] nearest(int[] truth) {
        Neighbours near = Neighbours.ofNew(drawn, real, NEAREST, Metric.EUCLIDEAN);
        int[] classes = new int[of.length];
        for (int i = 0; i < classes.length; i++) {
            int[] votes = new int[classes(truth)];
            for (int r = 0; r < NEAREST; r++) {
                votes[truth[near.index(i, r)]]++;
            }
            classes[i] = largest(votes);
        }
        return classes;
    }

    private double linear(int[] truth, int[] wanted) {
        int[] some = some(IntStream.range(0, real.rows()).toArray(), LEARNT);
        return Generalizability.of(
                        real.select(some),
                        Arrays.stream(some).map(i -> truth[i]).toArray(),
                        drawn,
                        wanted,
                        new Streams(seed).stream("linear"))
                .accuracy();
    }

    /** Means over clusters: of drawn rows to real ones of the same cluster, and to drawn ones of the next cluster. */
    private String discrepancies() {
        int groups = of.length / DRAWN;
        double within = 0;
        double between = 0;
        int alike = 0;
        for (int g = 0; g < groups; g++) {
            Table mine = group(g);
            int c = of[g * DRAWN];
            int[] members = IntStream.range(0, clusters.length)
                    .filter(i -> clusters[i] == c)
                    .toArray();
            if (members.length > 1) {
                RandomGenerator random = new Streams(seed).stream("mmd/" + g);
                Discrepancy same = Discrepancy.of(mine, real.select(some(members, DRAWN)), PERMUTATIONS, random);
                within += same.squared() / groups;
                alike += same.p() > 0.05 ? 1 : 0;
            }
            if (groups > 1) {
                RandomGenerator random = new Streams(seed).stream("mmd-other/" + g);
                between +=
                        Discrepancy.of(mine, group((g + 1) % groups), 0, random).squared() / groups;
            }
        }
        return String.format(Locale.ROOT, " | %.3f | %.3f | %d of %d", within, between, alike, groups);
    }

    private Table group(int g) {
        return drawn.select(IntStream.range(g * DRAWN, (g + 1) * DRAWN).toArray());
    }

    /** Evenly spread, at most so many. */
    private static int[] some(int[] rows, int most) {
        int n = Math.min(rows.length, most);
        return IntStream.range(0, n)
                .map(i -> rows[(int) ((long) i * rows.length / n)])
                .toArray();
    }

    private static int classes(int[] truth) {
        return Arrays.stream(truth).max().orElseThrow() + 1;
    }

    private static int largest(int[] counts) {
        int best = 0;
        for (int c = 1; c < counts.length; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return best;
    }
}
