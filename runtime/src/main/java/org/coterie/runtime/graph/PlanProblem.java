package org.coterie.runtime.graph;

import java.util.Map;
import java.util.function.Function;
import org.coterie.api.Child;
import org.coterie.api.Features;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;
import org.coterie.api.Space;
import org.coterie.api.Vars;

/**
 * What a method is given.
 *
 * @param features the columns
 * @param rows number of training rows
 * @param sides side tables
 * @param vars where its variables go
 * @param members how a child named in a configuration becomes a plan
 */
public record PlanProblem(Features features, int rows, Map<String, Space> sides, Vars vars, Members members)
        implements Problem {

    /** Makes the plan of a member section, {@code { method = …, preset = …, … }}. */
    @FunctionalInterface
    public interface Members {
        /** The plan of the member for a problem. */
        Plan plan(Settings member, Problem problem);
    }

    @Override
    public <S extends Record> Child child(String name, Method<S> method, S settings) {
        return child(name, problem -> method.plan(problem, settings));
    }

    @Override
    public Child child(String name, Settings member) {
        return child(name, problem -> members.plan(member, problem));
    }

    @Override
    public Child child(String name, Function<Problem, Plan> of) {
        return new Inlined(name, of.apply(new PlanProblem(features, rows, sides, vars.at(name), members)));
    }
}
