package org.coterie.algorithms;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;

/**
 * Several maps of the same rows, and of three or more the one whose clusters the others have too: k-means (ten restarts) finds
 * k of them on each, and the map with the highest mean adjusted Rand index to the others is taken. Now and then a descent
 * puts two clusters together; a map in which that happened is seldom the typical one. No labels are used. Same rows and
 * seed, same bits on one machine.
 *
 * @param first the first map; the others differ from it by their seeds
 * @param maps how many are made, at least 1
 */
public record TypicalUmap(Umap first, int maps) {
    /** Between the seeds of two maps. */
    private static final long APART = 1_000_003;

    /** Checks the range. */
    public TypicalUmap {
        if (maps < 1) {
            throw new IllegalArgumentException("maps = " + maps + ", expected at least 1");
        }
    }

    /**
     * The map of rows.
     *
     * @param x n×m, finite; at least 3 rows
     * @param k clusters that are looked for, at least 1
     * @return n×dimensions
     */
    public Table fit(Table x, int k) {
        Neighbours near = Neighbours.of(x, Math.min(first.neighbours(), x.rows()) - 1, first.metric());
        return mostTypical(
                IntStream.range(0, maps)
                        .mapToObj(i -> first.withSeed(first.seed() + i * APART)
                                .fit(x, near)
                                .map())
                        .toList(),
                Math.min(k, x.rows()));
    }

    private static Table mostTypical(List<Table> found, int k) {
        if (found.size() < 3) {
            return found.get(0);
        }
        List<int[]> labels = found.stream()
                .map(map -> KMeans.of(k).fit(map, new SplittableRandom(0)).labels())
                .toList();
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < labels.size(); i++) {
            double sum = 0;
            for (int j = 0; j < labels.size(); j++) {
                sum += i == j
                        ? 0
                        : Agreement.between(labels.get(i), labels.get(j)).ari();
            }
            if (sum > most) {
                most = sum;
                best = i;
            }
        }
        return found.get(best);
    }
}
