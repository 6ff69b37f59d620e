package org.coterie.api;

/**
 * One thing that is wrong, said so that the reader can mend it.
 *
 * @param what the problem in one clause, for example {@code text in a number column}
 * @param where file, line, column, setting or part; empty when the whole is meant
 * @param got what was found; empty when there is nothing to quote
 * @param expected what would have been right; empty when obvious
 * @param advice what to do; empty when obvious
 */
public record Fault(String what, String where, String got, String expected, String advice) {

    /** A fault of which only the clause is known so far. */
    public static Fault of(String what) {
        return new Fault(what, "", "", "", "");
    }

    /** The same fault with its place. */
    public Fault at(String place) {
        return new Fault(what, place, got, expected, advice);
    }

    /** The same fault with what was found. */
    public Fault got(Object found) {
        return new Fault(what, where, String.valueOf(found), expected, advice);
    }

    /** The same fault with what would have been right. */
    public Fault expected(String right) {
        return new Fault(what, where, got, right, advice);
    }

    /** The same fault with a cure. */
    public Fault advise(String cure) {
        return new Fault(what, where, got, expected, cure);
    }

    /** This fault as an exception. */
    public CoterieException as(CoterieException.Kind kind) {
        return CoterieException.of(kind, this);
    }

    /** This fault as an exception with its cause. */
    public CoterieException as(CoterieException.Kind kind, Throwable cause) {
        return new CoterieException(kind, java.util.List.of(this), cause);
    }

    /** Up to four short lines: the clause with its place, then what was got, expected and advised. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(where.isEmpty() ? what : where + ": " + what);
        if (!got.isEmpty()) {
            text.append("\n  got:      ").append(got);
        }
        if (!expected.isEmpty()) {
            text.append("\n  expected: ").append(expected);
        }
        if (!advice.isEmpty()) {
            text.append("\n  try:      ").append(advice);
        }
        return text.toString();
    }
}
