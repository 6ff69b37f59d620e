package org.coterie.transforms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;

/** What every fitted transform checks and copies. */
final class Border {
    private Border() {}

    /** Refuses rows of another width. */
    static void width(Dataset rows, Features in) {
        if (rows.x().columns() != in.width()) {
            throw Fault.of("rows of another width than the transform was fitted on")
                    .got(rows.x().columns() + " columns")
                    .expected(in.width() + " columns")
                    .as(CoterieException.Kind.DATA);
        }
    }

    /** A copy, arrays and all, in the same order. */
    static Map<String, double[]> copy(Map<String, double[]> state) {
        Map<String, double[]> copy = new LinkedHashMap<>();
        state.forEach((name, numbers) -> copy.put(name, numbers.clone()));
        return Collections.unmodifiableMap(copy);
    }
}
