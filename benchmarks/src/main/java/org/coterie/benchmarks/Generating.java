package org.coterie.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Neighbours;
import org.coterie.algorithms.Scores;
import org.coterie.algorithms.Umap;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.Preparation;
import org.coterie.moesimvae.DataMap;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.runtime.config.RunConfig;
import org.coterie.runtime.config.RunConfigReader;
import org.coterie.runtime.graph.Streams;
import org.coterie.runtime.plugins.Installed;

/**
 * A configuration of moesimvae over some seeds: scores beside those of k-means on the same map, and how many of the rows it
 * generates an independent classifier takes for what they should be. See {@code benchmarks/moesimvae}.
 */
public final class Generating {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int DRAWN = 100;
    private static final int NEAREST = 3;

    private Generating() {}

    /** The program: a configuration, seeds separated by commas, and settings {@code KEY=VALUE}. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        List<String> settings = Arrays.asList(args).subList(2, args.length);
        OUT.println("| seed | ACC | NMI | ARI | clusters | used | k-means on the map: ACC | NMI | ARI |"
                + " generated right by 3-NN | by the own gate | seconds |");
        OUT.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (String seed : args[1].split(",", -1)) {
            List<String> more = new ArrayList<>(settings);
            more.add("moesimvae.similarity.neighbours.umap-seed=" + seed);
            RunConfig config = new RunConfigReader(Installed.builtIn()).read(file, more);
            OUT.println(line(config, Integer.parseInt(seed), settings));
        }
    }

    private static String line(RunConfig config, int seed, List<String> settings) {
        Dataset rows = Preparation.fit(
                        config.data().opener().open(),
                        config.transforms().stream()
                                .map(t -> new Preparation.Unfitted(t.id(), t.fitter()))
                                .toList())
                .prepared();
        long began = System.nanoTime();
        try (Fitted model = Coterie.on(rows).seed(seed).fit(config.method()::plan)) {
            double seconds = (System.nanoTime() - began) / 1e9;
            int[] clusters = model.assign(rows.x());
            int k = model.clusters();
            StringBuilder text = new StringBuilder("| " + seed);
            int[] truth = rows.labels().map(labels -> labels.of()).orElse(new int[0]);
            text.append(scores(truth, clusters)).append(" | ").append(k);
            text.append(" | ").append(used(clusters, k));
            int classes = truth.length == 0 ? k : Arrays.stream(truth).max().orElseThrow() + 1;
            int[] onMap = KMeans.of(Math.min(classes, 100))
                    .fit(map(settings).withSeed(seed).points(rows.x(), k, seed), new Streams(seed).stream("k-means"))
                    .labels();
            text.append(scores(truth, onMap));
            text.append(truth.length == 0 ? " | – | –" : generated(model, rows, truth, clusters, seed));
            return text.append(String.format(Locale.ROOT, " | %.0f |", seconds)).toString();
        }
    }

    /** The map of the settings, as far as the command line changes it. */
    private static DataMap map(List<String> settings) {
        String start = "moesimvae.similarity.neighbours.";
        Map<String, String> set = new HashMap<>();
        for (String one : settings) {
            String[] parts = one.split("=", 2);
            if (parts[0].startsWith(start)) {
                set.put(parts[0].substring(start.length()), parts[1]);
            }
        }
        DataMap d = DataMap.defaults();
        return new DataMap(
                d.of(),
                Integer.parseInt(set.getOrDefault("dimensions", "" + d.dimensions())),
                Integer.parseInt(set.getOrDefault("components", "" + d.components())),
                Metric.valueOf(set.getOrDefault("metric", d.metric().name()).toUpperCase(Locale.ROOT)),
                Integer.parseInt(set.getOrDefault("umap-neighbours", "" + d.neighbours())),
                Double.parseDouble(set.getOrDefault("min-dist", "" + d.minDist())),
                Umap.Start.valueOf(
                        set.getOrDefault("umap-start", d.start().name()).toUpperCase(Locale.ROOT)),
                Integer.parseInt(set.getOrDefault("umaps", "" + d.maps())),
                -1);
    }

    private static String scores(int[] truth, int[] clusters) {
        if (truth.length == 0) {
            return " | – | – | –";
        }
        Scores s = Scores.of(truth, clusters);
        return String.format(Locale.ROOT, " | %.3f | %.3f | %.3f", s.acc(), s.nmi(), s.ari());
    }

    private static long used(int[] clusters, int k) {
        int[] sizes = new int[k];
        for (int c : clusters) {
            sizes[c]++;
        }
        return Arrays.stream(sizes)
                .filter(size -> size >= 0.01 * clusters.length)
                .count();
    }

    /** The share of drawn rows whose nearest three real ones are mostly of the class most rows of their cluster have. */
    private static String generated(Fitted model, Dataset rows, int[] truth, int[] clusters, int seed) {
        int k = model.clusters();
        int classes = Arrays.stream(truth).max().orElseThrow() + 1;
        int[][] counts = new int[k][classes];
        for (int i = 0; i < truth.length; i++) {
            counts[clusters[i]][truth[i]]++;
        }
        int[] wanted = new int[k * DRAWN];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = i / DRAWN;
        }
        int width = model.columns("embed").size();
        RandomGenerator random = new Streams(seed).stream("generated");
        float[] noise = new float[wanted.length * width];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        Table drawn = model.drawn("generate", wanted, Table.of(wanted.length, width, noise));
        Neighbours near = Neighbours.ofNew(drawn, rows.x(), NEAREST, Metric.EUCLIDEAN);
        int[] own = model.assign(drawn);
        int right = 0;
        int gate = 0;
        int all = 0;
        for (int i = 0; i < wanted.length; i++) {
            int[] of = counts[wanted[i]];
            if (Arrays.stream(of).sum() == 0) {
                continue; // an expert without rows has nothing to draw like
            }
            int[] votes = new int[classes];
            for (int r = 0; r < NEAREST; r++) {
                votes[truth[near.index(i, r)]]++;
            }
            all++;
            right += largest(votes) == largest(of) ? 1 : 0;
            gate += own[i] == wanted[i] ? 1 : 0;
        }
        return String.format(Locale.ROOT, " | %.3f | %.3f", right / (double) all, gate / (double) all);
    }

    private static int largest(int[] counts) {
        int best = 0;
        for (int c = 1; c < counts.length; c++) {
            best = counts[c] > counts[best] ? c : best;
        }
        return best;
    }
}
