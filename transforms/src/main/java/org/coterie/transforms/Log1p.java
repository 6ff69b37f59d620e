package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code log1p}: ln(1 + x), which leaves zeros alone. A value of −1 or less is refused; missing values stay missing.
 */
public final class Log1p implements Transform {
    private static final String ID = "log1p";

    /** For ServiceLoader. */
    public Log1p() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        return training -> fitted(training.features());
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return fitted(in);
    }

    private static Fitted fitted(Features in) {
        return new PerColumn(in, Map.of(), "a number above -1", (value, j) -> Math.log1p(value));
    }
}
