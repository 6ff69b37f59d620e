package org.coterie.runtime.graph;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.coterie.api.Var;

/** A rough count of what a step costs, enough to choose how it is performed. */
final class Work {

    private Work() {}

    /**
     * Floating-point operations of one step: forward and twice backward through every matrix, for every row. Applications of the
     * same matrix more than once are not seen.
     */
    static double ofStep(Stage.Train stage, int rows) {
        Set<Slot<?>> matrices = stage.updates().stream()
                .flatMap(update -> update instanceof Update.Descend descend
                        ? descend.weights().stream()
                        : Stream.<Var<org.tensorflow.types.TFloat32>>empty())
                .map(StepBuilder::base)
                .collect(Collectors.toSet());
        double numbers =
                matrices.stream().mapToDouble(slot -> slot.full().size()).sum();
        return 6 * numbers * stage.sampler().batch(rows);
    }
}
