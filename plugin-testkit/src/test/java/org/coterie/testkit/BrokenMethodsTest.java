package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.testkit.Small.Flaw;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kit is tried with methods that are broken on purpose: each fails the check its flaw is for, and no other. A build tries
 * the checks of the same hundred; {@code -Dcoterie.broken=all} tries all of them.
 */
class BrokenMethodsTest {
    private Remains before = new Remains();

    @BeforeEach
    void remember() {
        before = new Remains();
    }

    @AfterEach
    void tidy() throws IOException {
        before.restore();
    }

    @Test
    void aSoundMethodPassesEveryCheck() {
        assertThat(failures(Kit.judge(Small.subject(Flaw.NONE)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFlawIsFoundByItsCheckAlone(Flaw flaw) {
        boolean all = "all".equals(System.getProperty("coterie.broken"));
        try (Trial trial = new Trial(Small.subject(flaw))) {
            List<Outcome> outcomes = Kit.checks().stream()
                    .filter(check -> all || check.number() / 100 == flaw.check / 100)
                    .map(check -> Kit.outcome(check, trial))
                    .toList();
            assertThat(failures(outcomes)).hasSize(1).allMatch(why -> why.startsWith(flaw.check + " "));
        }
    }

    @Test
    void anAnnouncedFailureIsNoneAndAnAnnouncedFailureThatPassesIs() {
        Subject known = Small.subject(Flaw.PRINTS).except(801, "it is loud by nature");
        try (Trial trial = new Trial(known)) {
            assertThat(Kit.outcome(check(801), trial).verdict()).isEqualTo(Outcome.Verdict.EXPECTED);
        }
        Subject mended = Small.subject(Flaw.NONE).except(801, "it was loud once");
        try (Trial trial = new Trial(mended)) {
            assertThat(Kit.outcome(check(801), trial).verdict()).isEqualTo(Outcome.Verdict.MENDED);
        }
    }

    @Test
    void anExceptionNeedsAReasonAndACheck() {
        Subject subject = Small.subject(Flaw.NONE);
        assertThatThrownBy(() -> subject.except(801, " ")).isInstanceOf(CoterieException.class);
        assertThatThrownBy(() -> subject.except(999, "because")).isInstanceOf(CoterieException.class);
    }

    @Test
    void aMethodItsModuleDoesNotProvideIsFound() {
        ModuleDescriptor forgetful = ModuleDescriptor.newModule("forgetful").build();
        assertThatThrownBy(() -> Identity.provided(forgetful, "forgetful.Small"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("provides org.coterie.api.Method with forgetful.Small");
    }

    @Test
    void numbersOfChecksAreInOrderAndOnlyOnce() {
        assertThat(Kit.checks().stream().map(Check::number))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private static Check check(int number) {
        return Kit.checks().stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> failures(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(o -> o.verdict().bad())
                .map(Outcome::why)
                .toList();
    }
}
