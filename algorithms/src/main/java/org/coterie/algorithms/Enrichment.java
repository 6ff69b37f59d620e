package org.coterie.algorithms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.data.Labels;

/**
 * Does a cluster hold more or fewer rows of a category than chance would give it (DeePWAK, Fig. 5)? One cell of a table
 * of clusters and categories. Rows whose category is unknown are left out of that annotation; noise rows belong to no
 * cluster tested, but to the complement of each.
 *
 * <p>The p-value is Fisher's exact two-sided one, never 0; the published table takes P(X ≤ q - 1) for the lower tail,
 * which makes every empty cell certain. Its odds compare a cluster with everything, itself included; here it is compared
 * with what lies outside.
 *
 * @param annotation the column the category is from
 * @param category the category
 * @param cluster the cluster's number
 * @param rows N, rows of known category
 * @param inCategory m, how many are of the category
 * @param inCluster n, how many are in the cluster
 * @param both q, how many are both
 * @param expected m·n/N
 * @param log2Odds log₂ of the odds ratio, each of the four counts plus ½ (Haldane), so always finite: above 0 where the
 *     cluster has more of the category than the rest
 * @param low lower end of its 95 % interval, log2Odds - 1.96·√Σ 1/(count + ½)/ln 2
 * @param high upper end
 * @param p Fisher's exact two-sided p-value, in (0, 1]
 * @param fdr the p-value adjusted over the whole table (Benjamini and Hochberg)
 */
public record Enrichment(
        String annotation,
        String category,
        int cluster,
        int rows,
        int inCategory,
        int inCluster,
        int both,
        double expected,
        double log2Odds,
        double low,
        double high,
        double p,
        double fdr) {

    /**
     * Tests every cluster against every category of every annotation, and adjusts over all of these together.
     *
     * @param clusters the cluster of each row; negative (noise) is not tested
     * @param annotations one or more, each of as many rows
     * @param smallest clusters of fewer rows (counted over all rows) are not tested
     * @return by annotation, category and cluster, in that order; categories without rows are left out
     */
    public static List<Enrichment> of(int[] clusters, List<Labels> annotations, int smallest) {
        int[] tested = IntStream.of(Contingency.distinct(clusters))
                .filter(c -> c >= 0
                        && IntStream.of(clusters).filter(other -> other == c).count() >= smallest)
                .toArray();
        List<Enrichment> cells = new ArrayList<>();
        for (Labels annotation : annotations) {
            Contingency table = Contingency.of(annotation.of(), clusters, Noise.A_CLUSTER);
            int[] categories = table.classes();
            int[] present = table.clusters();
            for (int i = 0; i < categories.length; i++) {
                String category = annotation.classes().get(categories[i]);
                for (int cluster : tested) {
                    int j = Arrays.binarySearch(present, cluster);
                    cells.add(cell(
                            annotation.name(),
                            category,
                            cluster,
                            table.rows(),
                            table.inClass(i),
                            j < 0 ? 0 : table.inCluster(j),
                            j < 0 ? 0 : table.both(i, j)));
                }
            }
        }
        double[] fdr =
                FalseDiscovery.adjust(cells.stream().mapToDouble(Enrichment::p).toArray());
        return IntStream.range(0, fdr.length)
                .mapToObj(i -> cells.get(i).adjusted(fdr[i]))
                .toList();
    }

    private static Enrichment cell(String annotation, String category, int cluster, int rows, int m, int n, int q) {
        double a = q + 0.5;
        double b = n - q + 0.5;
        double c = m - q + 0.5;
        double d = rows - m - n + q + 0.5;
        double log2 = Math.log(a * d / (b * c)) / Math.log(2);
        double half = 1.959963984540054 * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d) / Math.log(2);
        Hypergeometric chance = new Hypergeometric(rows, m, n);
        double p = chance.twoSided(q);
        return new Enrichment(
                annotation, category, cluster, rows, m, n, q, chance.mean(), log2, log2 - half, log2 + half, p, p);
    }

    private Enrichment adjusted(double value) {
        return new Enrichment(
                annotation,
                category,
                cluster,
                rows,
                inCategory,
                inCluster,
                both,
                expected,
                log2Odds,
                low,
                high,
                p,
                value);
    }
}
