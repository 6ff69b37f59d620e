package org.coterie.tensorized;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.coterie.algorithms.KPlanes;
import org.coterie.api.Desk;
import org.coterie.api.data.Table;

/**
 * Whether there seem to be too many or too few clusters for codes of h numbers. The measure is what lies outside of the planes
 * of the clusters, J = Σ residual², h directions each: two clusters that lie in one plane can be merged at no loss, however
 * long it is, and a cluster of two planes loses much when split. On the papers' toy sets, penguins and iris, merging two true
 * clusters multiplies J by 1.39 at least, merging two parts of one by 1.6 at most and by 1.21 at most but for the triangle;
 * splitting leaves 0.64 of J at least of true clusters, and 0.57 at most where k is one too small, but for iris (0.72).
 */
final class Advice {
    private static final double MERGE_BELOW = 1.25;
    private static final double SPLIT_BELOW = 0.6;
    private static final int ENOUGH = 2000;
    private static final int MOST_CLUSTERS = 30;
    /** Of the long rows of pictures any two clusters look alike by this measure. */
    private static final int MOST_COLUMNS = 16;

    private final Table x;
    private final int[] labels;
    private final int k;
    private final int h;
    private final RandomGenerator random;
    private final double[] residuals;
    private final double total;

    /** Looks at rows and their clusters. */
    Advice(Table x, int[] labels, int k, int h, RandomGenerator random) {
        this.x = x;
        this.labels = labels;
        this.k = k;
        this.h = h;
        this.random = random;
        residuals = IntStream.range(0, k).mapToDouble(j -> residual(rows(j, j))).toArray();
        double sum = 0;
        for (double one : residuals) {
            sum += one;
        }
        total = sum;
    }

    /** Looks at some two thousand training rows, and warns. */
    static void give(Desk desk, Table memberships, int[] rows, int h) {
        int k = memberships.columns();
        Table x = desk.data().select(rows);
        if (k > MOST_CLUSTERS || x.columns() <= h || x.columns() > MOST_COLUMNS) {
            return;
        }
        int[] labels = new int[rows.length];
        for (int i = 0; i < labels.length; i++) {
            for (int j = 1; j < k; j++) {
                labels[i] = memberships.at(i, j) > memberships.at(i, labels[i]) ? j : labels[i];
            }
        }
        new Advice(x, labels, k, h, desk.random("advice")).texts().forEach(desk::warn);
    }

    /** The rows it looks at, evenly spread. */
    static int[] some(int n) {
        int looked = Math.min(n, ENOUGH);
        return IntStream.range(0, looked)
                .map(i -> (int) ((long) i * n / looked))
                .toArray();
    }

    /** What the user should know; empty where k seems right. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (!(total > 0)) {
            return texts;
        }
        for (int a = 0; a < k; a++) {
            for (int b = a + 1; b < k; b++) {
                double merged = (total - residuals[a] - residuals[b] + residual(rows(a, b))) / total;
                if (merged < MERGE_BELOW) {
                    texts.add(text(
                            "clusters " + a + " and " + b + " lie in nearly one plane: merged, the error outside of"
                                    + " the planes would be %.2f of what it is. Perhaps k is too large.",
                            merged));
                }
            }
        }
        for (int j = 0; j < k; j++) {
            double split = split(j);
            if (split < SPLIT_BELOW) {
                texts.add(text(
                        "cluster " + j + " looks like more than one: split, the error outside of the planes would be"
                                + " %.2f of what it is. Perhaps k is too small.",
                        split));
            }
        }
        return texts;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private double split(int cluster) {
        Table own = rows(cluster, cluster);
        if (own.rows() < 4 * (h + 1)) {
            return 1;
        }
        int[] parts = new KPlanes(2, h, 0.08, 5, 100).fit(own, random).labels();
        double left = 0;
        for (int part = 0; part < 2; part++) {
            int one = part;
            left += residual(own.select(IntStream.range(0, parts.length)
                    .filter(i -> parts[i] == one)
                    .toArray()));
        }
        return (total - residuals[cluster] + left) / total;
    }

    private Table rows(int a, int b) {
        return x.select(IntStream.range(0, labels.length)
                .filter(i -> labels[i] == a || labels[i] == b)
                .toArray());
    }

    /** What is outside of the first h principal directions. */
    private double residual(Table rows) {
        return rows.rows() <= h + 1
                ? 0
                : new KPlanes(1, h, 0, 1, 2).fit(rows, random).cost();
    }
}
