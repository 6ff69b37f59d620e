package org.coterie.transforms;

import java.util.Map;
import java.util.function.Function;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * A transform that changes nothing: all it does is to leave training rows out.
 *
 * @param in the columns
 */
record Unchanged(Features in) implements Transform.Fitted {

    /** Keeps the training rows of these numbers. */
    static Transform.Fitter keeping(Function<Dataset, int[]> rows) {
        return new Transform.Fitter() {
            @Override
            public Transform.Fitted fit(Dataset training) {
                return new Unchanged(training.features());
            }

            @Override
            public int[] keeps(Dataset training) {
                return rows.apply(training);
            }
        };
    }

    @Override
    public Features out() {
        return in;
    }

    @Override
    public Dataset apply(Dataset rows) {
        Border.width(rows, in);
        return rows;
    }

    @Override
    public Map<String, double[]> state() {
        return Map.of();
    }
}
