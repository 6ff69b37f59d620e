package org.coterie.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.algorithms.KMeans;
import org.coterie.algorithms.Scores;
import org.coterie.algorithms.Trustworthiness;
import org.coterie.algorithms.Umap;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;

/** UMAP of digits in several settings over ten seeds, judged by k-means on the map; and of MNIST's test images, timed. */
public final class Maps {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int FIRST = 101;
    private static final int SEEDS = 10;

    private Maps() {}

    /** Arguments: the file of digits, the file of MNIST's test images. */
    public static void main(String[] args) {
        OUT.println("| digits | ACC, median | least | greatest | trustworthiness |\n|---|---:|---:|---:|---:|");
        Dataset digits = Coterie.read(Path.of(args[0]), "label = digit");
        settings().forEach((name, umap) -> digits(name, umap, digits));
        Path images = Path.of(args[1]);
        if (!Files.exists(images)) {
            OUT.println("\nno MNIST at hand");
            return;
        }
        OUT.println("\n| MNIST test, 10,000 | seconds | ACC |\n|---|---:|---:|");
        Dataset mnist = Coterie.read(images);
        for (int seed = 1; seed <= 3; seed++) {
            long began = System.nanoTime();
            Table map = Umap.of(seed).fit(mnist.x()).map();
            double seconds = (System.nanoTime() - began) / 1e9;
            OUT.printf(Locale.ROOT, "| seed %d | %.1f | %.3f |%n", seed, seconds, accuracy(mnist, map, seed));
        }
    }

    private static Map<String, Umap> settings() {
        Umap usual = Umap.of(0);
        Map<String, Umap> all = new LinkedHashMap<>();
        all.put("as it comes: spectral start, 15 neighbours", usual);
        all.put("start from principal components", usual.withStart(Umap.Start.PCA));
        all.put("200 epochs", usual.withEpochs(200));
        all.put("1000 epochs", usual.withEpochs(1000));
        all.put("rate 4", descent(usual, 4, 5, 0));
        all.put("10 negatives", descent(usual, 1, 10, 0));
        all.put("least distance 0", usual.withMinDist(0));
        all.put("10 neighbours", usual.withNeighbours(10));
        all.put("30 neighbours", usual.withNeighbours(30));
        all.put("30 neighbours, 10 negatives", descent(usual.withNeighbours(30), 1, 10, 0));
        all.put("30 neighbours, least distance 0", usual.withNeighbours(30).withMinDist(0));
        return all;
    }

    private static Umap descent(Umap like, double rate, int negatives, long seed) {
        return new Umap(
                like.neighbours(),
                like.dimensions(),
                like.metric(),
                like.start(),
                like.minDist(),
                like.spread(),
                like.epochs(),
                rate,
                negatives,
                seed);
    }

    private static void digits(String name, Umap umap, Dataset digits) {
        Table[] maps = IntStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(seed -> descent(umap, umap.rate(), umap.negatives(), seed)
                        .fit(digits.x())
                        .map())
                .toArray(Table[]::new);
        double[] acc = IntStream.range(0, SEEDS)
                .mapToDouble(i -> accuracy(digits, maps[i], FIRST + i))
                .sorted()
                .toArray();
        OUT.printf(
                Locale.ROOT,
                "| %s | %.3f | %.3f | %.3f | %.4f |%n",
                name,
                (acc[SEEDS / 2 - 1] + acc[SEEDS / 2]) / 2,
                acc[0],
                acc[SEEDS - 1],
                Arrays.stream(maps)
                        .limit(1)
                        .mapToDouble(map -> Trustworthiness.of(digits.x(), map, 15))
                        .sum());
    }

    private static double accuracy(Dataset data, Table map, int seed) {
        int[] clusters = KMeans.of(10).fit(map, new SplittableRandom(seed)).labels();
        return Scores.of(data.labels().orElseThrow().of(), clusters).acc();
    }
}
