package org.coterie.algorithms;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well clusters agree with known classes, from counts alone. Nothing here depends on how classes and clusters are
 * numbered, save ties of {@link #greedyAccuracy}. Rows whose class is unknown (negative) are left out; {@link Noise} says
 * how rows without cluster count; clusters and classes without rows do not exist. Entropies are natural logarithms.
 *
 * <p>Where nothing can be wrong, because no row is counted or both labellings put all rows together, every score is 1, as
 * in scikit-learn: look at {@link #rows} before reporting one.
 */
public final class Agreement {
    private final Contingency table;

    private Agreement(Contingency table) {
        this.table = table;
    }

    /** Clusters against classes, noise being one more cluster as in scikit-learn. */
    public static Agreement of(int[] classes, int[] clusters) {
        return of(classes, clusters, Noise.A_CLUSTER);
    }

    /**
     * Clusters against classes.
     *
     * @param classes the class of each row; negative where unknown
     * @param clusters the cluster of each row
     * @param noise how rows of negative cluster count
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Agreement of(int[] classes, int[] clusters, Noise noise) {
        return of(Contingency.of(classes, clusters, noise));
    }

    /** From a table counted before. */
    public static Agreement of(Contingency table) {
        return new Agreement(table);
    }

    /** Two clusterings of the same rows; every row counts, and noise is a cluster in both. */
    public static Agreement between(int[] one, int[] other) {
        return of(Contingency.between(one, other));
    }

    /** How many rows were counted. */
    public int rows() {
        return table.rows();
    }

    /** The counts. */
    public Contingency table() {
        return table;
    }

    /**
     * Share of rows that are right under the best one-to-one matching of clusters with classes (Hungarian); a cluster or
     * class without partner is wrong. In [0, 1].
     */
    public double accuracy() {
        return share(Matching.best(table, (both, inClass, inCluster) -> both));
    }

    /**
     * The same share under IDC's matching: the largest cell first, then the largest of those whose class and cluster are
     * free. Never above {@link #accuracy}. Of equal cells the one of the lower cluster number, then class number, is
     * taken, as in its code, so this score alone may change when clusters are renumbered.
     */
    public double greedyAccuracy() {
        return share(Matching.greedy(table));
    }

    /** The matching behind {@link #accuracy}: for each matched class number its cluster number, ascending. */
    public Map<Integer, Integer> matching() {
        int[] clusterOf = Matching.best(table, (both, inClass, inCluster) -> both);
        int[] classes = table.classes();
        int[] clusters = table.clusters();
        Map<Integer, Integer> pairs = new LinkedHashMap<>();
        for (int i = 0; i < clusterOf.length; i++) {
            if (clusterOf[i] >= 0) {
                pairs.put(classes[i], clusters[clusterOf[i]]);
            }
        }
        return pairs;
    }

    /** Share of rows that are of the commonest class of their cluster. In [0, 1]; 1 where every row is alone. */
    public double purity() {
        return table.rows() == 0 ? 1 : (double) sum(commonest(table)) / table.rows();
    }

    /** Mutual information of class and cluster, in nats. */
    public double information() {
        double n = table.rows();
        double sum = 0;
        for (int i = 0; i < table.classSizes.length; i++) {
            for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                double both = table.count[c];
                double alone = (double) table.classSizes[i] * table.clusterSizes[table.clusterOf[c]];
                sum += both / n * Math.log(both * n / alone);
            }
        }
        // rounding of independent labellings; the bound is scikit-learn's
        return sum <= Math.ulp(1.0) ? 0 : sum;
    }

    /** What mutual information is divided by: a mean of the entropies of classes and clusters. */
    public enum Mean {
        /** (H + H')/2, scikit-learn's default. */
        ARITHMETIC,
        /** The root of H·H' (Strehl and Ghosh 2002). */
        GEOMETRIC,
        /** The smaller one. */
        MIN,
        /** The larger one. */
        MAX;

        double of(double a, double b) {
            return switch (this) {
                case ARITHMETIC -> (a + b) / 2;
                case GEOMETRIC -> Math.sqrt(a * b);
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
            };
        }
    }

    /** Mutual information over a mean of both entropies; 0 where it is 0 (and one labelling is not all in one). */
    public double nmi(Mean mean) {
        if (allTogether()) {
            return 1;
        }
        double information = information();
        return information == 0 ? 0 : Math.min(1, information / mean.of(classEntropy(), clusterEntropy()));
    }

    /**
     * Mutual information adjusted for chance (Vinh, Epps and Bailey 2010), by the arithmetic mean: (I - E[I]) / ((H +
     * H')/2 - E[I]), E over all labellings of the same sizes. 1 for equal labellings, 0 on average for random ones. The
     * expectation takes O(different sizes of classes · different sizes of clusters · size), at worst O(n·√n).
     */
    public double ami() {
        if (allTogether() || identical()) {
            return 1;
        }
        if (table.classSizes.length == 1 || table.clusterSizes.length == 1) {
            return 0;
        }
        double expected = ExpectedInformation.of(table.classSizes, table.clusterSizes, table.rows());
        double room = Mean.ARITHMETIC.of(classEntropy(), clusterEntropy()) - expected;
        double gain = information() - expected;
        // rows all alone in one labelling leave chance no room
        return Math.abs(gain) <= Math.ulp(expected) * 8 ? 0 : gain / Math.max(room, Math.ulp(1.0));
    }

    /** Rand index adjusted for chance (Hubert and Arabie 1985). In [-0.5, 1]; 0 is the mean of random labellings. */
    public double ari() {
        Pairs p = pairs();
        if (p.classOnly == 0 && p.clusterOnly == 0) {
            return 1;
        }
        double together = p.both + p.classOnly;
        double joined = p.both + p.clusterOnly;
        return 2
                * (p.both * p.neither - p.classOnly * p.clusterOnly)
                / (together * (p.classOnly + p.neither) + joined * (p.clusterOnly + p.neither));
    }

    /** I/H(class) (Rosenberg and Hirschberg 2007): 1 where every cluster holds one class only. */
    public double homogeneity() {
        return allTogether() || table.classSizes.length == 1 ? 1 : Math.min(1, information() / classEntropy());
    }

    /** I/H(cluster): 1 where every class lies in one cluster. */
    public double completeness() {
        return allTogether() || table.clusterSizes.length == 1 ? 1 : Math.min(1, information() / clusterEntropy());
    }

    /** Harmonic mean of homogeneity and completeness, 0 where both are; the same number as arithmetic NMI. */
    public double vMeasure() {
        double h = homogeneity();
        double c = completeness();
        return h + c == 0 ? 0 : 2 * h * c / (h + c);
    }

    /** Pairs of different rows, by whether they share class and cluster. */
    public Pairs pairs() {
        double n = table.rows();
        double both = (squares(table.count) - n) / 2;
        double classOnly = (squares(table.classSizes) - n) / 2 - both;
        double clusterOnly = (squares(table.clusterSizes) - n) / 2 - both;
        return new Pairs(both, classOnly, clusterOnly, n * (n - 1) / 2 - both - classOnly - clusterOnly);
    }

    /**
     * Unordered pairs of different rows; whole numbers.
     *
     * @param both pairs of one class and one cluster
     * @param classOnly pairs of one class torn apart
     * @param clusterOnly pairs of one cluster from two classes
     * @param neither pairs that share nothing
     */
    public record Pairs(double both, double classOnly, double clusterOnly, double neither) {

        /** Share of the pairs within clusters that are of one class; 1 where clusters hold no pair. */
        public double precision() {
            return both + clusterOnly == 0 ? 1 : both / (both + clusterOnly);
        }

        /** Share of the pairs within classes that are in one cluster; 1 where classes hold no pair. */
        public double recall() {
            return both + classOnly == 0 ? 1 : both / (both + classOnly);
        }

        /** Harmonic mean of precision and recall, 2·both/(2·both + classOnly + clusterOnly); 1 where there is no pair. */
        public double f() {
            double wrong = classOnly + clusterOnly;
            return both + wrong == 0 ? 1 : 2 * both / (2 * both + wrong);
        }
    }

    /**
     * MoE-Sim-VAE's F-measure as its code has it: for every class the best F1 over the clusters, weighted by the size of
     * the class. Several classes may take one cluster: a single cluster of everything is far above 0.
     */
    public double bestF() {
        double[] best = new double[table.classSizes.length];
        eachF((i, j, f) -> best[i] = Math.max(best[i], f));
        return weighted(best, table.classSizes);
    }

    /**
     * MoE-Sim-VAE's F-measure as printed (its equation 12): for every cluster the best F1 over the classes, weighted by
     * the size of the cluster.
     */
    public double printedF() {
        double[] best = new double[table.clusterSizes.length];
        eachF((i, j, f) -> best[j] = Math.max(best[j], f));
        return weighted(best, table.clusterSizes);
    }

    /**
     * Mean F1 of Weber and Robinson (<i>Cytometry A</i> 89, 2016): clusters are matched with classes one to one so that
     * the sum of F1 is largest, and every class counts the same, small or large; a class without partner has 0.
     */
    public double matchedF() {
        if (table.rows() == 0) {
            return 1;
        }
        int[] clusterOf = Matching.best(table, Agreement::f);
        double sum = 0;
        for (int i = 0; i < clusterOf.length; i++) {
            if (clusterOf[i] >= 0) {
                sum += f(table.both(i, clusterOf[i]), table.classSizes[i], table.clusterSizes[clusterOf[i]]);
            }
        }
        return sum / clusterOf.length;
    }

    /** All scores by name, in a fixed order; for tables. */
    public Map<String, Double> all() {
        Map<String, Double> all = new LinkedHashMap<>();
        all.put("acc", accuracy());
        all.put("acc-greedy", greedyAccuracy());
        all.put("nmi", nmi(Mean.ARITHMETIC));
        all.put("nmi-geometric", nmi(Mean.GEOMETRIC));
        all.put("nmi-min", nmi(Mean.MIN));
        all.put("nmi-max", nmi(Mean.MAX));
        all.put("ami", ami());
        all.put("ari", ari());
        all.put("purity", purity());
        all.put("homogeneity", homogeneity());
        all.put("completeness", completeness());
        all.put("v-measure", vMeasure());
        all.put("pair-precision", pairs().precision());
        all.put("pair-recall", pairs().recall());
        all.put("pair-f", pairs().f());
        all.put("f-best", bestF());
        all.put("f-printed", printedF());
        all.put("f-matched", matchedF());
        return all;
    }

    private boolean allTogether() {
        return table.classSizes.length <= 1 && table.clusterSizes.length <= 1;
    }

    private boolean identical() {
        return table.count.length == table.classSizes.length && table.count.length == table.clusterSizes.length;
    }

    private double share(int[] clusterOf) {
        long right = 0;
        for (int i = 0; i < clusterOf.length; i++) {
            right += clusterOf[i] < 0 ? 0 : table.both(i, clusterOf[i]);
        }
        return table.rows() == 0 ? 1 : (double) right / table.rows();
    }

    private double weighted(double[] best, int[] sizes) {
        double sum = 0;
        for (int i = 0; i < best.length; i++) {
            sum += best[i] * sizes[i];
        }
        return table.rows() == 0 ? 1 : sum / table.rows();
    }

    private interface Cell {
        void take(int i, int j, double f);
    }

    private void eachF(Cell cell) {
        for (int i = 0; i < table.classSizes.length; i++) {
            for (int c = table.start[i]; c < table.start[i + 1]; c++) {
                int j = table.clusterOf[c];
                cell.take(i, j, f(table.count[c], table.classSizes[i], table.clusterSizes[j]));
            }
        }
    }

    /** F1 of a cluster as the answer to a class: precision both/inCluster, recall both/inClass. */
    private static double f(int both, int inClass, int inCluster) {
        return 2.0 * both / ((double) inClass + inCluster);
    }

    private double classEntropy() {
        return entropy(table.classSizes, table.rows());
    }

    private double clusterEntropy() {
        return entropy(table.clusterSizes, table.rows());
    }

    private static double entropy(int[] counts, double n) {
        double sum = 0;
        for (int count : counts) {
            sum -= count / n * Math.log(count / n);
        }
        return sum;
    }

    private static double squares(int[] counts) {
        double sum = 0;
        for (int count : counts) {
            sum += (double) count * count;
        }
        return sum;
    }

    private static long sum(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static int[] commonest(Contingency table) {
        int[] most = new int[table.clusterSizes.length];
        for (int c = 0; c < table.count.length; c++) {
            most[table.clusterOf[c]] = Math.max(most[table.clusterOf[c]], table.count[c]);
        }
        return most;
    }
}
