package org.coterie.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Params;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.model.fitted.FittedModel;
import org.coterie.model.fitted.ModelFolder;
import org.coterie.model.graph.Threads;

/**
 * A model that was saved by a run or by a program, for programs that only ask it. Every method's model opens, also those without
 * gradients: what a model answers is a graph of its own, and no method has to be installed.
 *
 * <pre>{@code
 * try (Saved model = Saved.load(Path.of("runs/penguins"))) {
 *     int[] clusters = model.assign(rows);
 * }
 * }</pre>
 *
 * <p>Asked about rows as the user has them: the model's own transforms are applied first. The answer for a row depends on that row
 * alone, to the bit. Safe for several threads; close it to free its native memory. An answer on its way is given up, with a
 * {@link CoterieException} of kind {@code CANCELLED}, once its thread is interrupted or another thread closes the model; between
 * chunks of 64 rows, that is within milliseconds for all but the largest networks.
 *
 * <p>A model is a program. Its graph is refused where it would touch files or the network, but open only models from where you
 * would take a program.
 */
public final class Saved implements AutoCloseable {
    private final FittedModel model;

    private Saved(FittedModel model) {
        this.model = model;
    }

    /**
     * Opens a model on one thread per processor, after checking every file against its SHA-256.
     *
     * @param folder the folder of a model, or of a run
     * @throws CoterieException of kind {@code ARTIFACT} if a file is damaged, missing or of another format or version, or a
     *     transform of the model is not installed
     */
    public static Saved load(Path folder) {
        return load(folder, Threads.available());
    }

    /**
     * Opens a model.
     *
     * @param folder the folder of a model, or of a run
     * @param threads at least 1; half of them, but at least one, share an operation, the rest of the work is done on the threads
     *     that ask; TensorFlow takes the number from the first model of a process for all that follow
     * @throws CoterieException of kind {@code ARTIFACT} as above
     */
    public static Saved load(Path folder, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        Path ofRun = folder.resolve("model");
        Map<String, Transform> known = new TreeMap<>();
        return new Saved(ModelFolder.load(
                Files.isDirectory(ofRun) ? ofRun : folder, id -> transform(id, known), card -> {}, threads));
    }

    private static Transform transform(String id, Map<String, Transform> known) {
        if (known.isEmpty()) {
            try {
                ServiceLoader.load(Transform.class).forEach(each -> known.putIfAbsent(each.id(), each));
            } catch (ServiceConfigurationError e) {
                throw Fault.of("the transforms cannot be loaded")
                        .got(String.valueOf(e.getMessage()))
                        .as(CoterieException.Kind.ARTIFACT, e);
            }
        }
        Transform found = known.get(id);
        if (found == null) {
            throw Fault.of("a transform of the model is not installed")
                    .got(id)
                    .expected(known.isEmpty() ? "transforms; there are none" : "one of " + known.keySet())
                    .advise("put the jars coterie-transforms and coterie-algorithms on the path")
                    .as(CoterieException.Kind.ARTIFACT);
        }
        return found;
    }

    /** The columns it takes. */
    public Features features() {
        return model.features();
    }

    /** Number of clusters, k. */
    public int clusters() {
        return model.clusters();
    }

    /** The id of the method that made it; empty where it was composed in code. */
    public String method() {
        return model.method();
    }

    /** The names that can be asked of it: {@code assign}, and such as {@code embed}, {@code novelty}, {@code centroids}. */
    public List<String> readouts() {
        return model.readouts();
    }

    /** The names of the columns of a readout. */
    public List<String> columns(String readout) {
        return model.columns(readout);
    }

    /** The cluster of every row, 0 to k−1, the lowest on ties; −1 where the method marks noise. */
    public int[] assign(Table rows) {
        return model.assign(rows);
    }

    /** The memberships of every row, n×k. */
    public Table memberships(Table rows) {
        return model.memberships(rows);
    }

    /**
     * A readout of every row, for example {@code embed} or {@code novelty}; in the space of the prepared data.
     *
     * @throws CoterieException of kind {@code DATA} if there is no such readout, the columns do not fit, or a value is missing or
     *     infinite
     */
    public Table ask(String readout, Table rows) {
        return model.ask(readout, rows);
    }

    /** The same for rows with annotations, which a transform such as centring by batch needs. */
    public Table ask(String readout, Dataset rows) {
        return model.ask(readout, rows);
    }

    /** A readout of the model itself, for example {@code centroids}. */
    public Table fixed(String readout) {
        return model.fixed(readout);
    }

    /** New rows from a drawn readout; the same clusters and noise give the same rows. */
    public Table drawn(String readout, int[] clusters, Table noise) {
        return model.drawn(readout, clusters, noise);
    }

    /** Its weights and states. */
    public Params params() {
        return model.params();
    }

    /** Ends answers on their way, waits until they have ended, and frees the native memory; again has no effect. */
    @Override
    public void close() {
        model.close();
    }
}
