package org.coterie.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.coterie.api.Method;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Settings;

/**
 * A method that does what another does and watches whether it keeps the {@link Rule rules}: what it is handed is not kept, is
 * called in its time, and what it hands back is what it announced.
 *
 * <pre>{@code
 * AssertingMethod<SoftKMeansSettings> watched = AssertingMethod.of(new SoftKMeans());
 * Coterie.on(rows).fit(watched, settings).close();
 * watched.verify();
 * }</pre>
 *
 * <p>Children of a plan are not watched; watch them by themselves. The bits are those of the method alone.
 *
 * @param <S> its settings
 */
public final class AssertingMethod<S extends Record> implements Method<S> {
    private final Method<S> method;
    private final Watch watch = new Watch();

    private AssertingMethod(Method<S> method) {
        this.method = method;
    }

    /** Watches a method. */
    public static <S extends Record> AssertingMethod<S> of(Method<S> method) {
        return new AssertingMethod<>(method);
    }

    /** What was seen that breaks a rule; empty where nothing did. */
    public List<String> broken(Rule rule) {
        return watch.of(rule);
    }

    /**
     * Says what was seen so far.
     *
     * @throws AssertionError with every rule that was broken, and where
     */
    public void verify() {
        String text = Arrays.stream(Rule.values())
                .filter(rule -> !broken(rule).isEmpty())
                .map(rule -> rule + ": " + String.join("; ", broken(rule)))
                .collect(Collectors.joining("\n"));
        Claim.that(text.isEmpty(), text);
    }

    @Override
    public String id() {
        return method.id();
    }

    @Override
    public String about() {
        return method.about();
    }

    @Override
    public NewRows newRows() {
        return method.newRows();
    }

    @Override
    public S settings(Settings in) {
        WatchedSettings watched = new WatchedSettings(in, watch);
        try {
            return method.settings(watched);
        } finally {
            watched.end();
        }
    }

    @Override
    public Plan plan(Problem problem, S settings) {
        WatchedProblem watched = new WatchedProblem(problem, watch);
        try {
            return new WatchedPlan(watch).of(method.plan(watched, settings), problem.vars());
        } finally {
            watched.end();
        }
    }
}
