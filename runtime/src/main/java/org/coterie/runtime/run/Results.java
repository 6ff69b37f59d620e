package org.coterie.runtime.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;
import org.coterie.model.store.Json;

/** The files of a result. */
final class Results {

    private Results() {}

    /**
     * One line per row: its name, its cluster, its largest membership, and its confidence, 1 − H(p)/ln k: 1 where the membership is
     * certain, 0 where it says nothing. A row marked as noise is in cluster −1 with zeros.
     */
    static void assignments(Path file, Dataset data, Table memberships, int[] clusters) {
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, List.of("row", "cluster", "probability", "confidence"));
            for (int i = 0; i < clusters.length; i++) {
                float most = clusters[i] < 0 ? 0 : memberships.at(i, clusters[i]);
                csv.row(List.of(data.rowName(i), clusters[i], most, (float) confidence(memberships, i)));
            }
        });
    }

    private static double confidence(Table memberships, int row) {
        int k = memberships.columns();
        double entropy = 0;
        double sum = 0;
        for (int j = 0; j < k; j++) {
            double p = memberships.at(row, j);
            sum += p;
            entropy -= p > 0 ? p * StrictMath.log(p) : 0;
        }
        if (sum == 0) {
            return 0;
        }
        return k == 1 ? 1 : Math.max(0, 1 - entropy / StrictMath.log(k));
    }

    /** The mean row of every cluster in the units of the data, with its size. */
    static void centroids(Path file, Dataset data, int[] clusters, int k) {
        int m = data.x().columns();
        double[][] sums = new double[k][m];
        float[] row = new float[m];
        int[] sizes = new int[k];
        for (int i = 0; i < clusters.length; i++) {
            if (clusters[i] >= 0) {
                sizes[clusters[i]]++;
                data.x().copyRow(i, row, 0);
                for (int j = 0; j < m; j++) {
                    sums[clusters[i]][j] += row[j];
                }
            }
        }
        List<String> header = new ArrayList<>(List.of("cluster", "rows"));
        header.addAll(data.features().names());
        AtomicFiles.write(file, out -> {
            Csv csv = new Csv(out, header);
            for (int c = 0; c < k; c++) {
                List<Object> cells = new ArrayList<>(List.of(c, sizes[c]));
                for (int j = 0; j < m; j++) {
                    cells.add(sizes[c] == 0 ? "" : (Object) (float) (sums[c][j] / sizes[c]));
                }
                csv.row(cells);
            }
        });
    }

    /** Rows in each cluster; noise last, where there is any. */
    static List<Integer> sizes(int[] clusters, int k) {
        int[] counts = new int[k + 1];
        for (int cluster : clusters) {
            counts[cluster < 0 ? k : cluster]++;
        }
        List<Integer> sizes = new ArrayList<>();
        for (int c = 0; c < k || (c == k && counts[k] > 0); c++) {
            sizes.add(counts[c]);
        }
        return sizes;
    }

    /** The scores and everything else that is a number; what was found besides stands at the end. */
    static void metrics(Path file, Outcome outcome, long steps, Map<String, Object> more) {
        Map<String, Object> map = new LinkedHashMap<>(outcome.scores());
        map.put("kmeans", outcome.kmeans());
        map.put("clusters", outcome.clusters());
        map.put("sizes", outcome.sizes());
        map.put("steps", steps);
        map.put("method", new LinkedHashMap<>(outcome.reports()));
        map.put("warnings", outcome.warnings());
        map.putAll(more);
        AtomicFiles.write(file, Json.pretty(map));
    }
}
