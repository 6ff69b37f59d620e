package org.coterie.algorithms;

/**
 * How well clusters agree with known classes. None of the three depends on how classes or clusters are numbered. Rows
 * whose class is unknown (negative) are left out. Every other number is a class or cluster of its own, so noise, which
 * is cluster -1, counts as one more cluster and may be matched with a class as any other.
 *
 * <p>Where nothing can be wrong, because no row is counted or both labellings put all rows together, all three are 1,
 * as in scikit-learn; look at {@link #rows} before reporting them. {@link Agreement} has these
 * and many more.
 *
 * @param acc accuracy under the best one-to-one matching of clusters with classes, in [0, 1]; a cluster or class left
 *     without partner counts as wrong
 * @param nmi mutual information over the arithmetic mean of both entropies, 2I/(H+H'), in [0, 1]
 * @param ari Rand index adjusted for chance (Hubert and Arabie 1985), in [-0.5, 1]; 0 is the mean of random labellings
 * @param rows how many rows were counted
 */
public record Scores(double acc, double nmi, double ari, int rows) {

    /**
     * Scores a clustering.
     *
     * @param truth the class of each row; negative where unknown
     * @param clusters the cluster of each row
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Scores of(int[] truth, int[] clusters) {
        Agreement found = Agreement.of(truth, clusters);
        return new Scores(found.accuracy(), found.nmi(Agreement.Mean.ARITHMETIC), found.ari(), found.rows());
    }
}
