package org.coterie.datasets.files;

import org.coterie.api.Fault;

/** What to do about missing values in the columns used; the setting {@code missing} of every format. */
public enum Missing {
    REJECT,
    DROP,
    KEEP;

    /** What is said about them under {@link #REJECT}. */
    public static Fault rejected(Places missing) {
        return missing.fault("missing values")
                .advise("data.missing = drop leaves these rows out; data.missing = keep with the transform impute"
                        + " fills them");
    }

    /** What is said where {@link #DROP} leaves nothing. */
    public static Fault noRowLeft(Places missing) {
        return missing.fault("every row has a missing value, so none is left");
    }

    /** What is said about values no float holds. */
    public static Fault infinite(Places infinite) {
        return infinite.fault("a value is infinite or too large").expected("numbers within ±3.4e38");
    }
}
