package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.coterie.testkit.Small.Flaw;
import org.coterie.testkit.Small.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssertingMethodTest {
    private static final Options THREE = new Options(3, 100, 1, 0, Optional.empty());
    private final Remains before = new Remains();

    @AfterEach
    void tidy() throws IOException {
        before.restore();
    }

    @Test
    void aMethodUnderWatchGivesTheBitsItGivesAlone() {
        AssertingMethod<Options> watched = AssertingMethod.of(new Small(Flaw.NONE));
        try (Fitted alone = Coterie.on(Trial.clouds()).seed(1).fit(new Small(Flaw.NONE), THREE);
                Fitted seen = Coterie.on(Trial.clouds()).seed(1).fit(watched, THREE)) {
            Claim.same(
                    Trial.bits(seen, Trial.clouds().x()),
                    Trial.bits(alone, Trial.clouds().x()),
                    "under watch");
        }
        watched.verify();
        assertThat(watched.id()).isEqualTo("small");
    }

    @Test
    void whatBreaksARuleIsToldWithItsPlace() {
        AssertingMethod<Options> watched = AssertingMethod.of(new Small(Flaw.STREAM_TWICE));
        Coterie.on(Trial.clouds()).fit(watched, THREE).close();
        assertThat(watched.broken(Rule.STREAM_TWICE)).containsExactly("stage find asks twice for the stream k-means");
        assertThat(watched.broken(Rule.DESK_KEPT)).isEmpty();
        assertThatThrownBy(watched::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessage("STREAM_TWICE: stage find asks twice for the stream k-means");
    }
}
