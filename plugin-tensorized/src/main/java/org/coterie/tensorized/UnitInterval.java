package org.coterie.tensorized;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;

/** Networks that take the numbers of a row for probabilities. */
interface UnitInterval extends Tensorizable.Copies {

    /** Whether these do. */
    boolean probabilities();

    /** Refuses rows that leave [0, 1]. */
    static void check(Table x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                if (!(x.at(i, j) >= 0 && x.at(i, j) <= 1)) {
                    throw Fault.of("values are taken for probabilities")
                            .at("row " + (i + 1) + ", column " + (j + 1))
                            .got(x.at(i, j))
                            .expected("0 to 1")
                            .advise("transforms = [ min-max ]")
                            .as(CoterieException.Kind.DATA);
                }
            }
        }
    }
}
