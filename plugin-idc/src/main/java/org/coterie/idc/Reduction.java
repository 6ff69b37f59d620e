package org.coterie.idc;

/** What becomes of the features of a row in a loss. */
public enum Reduction {
    /** Their mean, as in the authors' code: weights mean the same for 13 features and for 13,000. */
    MEAN,
    /** Their sum, as the paper prints it. */
    SUM
}
