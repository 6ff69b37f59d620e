package org.coterie.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every promise of a method as a test. The author of a plugin writes
 *
 * <pre>{@code
 * class SoftKMeansChecks extends MethodChecks {
 *     @Override
 *     protected Subject subject() {
 *         return Subject.of(new SoftKMeans()).with("k = 3", "steps = 50");
 *     }
 * }
 * }</pre>
 *
 * <p>and sees each check by its number and name. A check that asks for an ability the method does not have is skipped, with
 * the ability; one whose failure was announced by {@link Subject#except} is skipped with the reason, and fails when it passes.
 */
public abstract class MethodChecks {

    /** For those who inherit. */
    protected MethodChecks() {}

    /** What is judged. Its settings should make a fit last a second or less: some hundred fits are made. */
    protected abstract Subject subject();

    /** The checks, one test each. */
    @TestFactory
    public final Stream<DynamicTest> checks() {
        return of(subject());
    }

    /** The checks of a subject, one test each. */
    static Stream<DynamicTest> of(Subject subject) {
        Trial trial = new Trial(subject);
        return Kit.checks().stream()
                .map(check -> DynamicTest.dynamicTest(check.title(), () -> {
                    Outcome outcome = Kit.outcome(check, trial);
                    if (outcome.verdict().bad()) {
                        fail(outcome.why());
                    }
                    assumeTrue(outcome.verdict() == Outcome.Verdict.PASSED, outcome.why());
                }))
                .onClose(trial::close);
    }
}
