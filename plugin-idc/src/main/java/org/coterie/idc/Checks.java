package org.coterie.idc;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** One wording for settings out of range. */
final class Checks {

    private Checks() {}

    static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a setting of idc is out of range")
                    .at(key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
