package org.coterie.testkit;

/**
 * A promise, and how it is tried.
 *
 * @param number its number; the hundreds are its group
 * @param name what is promised, as a sentence
 * @param level how binding it is
 * @param body the trial; throws an {@link AssertionError} that says what was seen
 */
record Check(int number, String name, Level level, Body body) {

    /** How binding a promise is. */
    enum Level {
        /** A method that breaks it is wrong. */
        REQUIRED,
        /** Expected where nothing speaks against it. */
        OPTIONAL,
        /** About numbers that depend on luck; the seed is fixed, so it passes always or never. */
        STOCHASTIC
    }

    /** A trial. */
    @FunctionalInterface
    interface Body {

        /** Tries the promise. */
        void on(Trial trial) throws Exception;
    }

    static Check required(int number, String name, Body body) {
        return new Check(number, name, Level.REQUIRED, body);
    }

    static Check optional(int number, String name, Body body) {
        return new Check(number, name, Level.OPTIONAL, body);
    }

    static Check stochastic(int number, String name, Body body) {
        return new Check(number, name, Level.STOCHASTIC, body);
    }

    /** {@code 504 required: a row alone is answered as among others}. */
    String title() {
        return number + " " + level.name().toLowerCase(java.util.Locale.ROOT) + ": " + name;
    }
}
