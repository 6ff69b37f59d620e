package org.coterie.model.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run can go on from.
 *
 * @param step steps taken
 * @param path its folder
 * @param state variables, optimiser state and the like, by name
 * @param progress stage, epoch, random streams and the like, JSON as {@link Json} has it
 * @param passedOver later checkpoints that could not be used, each as a text with the reason; newest first
 */
public record Checkpoint(
        long step, Path path, SortedMap<String, NdArray> state, Map<String, Object> progress, List<String> passedOver) {

    /** Copies the collections, not the arrays. */
    public Checkpoint {
        state = Collections.unmodifiableSortedMap(new TreeMap<>(state));
        progress = Collections.unmodifiableMap(new LinkedHashMap<>(progress));
        passedOver = List.copyOf(passedOver);
    }
}
