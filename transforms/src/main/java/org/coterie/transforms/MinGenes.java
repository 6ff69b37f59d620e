package org.coterie.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code min-genes}: leaves out training rows in which fewer than {@code genes} columns are above zero, such as empty
 * droplets among cells. New rows are never left out.
 */
public final class MinGenes implements Transform {
    private static final String ID = "min-genes";

    /** For ServiceLoader. */
    public MinGenes() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        int genes = in.integer("genes", 0, Integer.MAX_VALUE);
        return Unchanged.keeping(training -> keeps(training, genes));
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        return new Unchanged(in);
    }

    private static int[] keeps(Dataset training, int genes) {
        List<Integer> kept = new ArrayList<>();
        AtomicInteger i = new AtomicInteger();
        Scan.rows(training.x(), row -> {
            int positive = 0;
            for (float value : row) {
                positive += value > 0 ? 1 : 0;
            }
            if (positive >= genes) {
                kept.add(i.get());
            }
            i.incrementAndGet();
        });
        if (kept.isEmpty()) {
            throw Fault.of("no row is left")
                    .at(training.name() + ", transform " + ID)
                    .got(training.x().rows() + " rows before")
                    .advise("lower genes")
                    .as(CoterieException.Kind.DATA);
        }
        return kept.stream().mapToInt(row -> row).toArray();
    }
}
