package org.coterie.algorithms;

/** How rows count that a clustering leaves without cluster, that is whose cluster is negative, -1 as a rule. */
public enum Noise {
    /**
     * Noise is one more cluster, as in scikit-learn: it may be matched with a class, and its rows count as together. A
     * method that calls a whole class noise loses nothing by it. Any other negative number is a cluster of its own.
     */
    A_CLUSTER,
    /** Every noise row is a cluster of its own: what belongs together and was called noise counts as torn apart. */
    ALONE,
    /** Noise rows are not counted at all; report beside such a number how many rows were. */
    LEFT_OUT
}
