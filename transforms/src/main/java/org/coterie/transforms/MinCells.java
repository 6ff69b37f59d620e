package org.coterie.transforms;

import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code min-cells}: leaves out columns that are above zero in fewer than {@code cells} training rows, such as genes seen in
 * hardly any cell; {@code cells = 1} leaves out columns of zeros alone.
 */
public final class MinCells implements Transform {
    private static final String ID = "min-cells";

    /** For ServiceLoader. */
    public MinCells() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        int cells = in.integer("cells", 0, Integer.MAX_VALUE);
        return training -> {
            int[] positive = Scan.positive(training.x());
            boolean[] kept = new boolean[positive.length];
            for (int j = 0; j < kept.length; j++) {
                kept[j] = positive[j] >= cells;
            }
            return Chosen.where(training, kept, ID, "lower cells");
        };
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return Chosen.restore(ID, in, state);
    }
}
