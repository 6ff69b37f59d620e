package org.coterie.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.BatchEffect;
import org.coterie.algorithms.Denoising;
import org.coterie.algorithms.Discrepancy;
import org.coterie.algorithms.Diversity;
import org.coterie.algorithms.Enrichment;
import org.coterie.algorithms.Faithfulness;
import org.coterie.algorithms.GateSize;
import org.coterie.algorithms.Generalizability;
import org.coterie.algorithms.KruskalWallis;
import org.coterie.algorithms.Marker;
import org.coterie.algorithms.Selection;
import org.coterie.algorithms.Separation;
import org.coterie.algorithms.Stability;
import org.coterie.algorithms.Uniqueness;
import org.coterie.api.data.Labels;
import org.coterie.api.data.Table;

/**
 * How long every metric takes on many rows. Those that look at pairs of rows look at a sample, as in a run; gates and a
 * clustering are made up, because what they are does not change the time.
 */
public final class Metrics {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int K = 10;
    private static final int SAMPLE = 2000;
    private static final int FEW = 1000;

    private final RandomGenerator random = new SplittableRandom(1);
    private final Table x;
    private final Table gates;
    private final int[] classes;
    private final int[] clusters;
    private double total;

    private Metrics(int rows, int columns) {
        classes = IntStream.range(0, rows).map(i -> i % K).toArray();
        clusters = Arrays.stream(classes)
                .map(c -> random.nextInt(10) == 0 ? random.nextInt(K) : c)
                .toArray();
        float[] values = new float[Math.multiplyExact(rows, columns)];
        float[] open = new float[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double mean = j % K == classes[i] ? 1 : 0;
                values[i * columns + j] = (float) (mean + random.nextGaussian());
                open[i * columns + j] = j % K == clusters[i] ? (float) random.nextDouble() : 0;
            }
        }
        x = Table.of(rows, columns, values);
        gates = Table.of(rows, columns, open);
    }

    /** Arguments: rows and columns. */
    public static void main(String[] args) {
        int rows = Integer.parseInt(args[0]);
        int columns = Integer.parseInt(args[1]);
        OUT.printf(
                Locale.ROOT,
                "%,d rows × %d columns, %d clusters; %s, %s processors%n%n| metric | on | seconds |%n|---|---|---:|%n",
                rows,
                columns,
                K,
                Machine.facts().get("java"),
                Machine.facts().get("processors"));
        new Metrics(rows, columns).all();
    }

    private void all() {
        String every = "all rows";
        String sample = String.format(Locale.ROOT, "%,d rows", SAMPLE);
        time(
                "ACC, greedy ACC, NMI ×4, AMI, ARI, purity, V, pair F, the F-measures",
                every,
                () -> Agreement.of(classes, clusters).all());
        List<int[]> runs = new ArrayList<>();
        for (int r = 0; r < 5; r++) {
            runs.add(Arrays.stream(clusters)
                    .map(c -> random.nextInt(20) == 0 ? random.nextInt(K) : c)
                    .toArray());
        }
        time("stability over five runs", every, () -> Stability.of(runs));
        time("batch effect", every, () -> BatchEffect.of(clusters, classes));
        time(
                "silhouette, sampled",
                sample + " against all",
                () -> Separation.of(x, clusters).silhouette(SAMPLE, random));
        time("Davies–Bouldin", every, () -> Separation.of(x, clusters).daviesBouldin());
        time("Calinski–Harabasz", every, () -> Separation.of(x, clusters).calinskiHarabasz());
        time("de-noising MSE with the input's own", every, () -> Denoising.of(x, gates, x));
        Table some = x.select(first(SAMPLE));
        Table others = x.select(IntStream.range(SAMPLE, 2 * SAMPLE).toArray());
        time("MMD, 200 permutations", sample + " of each", () -> Discrepancy.of(some, others, 200, random));
        time("|S| as sum and as count", every, () -> GateSize.of(gates, 256));
        time("diversity", every, () -> Diversity.of(gates, clusters, K));
        List<BitSet> informative = IntStream.range(0, K)
                .mapToObj(c -> {
                    BitSet set = new BitSet();
                    IntStream.range(0, x.columns()).filter(j -> j % K == c).forEach(set::set);
                    return set;
                })
                .toList();
        time("F1 of selected features", every, () -> Selection.of(gates, classes, informative, 0.5));
        int[] few = first(FEW);
        Table rows = x.select(few);
        Table open = gates.select(few);
        String thousand = String.format(Locale.ROOT, "%,d rows, as the paper", FEW);
        time("uniqueness", thousand, () -> Uniqueness.ofNearest(rows, open));
        double[] importance = Faithfulness.openings(open);
        time(
                "faithfulness, three forms, without the model's own time",
                thousand,
                () -> List.of(
                        Faithfulness.cumulative(importance, away -> away.cardinality()),
                        Faithfulness.randomOrder(importance, away -> away.cardinality(), random),
                        Faithfulness.oneAtATime(importance, away -> away.cardinality())));
        int[] known = Arrays.copyOf(classes, FEW);
        Table gated = Generalizability.gated(rows, open);
        time(
                "generalizability",
                thousand + ", trained and tested",
                () -> Generalizability.of(gated, known, gated, known, random));
        time("markers: AUC, effect, FDR", every, () -> Marker.of(x, clusters));
        time("Kruskal–Wallis of every column", every, () -> KruskalWallis.ofColumns(x, clusters));
        List<String> names = IntStream.range(0, K).mapToObj(Integer::toString).toList();
        time("enrichment", every, () -> Enrichment.of(clusters, List.of(new Labels("class", names, classes)), 5));
        OUT.printf(Locale.ROOT, "| **all** | | **%.1f** |%n", total);
    }

    private static int[] first(int count) {
        return IntStream.range(0, count).toArray();
    }

    private void time(String name, String on, Supplier<Object> metric) {
        long began = System.nanoTime();
        Object found = metric.get();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (found == null) {
            throw new IllegalStateException("no " + name);
        }
        total += seconds;
        OUT.printf(Locale.ROOT, "| %s | %s | %.2f |%n", name, on, seconds);
    }
}
