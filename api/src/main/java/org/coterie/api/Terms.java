package org.coterie.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The named, weighted terms of what is descended. Every term is logged under its name and blamed by name when it becomes
 * NaN. A value is a scalar or has the shape of a stack; members are summed, so that they train independently.
 */
public final class Terms {

    /**
     * One term.
     *
     * @param name its name in the log, unique among the terms
     * @param weight its factor
     * @param value its value before weighting, {@code [stack…]}
     */
    public record Term(String name, Operand<TFloat32> weight, Operand<TFloat32> value) {}

    private final List<Term> terms = new ArrayList<>();
    private final Trace trace;

    private Terms(Trace trace) {
        this.trace = trace;
    }

    /** No terms yet. */
    public static Terms of(Trace trace) {
        return new Terms(trace);
    }

    /** Adds a term of weight 1. */
    public Terms add(String name, Operand<TFloat32> value) {
        return add(name, 1, value);
    }

    /** Adds a term of constant weight. */
    public Terms add(String name, double weight, Operand<TFloat32> value) {
        return add(name, trace.m().real(weight), value);
    }

    /** Adds a term whose weight changes with time, see {@link Trace#now}. */
    public Terms add(String name, Operand<TFloat32> weight, Operand<TFloat32> value) {
        if (terms.stream().anyMatch(term -> term.name().equals(name))) {
            throw Fault.of("two loss terms have the same name")
                    .got(name)
                    .expected("a name of its own for every term")
                    .as(CoterieException.Kind.PLUGIN);
        }
        terms.add(new Term(name, weight, value));
        return this;
    }

    /** The terms in order. */
    public List<Term> list() {
        return Collections.unmodifiableList(terms);
    }
}
