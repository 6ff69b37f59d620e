package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.coterie.algorithms.Diversity;
import org.coterie.algorithms.GateSize;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;

/**
 * Which features rows and clusters were placed by, of any method that answers {@code gates}: a number from 0 to 1 for every
 * feature of every row. Features are those the method saw, after the transforms.
 *
 * @param features their names
 * @param gates n×D
 * @param global K×D, of whole clusters, where the method has them
 */
record GateFiles(List<String> features, Table gates, Optional<Table> global) {
    /** Lines of each row. */
    static final int TOP = 15;

    /** Lines of each cluster. */
    static final int MARKS = 50;

    /** The features whose gates are open for a row, the widest first; equal ones in the order of the columns. */
    void explanations(Path file, Dataset data, int[] clusters) {
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, List.of("row", "cluster", "rank", "feature", "gate"));
            for (int i = 0; i < clusters.length; i++) {
                int row = i;
                List<Integer> open = IntStream.range(0, gates.columns())
                        .filter(j -> gates.at(row, j) > 0)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> -gates.at(row, j)))
                        .limit(TOP)
                        .toList();
                for (int rank = 0; rank < open.size(); rank++) {
                    int j = open.get(rank);
                    csv.row(List.of(data.rowName(i), clusters[i], rank + 1, features.get(j), gates.at(i, j)));
                }
            }
        });
    }

    /**
     * The features a cluster is told by: mean gate of its rows, of all other rows, and the difference, by which they are
     * sorted; gates of the whole cluster beside them.
     */
    void clusterFeatures(Path file, int[] clusters, int k) {
        double[][] means = new double[k + 1][gates.columns()];
        int[] sizes = new int[k + 1];
        for (int i = 0; i < clusters.length; i++) {
            int c = clusters[i] < 0 ? k : clusters[i];
            sizes[c]++;
            for (int j = 0; j < gates.columns(); j++) {
                means[c][j] += gates.at(i, j);
            }
        }
        List<String> header = List.of("cluster", "feature", "gate", "elsewhere", "difference");
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(
                    out,
                    global.isEmpty()
                            ? header
                            : java.util.stream.Stream.concat(header.stream(), java.util.stream.Stream.of("global-gate"))
                                    .toList());
            for (int c = 0; c < k; c++) {
                double[] inside = new double[gates.columns()];
                double[] elsewhere = new double[gates.columns()];
                for (int j = 0; j < gates.columns(); j++) {
                    double all = 0;
                    for (double[] each : means) {
                        all += each[j];
                    }
                    inside[j] = means[c][j] / Math.max(1, sizes[c]);
                    elsewhere[j] = (all - means[c][j]) / Math.max(1, clusters.length - sizes[c]);
                }
                List<Integer> order = IntStream.range(0, gates.columns())
                        .filter(j -> inside[j] > 0)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> elsewhere[j] - inside[j]))
                        .limit(MARKS)
                        .toList();
                for (int j : order) {
                    List<Object> cells = new java.util.ArrayList<>(
                            List.of(c, features.get(j), (float) inside[j], (float) elsewhere[j], (float)
                                    (inside[j] - elsewhere[j])));
                    if (global.isPresent()) {
                        cells.add(global.get().at(c, j));
                    }
                    csv.row(cells);
                }
            }
        });
    }

    /** How many features rows need, and how different those of clusters are. */
    Map<String, Object> numbers(int[] clusters, int k) {
        GateSize size = GateSize.of(gates, clusters.length);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("mean-sum", size.meanSum());
        map.put("median-sum", size.medianSum());
        map.put("mean-above-0", size.meanCount());
        map.put("median-above-0", size.medianCount());
        if (k >= 2) {
            Diversity.of(gates, clusters, k).ifPresent(diversity -> map.put("diversity", diversity.pairs()));
        }
        return map;
    }
}
