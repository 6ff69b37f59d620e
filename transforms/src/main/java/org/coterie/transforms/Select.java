package org.coterie.transforms;

import java.util.List;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code select}: keeps the columns of these names, in this order. A name that is not there is an error.
 */
public final class Select implements Transform {
    private static final String ID = "select";

    /** For ServiceLoader. */
    public Select() {}

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
        return training -> Chosen.of(training.features(), Names.of(training, columns, ID));
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return Chosen.restore(ID, in, state);
    }
}
