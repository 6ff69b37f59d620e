package org.coterie.runtime.plugins;

import org.coterie.api.Fault;

/** Says what strangers' code threw. */
final class Faults {
    private static final int LONGEST = 300;
    private static final int DEEPEST = 4;

    private Faults() {}

    /** A problem with what was thrown and its causes, each once. */
    static Fault of(String what, String where, Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            text.append(i == 0 ? "" : "; ").append(said(cause));
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return Fault.of(what)
                .at(where)
                .got(oneLine(text.toString()))
                .advise("remove it, or install a version made for this one");
    }

    /** Class and message; the message may itself fail, for it is a stranger's. */
    private static String said(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        } catch (RuntimeException e) {
            return thrown.getClass().getSimpleName();
        }
    }

    static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
