package org.coterie.ensemble;

import java.util.function.Function;
import org.coterie.api.Child;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/** A member of an ensemble: how it becomes a child of the ensemble's plan. */
@FunctionalInterface
public interface Member {

    /** The child of this name for a problem. */
    Child in(Problem problem, String name);

    /** A method with its settings. */
    static <S extends Record> Member of(Method<S> method, S settings) {
        return (problem, name) -> problem.child(name, method, settings);
    }

    /** A plan made in code, for instance {@code problem -> architecture.plan(problem, training)}. */
    static Member of(Function<Problem, Plan> plan) {
        return (problem, name) -> problem.child(name, plan);
    }

    /** A section of a configuration that names an installed method. */
    static Member of(Settings section) {
        return (problem, name) -> problem.child(name, section);
    }
}
