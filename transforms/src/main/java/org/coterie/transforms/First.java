package org.coterie.transforms;

import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Transform;

/**
 * {@code first}: goes on training with the first rows only. What stands before it in the list is fitted on all rows: IDC
 * scales 60,000 images and keeps 10,000 of them. Where there are fewer, all are kept; new rows are never left out.
 */
public final class First implements Transform {
    private static final String ID = "first";

    /** For ServiceLoader. */
    public First() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        int rows = in.integer("rows", 1, Integer.MAX_VALUE);
        return Unchanged.keeping(training ->
                IntStream.range(0, Math.min(rows, training.x().rows())).toArray());
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return new Unchanged(in);
    }
}
