package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Average linkage on 1 − co-association (Fred and Jain 2005), of at most so many anchors; other rows go to the cluster whose
 * anchors they are with most often, which is the rule by which average linkage would have added them.
 *
 * <p>Average linkage gives single rows on which members disagree a cluster of their own. So it is cut where k clusters have at
 * least {@code least} rows; smaller ones are dissolved, each of their rows likewise.
 */
final class CoAssociation {
    private final Profiles profiles;
    private final int k;
    private final int[] anchors;

    CoAssociation(Profiles profiles, int k, int most, RandomGenerator random) {
        this.profiles = profiles;
        this.k = k;
        this.anchors = drawn(profiles.rows(), most, random);
    }

    /** All rows, or so many of them; not evenly spread, since files may go through their classes in turn. */
    private static int[] drawn(int n, int most, RandomGenerator random) {
        int[] rows = IntStream.range(0, n).toArray();
        if (n <= most) {
            return rows;
        }
        for (int i = 0; i < most; i++) {
            int j = random.nextInt(i, n);
            int swapped = rows[i];
            rows[i] = rows[j];
            rows[j] = swapped;
        }
        int[] some = Arrays.copyOf(rows, most);
        Arrays.sort(some);
        return some;
    }

    /** The cluster of every row, 0 to k−1, clusters numbered in the order of their first rows. */
    int[] labels() {
        int n = anchors.length;
        float[] distances = new float[Math.toIntExact((long) n * (n - 1) / 2)];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                distances[at++] = Math.max(0, 1 - profiles.together(anchors[i], anchors[j]));
            }
        }
        int[] kept = kept(Linkage.of(n, distances, Linkage.Link.AVERAGE));
        return numbered(spread(kept));
    }

    /** The clusters of anchors at the coarsest cut that has k large ones; −1 where the cluster is small. */
    private int[] kept(Linkage tree) {
        int n = anchors.length;
        int least = Math.max(1, (int) Math.ceil(Consensus.LEAST * n / k));
        for (int clusters = k; clusters <= Math.min(n, 20 * k); clusters++) {
            int[] labels = tree.cut(clusters);
            int[] sizes = sizes(labels, clusters);
            long large = Arrays.stream(sizes).filter(s -> s >= least).count();
            if (large >= k) {
                int[] order = bySize(sizes);
                boolean[] chosen = new boolean[clusters];
                Arrays.stream(order).limit(k).forEach(c -> chosen[c] = true);
                return Arrays.stream(labels).map(c -> chosen[c] ? c : -1).toArray();
            }
        }
        return tree.cut(k); // there are no k large ones: the cut as it is
    }

    private static int[] sizes(int[] labels, int clusters) {
        int[] sizes = new int[clusters];
        Arrays.stream(labels).forEach(c -> sizes[c]++);
        return sizes;
    }

    private static int[] bySize(int[] sizes) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(sizes[b], sizes[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Anchors of kept clusters stay there; all other rows join the one they are with most often, the first of equals. */
    private int[] spread(int[] kept) {
        int clusters = Arrays.stream(kept).max().orElse(0) + 1;
        double[][] means = new double[clusters][profiles.width()];
        int[] sizes = new int[clusters];
        int[] labels = new int[profiles.rows()];
        Arrays.fill(labels, -1);
        for (int a = 0; a < kept.length; a++) {
            if (kept[a] >= 0) {
                labels[anchors[a]] = kept[a];
                profiles.add(anchors[a], means[kept[a]]);
                sizes[kept[a]]++;
            }
        }
        for (int c = 0; c < clusters; c++) {
            for (int p = 0; p < means[c].length && sizes[c] > 0; p++) {
                means[c][p] /= sizes[c];
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                labels[i] = nearest(i, means, sizes);
            }
        }
        return labels;
    }

    private int nearest(int row, double[][] means, int[] sizes) {
        int best = -1;
        double most = -1;
        for (int c = 0; c < means.length; c++) {
            double together = sizes[c] > 0 ? profiles.together(row, means[c]) : -1;
            if (together > most) {
                best = c;
                most = together;
            }
        }
        return best;
    }

    private static int[] numbered(int[] labels) {
        int[] number = new int[Arrays.stream(labels).max().orElse(0) + 1];
        Arrays.fill(number, -1);
        int next = 0;
        int[] fresh = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (number[labels[i]] < 0) {
                number[labels[i]] = next++;
            }
            fresh[i] = number[labels[i]];
        }
        return fresh;
    }
}
