package org.coterie.runtime.graph;

import java.util.Locale;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;

/** TensorFlow for Java numbers the operations of a graph in the default locale's digits, and takes no others than 0 to 9. */
final class Digits {

    private Digits() {}

    /** Says what to do where they are others, as in some Arabic and Persian locales. */
    static void check() {
        // the locale is meant: this is how TensorFlow asks
        String one = String.format(Locale.getDefault(Locale.Category.FORMAT), "%d", 1);
        if (!one.equals("1")) {
            throw Fault.of("numbers are written in digits that TensorFlow cannot take")
                    .at("default locale")
                    .got(Locale.getDefault(Locale.Category.FORMAT).toLanguageTag() + ", in which 1 is " + one)
                    .expected("digits from 0 to 9")
                    .advise("call Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT) before, or start Java with"
                            + " -Duser.language.format=en")
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
