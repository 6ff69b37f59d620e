package org.coterie.api;

import java.util.Map;
import java.util.function.Function;

/** What a method is given to make a plan for. The number of clusters is a setting, not part of the problem. */
public interface Problem {

    /** What the columns are; rows of one axis, also where the data are pictures. */
    Features features();

    /** Number of training rows. */
    int rows();

    /**
     * Refuses fewer rows than clusters, which no method can serve; the first line of a plan that has a number of clusters.
     *
     * @throws CoterieException of kind DATA
     */
    default void enoughFor(int clusters) {
        if (rows() < clusters) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(rows() + " rows, k = " + clusters)
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** Side tables by name, aligned with the rows: weak labels, weights, clean targets. */
    Map<String, Space> sides();

    /** Where variables are declared. */
    Vars vars();

    /** Another method as a child. */
    <S extends Record> Child child(String name, Method<S> method, S settings);

    /** Another method as a child, by the id its section names in {@code method}. */
    Child child(String name, Settings member);

    /** A plan made in code as a child. */
    Child child(String name, Function<Problem, Plan> of);
}
