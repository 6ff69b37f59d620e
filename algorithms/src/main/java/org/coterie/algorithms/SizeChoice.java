package org.coterie.algorithms;

/**
 * Chooses a size, such as a number of clusters, from held-out errors by a rule that is fixed before they are seen. Where the
 * least error lies before the largest size tried, the smallest size within one standard error of it (Breiman, Friedman, Olshen
 * and Stone 1984). Where errors fall to the end, the knee: the size after which they fall most slowly beside how they fell before
 * it, where what is less than a standard error counts as one. The point furthest below the line from the first to the last, which
 * is called a knee as well (Satopää, Albrecht, Irwin and Raghavan 2011), lies too early where clusters are of unequal size: the large
 * ones bring most of the fall.
 *
 * @param size the size chosen
 * @param rule which part of the rule spoke
 * @param least the size of the least error
 */
public record SizeChoice(int size, Rule rule, int least) {

    /** Which part of the rule spoke. */
    public enum Rule {
        /** The smallest size within one standard error of the least error. */
        ONE_STANDARD_ERROR,
        /** The size at which the fall slows down most. */
        KNEE
    }

    /**
     * Chooses.
     *
     * @param sizes the sizes tried, ascending
     * @param errors the held-out error of each
     * @param standardErrors of these errors
     * @throws IllegalArgumentException if there are no sizes, they do not ascend, or lengths differ
     */
    public static SizeChoice of(int[] sizes, double[] errors, double[] standardErrors) {
        int n = sizes.length;
        if (n == 0 || errors.length != n || standardErrors.length != n) {
            throw new IllegalArgumentException(
                    n + " sizes, " + errors.length + " errors, " + standardErrors.length + " standard errors");
        }
        int least = 0;
        for (int i = 1; i < n; i++) {
            if (sizes[i] <= sizes[i - 1]) {
                throw new IllegalArgumentException("sizes do not ascend: " + sizes[i - 1] + ", " + sizes[i]);
            }
            least = errors[i] < errors[least] ? i : least;
        }
        if (least < n - 1 || n < 3) {
            double limit = errors[least] + standardErrors[least];
            int first = 0;
            while (first < least && !(errors[first] <= limit)) {
                first++;
            }
            return new SizeChoice(sizes[first], Rule.ONE_STANDARD_ERROR, sizes[least]);
        }
        return new SizeChoice(sizes[knee(sizes, errors, standardErrors)], Rule.KNEE, sizes[least]);
    }

    /** Index of the point with the largest quotient of the falls before and after it, the first on ties; 0 where errors stay. */
    private static int knee(int[] sizes, double[] errors, double[] standardErrors) {
        int best = 0;
        double most = 0;
        for (int i = 1; i < sizes.length - 1; i++) {
            double least = standardErrors[i];
            double before = errors[i - 1] - errors[i];
            double after = Math.max(errors[i] - errors[i + 1], least);
            double slowing = before / (sizes[i] - sizes[i - 1]) / (after / (sizes[i + 1] - sizes[i]));
            if (before > least && slowing > most) {
                most = slowing;
                best = i;
            }
        }
        return best;
    }
}
