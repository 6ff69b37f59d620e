package org.coterie.algorithms;

/**
 * How far two rows are from each other; all symmetric, at least 0, and computed in double.
 *
 * <p>A row without direction (all zero under {@link #COSINE}, constant under {@link #CORRELATION}) is at distance 1/2
 * from every row that has one, and at 0 from its like: its unit vector is taken to be zero.
 */
public enum Metric {
    /** √Σ(x−y)². */
    EUCLIDEAN,
    /** 1 − cos(x, y), in [0, 2]; computed as half the squared distance of the unit vectors. */
    COSINE,
    /** 1 − Pearson's correlation of x and y, in [0, 2]: the cosine distance of rows less their means. */
    CORRELATION,
    /** Σ|x−y| / (|x|+|y|), where 0/0 counts as 0; in [0, number of columns]. */
    CANBERRA;

    /**
     * The distance of two rows.
     *
     * @throws IllegalArgumentException if their lengths differ
     */
    public double between(float[] x, float[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " numbers and " + y.length);
        }
        return new Vectors(x, 1, x.length, this).distance(0, new Vectors(y, 1, y.length, this), 0);
    }

    /** From the squared distance of what {@link Vectors} makes of two rows. */
    double fromSquared(double squared) {
        return switch (this) {
            case EUCLIDEAN -> Math.sqrt(squared);
            case COSINE, CORRELATION -> squared / 2;
            case CANBERRA -> throw new IllegalStateException("not a function of a squared distance");
        };
    }
}
