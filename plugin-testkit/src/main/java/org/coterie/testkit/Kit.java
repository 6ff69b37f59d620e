package org.coterie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All checks, and how one is tried. */
final class Kit {
    private static final List<Check> CHECKS = all();

    private Kit() {}

    /** The checks, by number. */
    static List<Check> checks() {
        return CHECKS;
    }

    /** Tries all. */
    static List<Outcome> judge(Subject subject) {
        try (Trial trial = new Trial(subject)) {
            return CHECKS.stream().map(check -> outcome(check, trial)).toList();
        }
    }

    static Outcome outcome(Check check, Trial trial) {
        Optional<String> reason = trial.subject().exception(check.number());
        try {
            check.body().on(trial);
        } catch (Trial.Without without) {
            return new Outcome(check, Outcome.Verdict.SKIPPED, "needs " + without.getMessage());
        } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
            return reason.isPresent()
                    ? new Outcome(check, Outcome.Verdict.EXPECTED, "expected to fail: " + reason.get())
                    : new Outcome(check, Outcome.Verdict.FAILED, check.title() + "\n" + said(e));
        }
        return reason.isPresent()
                ? new Outcome(
                        check,
                        Outcome.Verdict.MENDED,
                        check.title() + "\nwas expected to fail, and passes: take the exception away")
                : new Outcome(check, Outcome.Verdict.PASSED, "");
    }

    private static String said(Throwable e) {
        return e instanceof AssertionError ? String.valueOf(e.getMessage()) : e.toString();
    }

    private static List<Check> all() {
        List<Check> all = new ArrayList<>();
        all.addAll(Identity.checks());
        all.addAll(SettingsRead.checks());
        all.addAll(SettingsKept.checks());
        all.addAll(RowsGiven.checks());
        all.addAll(RowsOdd.checks());
        all.addAll(Answers.checks());
        all.addAll(Readings.checks());
        all.addAll(SameBits.checks());
        all.addAll(Circumstances.checks());
        all.addAll(Life.checks());
        all.addAll(Ends.checks());
        all.addAll(Kept.checks());
        all.addAll(Manners.checks());
        all.addAll(Guest.checks());
        all.addAll(Protocol.checks());
        return List.copyOf(all);
    }
}
