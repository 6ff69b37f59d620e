package org.coterie.runtime.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.algorithms.Attribution;
import org.coterie.api.data.Dataset;
import org.coterie.model.store.AtomicFiles;
import org.coterie.model.store.Csv;

/** Attributions as files: of every row, and of every cluster. */
final class AttributionFiles {
    /** Features of a cluster in the summary. */
    private static final int LISTED = 100;

    private AttributionFiles() {}

    /** The features of each cluster by the mean size of their attributions; of equals the first first. */
    static List<Attributed.Cluster> tops(Attribution found, int[] clusters, int k, List<String> names) {
        int m = names.size();
        double[][] sizes = new double[k][m];
        double[][] sums = new double[k][m];
        int[] rows = new int[k];
        for (int i = 0; i < clusters.length; i++) {
            rows[clusters[i]]++;
            for (int d = 0; d < m; d++) {
                sizes[clusters[i]][d] += Math.abs(found.values().at(i, d));
                sums[clusters[i]][d] += found.values().at(i, d);
            }
        }
        List<Attributed.Cluster> all = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            double[] size = sizes[c];
            double[] sum = sums[c];
            int n = rows[c];
            if (n > 0) {
                all.add(new Attributed.Cluster(
                        c,
                        n,
                        IntStream.range(0, m)
                                .boxed()
                                .sorted(Comparator.comparingDouble((Integer d) -> -size[d]))
                                .limit(LISTED)
                                .map(d -> new Attributed.Feature(names.get(d), size[d] / n, sum[d] / n))
                                .toList()));
            }
        }
        return all;
    }

    /** {@code attributions.csv}: a line for each row; {@code attributions-clusters.csv}: a line for each cluster and feature. */
    static void write(Attributed result, Attribution found, Dataset rows, int[] clusters, List<String> names) {
        List<String> header = new ArrayList<>(List.of("row", "cluster", "membership", "baseline"));
        header.addAll(names);
        AtomicFiles.write(result.file(), out -> {
            Csv csv = new Csv(out, header);
            double[] at = found.at();
            double[] baseline = found.baseline();
            for (int i = 0; i < clusters.length; i++) {
                List<Object> cells =
                        new ArrayList<>(List.of(rows.rowName(i), clusters[i], (float) at[i], (float) baseline[i]));
                for (int d = 0; d < names.size(); d++) {
                    cells.add(found.values().at(i, d));
                }
                csv.row(cells);
            }
        });
        AtomicFiles.write(result.summary(), out -> {
            Csv csv = new Csv(out, List.of("cluster", "rows", "rank", "feature", "mean-size", "mean"));
            for (Attributed.Cluster cluster : result.clusters()) {
                int rank = 1;
                for (Attributed.Feature feature : cluster.features()) {
                    csv.row(List.of(
                            cluster.cluster(), cluster.rows(), rank++, feature.name(), (float) feature.size(), (float)
                                    feature.mean()));
                }
            }
        });
    }
}
