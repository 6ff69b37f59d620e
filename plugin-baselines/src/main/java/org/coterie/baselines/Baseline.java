package org.coterie.baselines;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Method;
import org.coterie.api.Problem;

/** A method with its name and its sentence, and the checks all baselines share. */
abstract class Baseline<S extends Record> implements Method<S> {
    /** The most clusters that can be asked for. */
    static final int MOST = 10_000;

    private final String id;
    private final String about;

    Baseline(String id, String about) {
        this.id = id;
        this.about = about;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String about() {
        return about;
    }

    /** Refuses fewer rows than clusters before anything is done. */
    static void enough(Problem problem, int k) {
        if (problem.rows() < k) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(problem.rows() + " rows, k = " + k)
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** Refuses a setting that came from code; those of files were checked when they were read. */
    static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of a baseline is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Refuses a whole number outside of its range. */
    static void check(String key, int value, int min, int max) {
        check(key, value >= min && value <= max, value, min + " to " + max);
    }

    /** Refuses a number outside of its range. */
    static void check(String key, double value, double min, double max) {
        check(key, value >= min && value <= max, value, min + " to " + max);
    }
}
