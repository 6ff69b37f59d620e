package org.coterie.runtime.cli;

/**
 * One thing {@code doctor} looked at.
 *
 * @param state how it is
 * @param name what was looked at, in one word
 * @param said what was found
 * @param cure what to do; empty where nothing is to be done
 */
record Check(State state, String name, String said, String cure) {

    /** How it is. */
    enum State {
        /** As it should be. */
        OK,
        /** Coterie works, but not as well as it could. */
        WARN,
        /** Coterie does not work. */
        FAIL
    }

    static Check ok(String name, String said) {
        return new Check(State.OK, name, said, "");
    }

    static Check warn(String name, String said, String cure) {
        return new Check(State.WARN, name, said, cure);
    }

    static Check fail(String name, String said, String cure) {
        return new Check(State.FAIL, name, said, cure);
    }

    /** A line, and a second one with the cure. */
    @Override
    public String toString() {
        String word = state.name().toLowerCase(java.util.Locale.ROOT);
        String line = String.format(java.util.Locale.ROOT, "%-4s  %-11s %s", word, name, said);
        return cure.isEmpty() ? line : line + "\n" + " ".repeat(18) + "try: " + cure;
    }
}
