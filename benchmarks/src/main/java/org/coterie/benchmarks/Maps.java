package org.coterie.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

/**
 * UMAP of digits in several settings over the same seeds, judged by k-means on the map and by what it keeps; of two more data
 * sets from both starts; of MNIST's test images, timed.
 */
public final class Maps {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int TRIPLETS = 50_000;

    private Maps() {}

    /** Arguments: the file of digits, the data folder, the parts ({@code digits,others,mnist}), the seeds. */
    public static void main(String[] args) {
        List<String> parts = List.of(args[2].split(",", -1));
        int[] seeds = Arrays.stream(args[3].split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        Path folder = Path.of(args[1]);
        if (parts.contains("digits") || parts.contains("others")) {
            OUT.println("| data | map | ACC, median | least | greatest | trustworthiness | triplets |\n"
                    + "|---|---|---:|---:|---:|---:|---:|");
        }
        if (parts.contains("digits")) {
            Dataset digits = Coterie.read(Path.of(args[0]), "label = digit");
            settings().forEach((name, umap) -> judge("digits", name, umap, digits, seeds));
        }
        if (parts.contains("others")) {
            both("zernike moments", folder.resolve("mfeat_zernike/mfeat-zernike.tsv.gz"), "label = target", seeds);
            both("Isolet", folder.resolve("isolet/Isolet.mat"), "format = matlab", seeds);
        }
        Path images = folder.resolve("mnist/t10k-images-idx3-ubyte.gz");
        if (parts.contains("mnist") && Files.exists(images)) {
            OUT.println("| MNIST test, 10,000 | seconds | ACC |\n|---|---:|---:|");
            Dataset mnist = Coterie.read(images);
            for (int seed : seeds) {
                long began = System.nanoTime();
                Table map = Umap.of(seed).fit(mnist.x()).map();
                double seconds = (System.nanoTime() - began) / 1e9;
                OUT.printf(Locale.ROOT, "| seed %d | %.1f | %.3f |%n", seed, seconds, accuracy(mnist, map, seed));
            }
        }
    }

    private static void both(String name, Path file, String setting, int[] seeds) {
        if (Files.exists(file)) {
            Dataset data = Coterie.read(file, setting);
            judge(name, "start from principal components", Umap.of(0), data, seeds);
            judge(name, "spectral start", Umap.of(0).withStart(Umap.Start.SPECTRAL), data, seeds);
        }
    }

    private static Map<String, Umap> settings() {
        Umap usual = Umap.of(0);
        Map<String, Umap> all = new LinkedHashMap<>();
        all.put("as it comes: start from principal components, 15 neighbours", usual);
        all.put("spectral start", usual.withStart(Umap.Start.SPECTRAL));
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

    private static void judge(String data, String name, Umap umap, Dataset rows, int[] seeds) {
        Table[] maps = Arrays.stream(seeds)
                .parallel()
                .mapToObj(seed -> descent(umap, umap.rate(), umap.negatives(), seed)
                        .fit(rows.x())
                        .map())
                .toArray(Table[]::new);
        double[] acc = IntStream.range(0, seeds.length)
                .mapToDouble(i -> accuracy(rows, maps[i], seeds[i]))
                .sorted()
                .toArray();
        OUT.printf(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %.3f | %.4f | %.3f |%n",
                data,
                name,
                median(acc),
                acc[0],
                acc[acc.length - 1],
                median(Arrays.stream(maps)
                        .mapToDouble(map -> Trustworthiness.of(rows.x(), map, 15))
                        .toArray()),
                median(Arrays.stream(maps)
                        .mapToDouble(map -> triplets(rows.x(), map))
                        .toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Of random rows i, j, l, the share in which the map agrees with the data whether j or l is nearer to i. */
    private static double triplets(Table x, Table map) {
        SplittableRandom random = new SplittableRandom(7);
        int agree = 0;
        for (int t = 0; t < TRIPLETS; t++) {
            int i = random.nextInt(x.rows());
            int j = random.nextInt(x.rows());
            int l = random.nextInt(x.rows());
            boolean inData = square(x, i, j) < square(x, i, l);
            boolean inMap = square(map, i, j) < square(map, i, l);
            agree += inData == inMap ? 1 : 0;
        }
        return agree / (double) TRIPLETS;
    }

    private static double square(Table x, int i, int j) {
        double sum = 0;
        for (int c = 0; c < x.columns(); c++) {
            double d = (double) x.at(i, c) - x.at(j, c);
            sum += d * d;
        }
        return sum;
    }

    private static double accuracy(Dataset data, Table map, int seed) {
        int k = (int) Arrays.stream(data.labels().orElseThrow().of()).distinct().count();
        int[] clusters = KMeans.of(k).fit(map, new SplittableRandom(seed)).labels();
        return Scores.of(data.labels().orElseThrow().of(), clusters).acc();
    }
}
