package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * A baseline with what it is given beside the number of classes; everything else has its default.
 *
 * @param name its name on the page
 * @param method the id of the method
 * @param settings further settings, {@code key=value}
 * @param random whether seeds make a difference
 * @param counts whether it is told the number of clusters
 */
record BaselineVariant(String name, String method, List<String> settings, boolean random, boolean counts) {

    /** All of them. */
    static List<BaselineVariant> all() {
        List<BaselineVariant> all = new ArrayList<>();
        all.add(new BaselineVariant(
                "kmeans", "kmeans", List.of("restarts=20"), true, true)); // as many as are compared with
        all.add(of("mini-batch-kmeans"));
        all.add(of("gmm"));
        for (String link : List.of("ward", "average", "complete", "single")) {
            all.add(new BaselineVariant(
                    "agglomerative " + link, "agglomerative", List.of("link=" + link), false, true));
        }
        all.add(new BaselineVariant("hdbscan", "hdbscan", List.of(), false, false));
        all.add(of("fuzzy-cmeans"));
        all.add(new BaselineVariant("fuzzy-cmeans 1.1", "fuzzy-cmeans", List.of("fuzzifier=1.1"), true, true));
        all.add(of("spectral"));
        for (String graph : List.of("leiden", "louvain", "phenograph")) {
            all.add(new BaselineVariant(graph, graph, List.of(), true, false));
        }
        for (String rest : List.of("kplanes", "nmf-kmeans", "laplacian-kmeans", "autoencoder-kmeans")) {
            all.add(of(rest));
        }
        return List.copyOf(all);
    }

    private static BaselineVariant of(String method) {
        return new BaselineVariant(method, method, List.of(), true, true);
    }
}
