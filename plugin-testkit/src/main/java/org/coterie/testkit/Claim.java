package org.coterie.testkit;

import java.util.Set;
import java.util.TreeSet;
import org.coterie.api.CoterieException;

/** Short words for what checks claim. */
final class Claim {

    private Claim() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void equal(Object got, Object expected, String what) {
        that(got.equals(expected), what + ": got " + got + ", expected " + expected);
    }

    /** The same bits. */
    static void same(float[] got, float[] expected, String what) {
        that(got.length == expected.length, what + ": " + got.length + " numbers, expected " + expected.length);
        for (int i = 0; i < got.length; i++) {
            if (Float.floatToRawIntBits(got[i]) != Float.floatToRawIntBits(expected[i])) {
                throw new AssertionError(
                        what + ": number " + i + " is " + got[i] + ", expected " + expected[i] + " to the bit");
            }
        }
    }

    /** Something that may throw. */
    @FunctionalInterface
    interface Act {

        /** Does it. */
        void go() throws Exception;
    }

    /** It ends with the project's exception, of one of these kinds, in words. */
    static CoterieException refused(Act act, CoterieException.Kind... kinds) {
        Set<CoterieException.Kind> allowed = new TreeSet<>(Set.of(kinds));
        try {
            act.go();
        } catch (CoterieException e) {
            that(allowed.contains(e.kind()), "refused as " + e.kind() + ", expected one of " + allowed + ": " + e);
            that(!e.faults().isEmpty() && !e.faults().get(0).what().isBlank(), "refused without a word");
            return e;
        } catch (Exception | LinkageError | AssertionError e) {
            throw new AssertionError("a foreign exception: " + e, e);
        }
        throw new AssertionError("accepted, expected a refusal of kind " + allowed);
    }

    /** It goes well, or ends with the project's exception. */
    static void clear(Act act, String what) {
        try {
            act.go();
        } catch (CoterieException e) {
            that(!e.faults().isEmpty() && !e.faults().get(0).what().isBlank(), what + ": refused without a word");
        } catch (Exception | LinkageError e) {
            throw new AssertionError(what + ": a foreign exception: " + e, e);
        }
    }
}
