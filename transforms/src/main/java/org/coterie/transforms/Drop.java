package org.coterie.transforms;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code drop}: leaves out the columns of these names. A name that is not there is an error.
 */
public final class Drop implements Transform {
    private static final String ID = "drop";

    /** For ServiceLoader. */
    public Drop() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        List<String> columns = List.copyOf(in.texts("columns"));
        if (columns.isEmpty()) {
            in.problem("columns", "names of columns", "for example columns = [a, b]");
        }
        return training -> {
            boolean[] kept = new boolean[training.features().width()];
            Arrays.fill(kept, true);
            for (int j : Names.of(training, columns, ID)) {
                kept[j] = false;
            }
            return Chosen.where(training, kept, ID, "name fewer columns");
        };
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return Chosen.restore(ID, in, state);
    }
}
