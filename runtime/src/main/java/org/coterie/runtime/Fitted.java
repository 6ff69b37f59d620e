package org.coterie.runtime;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Params;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.fitted.FittedModel;

/**
 * A fitted clustering. Asked about rows as the user has them: its own transforms are applied first. The answer for a row depends
 * on that row alone, to the bit. Safe for several threads; close it to free its native memory.
 */
public final class Fitted implements AutoCloseable {
    private final FittedModel model;

    Fitted(FittedModel model) {
        this.model = model;
    }

    /** The columns it takes. */
    public Features features() {
        return model.features();
    }

    /** Number of clusters, k. */
    public int clusters() {
        return model.clusters();
    }

    /** The id of its method; empty where it was composed in code. */
    public String method() {
        return model.method();
    }

    /** The names that can be asked of it. */
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
     * A readout of every row, for example {@code embed} or {@code reconstruct}; in the space of the prepared data.
     *
     * @throws CoterieException if there is no such readout, the columns do not fit, or a value is missing or infinite
     */
    public Table ask(String readout, Table rows) {
        return model.ask(readout, rows);
    }

    /** The same for rows with annotations, which a transform such as centring by batch needs. */
    public Table ask(String readout, Dataset rows) {
        return model.ask(readout, rows);
    }

    /** Whether {@link #gradients} answers: not where the method compares or counts on the way to memberships, as k-means does. */
    public boolean differentiable() {
        return model.differentiable("assign");
    }

    /**
     * For each row the gradient of its membership of one cluster, by the columns behind the transforms.
     *
     * @param rows as the user has them
     * @param clusters of each row the cluster that is meant, 0 to k−1
     * @return n × columns behind the transforms
     * @throws CoterieException if the model is not {@link #differentiable}, the columns do not fit, or a value is missing
     */
    public Table gradients(Table rows, int... clusters) {
        return model.gradients(rows, clusters);
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

    /** Writes it as a folder, whole or not at all. */
    public void save(Path folder) {
        model.save(folder);
    }

    @Override
    public void close() {
        model.close();
    }
}
