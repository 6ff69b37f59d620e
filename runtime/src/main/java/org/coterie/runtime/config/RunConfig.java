package org.coterie.runtime.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a run needs to know, checked.
 *
 * @param name the name of the run's folder, {@code [A-Za-z0-9][A-Za-z0-9._-]*}, at most 64 long
 * @param seed of all random streams, from 0
 * @param threads threads of TensorFlow; {@link #AUTO} lets the runtime choose
 * @param runs the folder of run folders, as written: relative to the working folder
 * @param base the folder relative data paths start from; absolute
 * @param checkpoints when checkpoints are written
 * @param data the data
 * @param transforms in the order of their application
 * @param method the method with its settings
 * @param weights an NPZ file with values variables start with, by path; empty for their own
 * @param report what its report holds
 * @param resolved the configuration with every key, as HOCON; read again from any folder it gives the same run
 */
public record RunConfig(
        String name,
        long seed,
        int threads,
        Path runs,
        Path base,
        Checkpoints checkpoints,
        DataChoice data,
        List<TransformChoice> transforms,
        MethodChoice<?> method,
        Optional<Path> weights,
        ReportOptions report,
        String resolved) {
    /** The runtime chooses the number of threads. */
    public static final int AUTO = 0;

    /** Copies the list. */
    public RunConfig {
        transforms = List.copyOf(transforms);
    }
}
