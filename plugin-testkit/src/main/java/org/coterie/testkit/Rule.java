package org.coterie.testkit;

/** A rule of the contract between a method and the runtime; {@link AssertingMethod} says which were broken. */
public enum Rule {
    /** Settings are read while {@code settings} runs, and not kept for later. */
    SETTINGS_READ_LATE,
    /** Variables are declared while {@code plan} runs, and not by closures. */
    DECLARED_LATE,
    /** A trace is used while its closure runs. */
    TRACE_KEPT,
    /** A desk is used while its host stage runs. */
    DESK_KEPT,
    /** Progress is told from 0 to 1 and never falls. */
    PROGRESS_FALLS,
    /** A host stage asks for a random stream once: a second one of the same purpose has the same numbers. */
    STREAM_TWICE,
    /** A host stage writes no NaN. */
    NOT_A_NUMBER,
    /** A readout gives rows of the space it declares. */
    OTHER_SPACE
}
