package org.coterie.testkit;

/**
 * How a check ended.
 *
 * @param check which
 * @param verdict how
 * @param why what was seen, or which ability is not there; empty where it passed
 */
record Outcome(Check check, Verdict verdict, String why) {

    /** How. */
    enum Verdict {
        /** As promised. */
        PASSED,
        /** Not as promised. */
        FAILED,
        /** The method does not have what the check is about. */
        SKIPPED,
        /** Not as promised, which was announced with a reason. */
        EXPECTED,
        /** As promised, against what was announced. */
        MENDED;

        /** Whether a build should stop. */
        boolean bad() {
            return this == FAILED || this == MENDED;
        }

        /** One letter, for tables. */
        String mark() {
            return switch (this) {
                case PASSED -> "✓";
                case FAILED -> "✗";
                case SKIPPED -> "–";
                case EXPECTED -> "e";
                case MENDED -> "m";
            };
        }
    }
}
