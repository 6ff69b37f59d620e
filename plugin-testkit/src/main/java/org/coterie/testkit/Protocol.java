package org.coterie.testkit;

import java.util.List;

/** 9xx: the contract between method and runtime, as {@link AssertingMethod} watches it during one fit. */
final class Protocol {

    private Protocol() {}

    static List<Check> checks() {
        return List.of(
                kept(901, "settings are read in settings(), not later", Rule.SETTINGS_READ_LATE),
                kept(902, "variables are declared in plan(), not later", Rule.DECLARED_LATE),
                kept(903, "no trace is used after its closure", Rule.TRACE_KEPT),
                kept(904, "no desk is used after its stage", Rule.DESK_KEPT),
                kept(905, "progress goes from 0 to 1 and never back", Rule.PROGRESS_FALLS),
                kept(906, "no random stream is asked for twice in a stage", Rule.STREAM_TWICE),
                kept(907, "no host stage writes NaN", Rule.NOT_A_NUMBER),
                kept(908, "readouts give rows of the space they declare", Rule.OTHER_SPACE));
    }

    private static Check kept(int number, String name, Rule rule) {
        return Check.required(number, name, trial -> {
            List<String> broken = trial.watched().broken(rule);
            Claim.that(broken.isEmpty(), String.join("\n", broken));
        });
    }
}
