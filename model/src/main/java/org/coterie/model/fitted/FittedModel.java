package org.coterie.model.fitted;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Params;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Predictor;
import org.coterie.model.graph.Slopes;
import org.coterie.model.store.NdArray;

/**
 * A card, its values, and a session to ask; the inside of what programs see as a fitted clustering. Safe for several threads: an
 * answer is given up, with a {@code CANCELLED} exception, once its thread is interrupted or another one closes the model.
 */
public final class FittedModel implements AutoCloseable {
    private final Card card;
    private final Values values;
    private final Predictor predictor;
    private final Slopes slopes;
    private final Kept kept;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private volatile boolean closed;

    /** What a model holds open, and how it is written. */
    public interface Kept extends AutoCloseable {
        /** Writes the model. */
        void write(Path folder);

        @Override
        void close();
    }

    /** Over open native resources, which it owns from now on. */
    public FittedModel(Card card, Values values, Predictor predictor, Slopes slopes, Kept kept) {
        this.card = card;
        this.values = values;
        this.predictor = predictor;
        this.slopes = slopes;
        this.kept = kept;
    }

    /** The columns it takes. */
    public Features features() {
        return card.preparation().in();
    }

    /** Number of clusters, k. */
    public int clusters() {
        return card.clusters();
    }

    /** The id of its method; empty where it was composed in code. */
    public String method() {
        return card.method();
    }

    /** The names that can be asked of it. */
    public List<String> readouts() {
        return card.answers().stream().map(Card.Answer::name).toList();
    }

    /** The names of the columns of a readout. */
    public List<String> columns(String readout) {
        return answer(readout, "").columns();
    }

    /** The cluster of every row, 0 to k−1, the lowest on ties; −1 where the method marks noise. */
    public int[] assign(Table rows) {
        return hard(memberships(rows));
    }

    /** The memberships of every row, n×k. */
    public Table memberships(Table rows) {
        return ask("assign", rows);
    }

    /**
     * A readout of every row, for example {@code embed} or {@code reconstruct}; in the space of the prepared data.
     *
     * @throws CoterieException if there is no such readout, the columns do not fit, or a value is missing or infinite
     */
    public Table ask(String readout, Table rows) {
        Border.width(rows, features());
        return ask(readout, Dataset.of("rows to predict", rows, features()));
    }

    /** The same for rows with annotations, which a transform may need. */
    public Table ask(String readout, Dataset rows) {
        answer(readout, "rows");
        Dataset prepared = prepared(rows);
        return open(() -> predictor.rows(readout, prepared.x(), this::goOn));
    }

    private Dataset prepared(Dataset rows) {
        Border.width(rows.x(), features());
        Dataset prepared = card.preparation().apply(rows);
        Border.finite(prepared, "leave these rows out, or train with transforms = [{ type = impute }, …]");
        return prepared;
    }

    /** Everything that is computed on the way to a readout of rows, by name; {@link #tensor} gives it. */
    public List<String> tensors(String readout) {
        answer(readout, "rows");
        return open(() -> predictor.tensors(readout));
    }

    /**
     * Something computed on the way to a readout of rows.
     *
     * @param readout the readout in whose graph it is
     * @param name one of {@link #tensors}
     * @return as it is in the graph, with as many rows as are given on the axis that goes with them, if any does
     */
    public NdArray tensor(String readout, String name, Dataset rows) {
        answer(readout, "rows");
        Dataset prepared = prepared(rows);
        return open(() -> predictor.tensor(readout, name, prepared.x(), this::goOn));
    }

    /** What native memory is needed for happens here, so that closing waits for it. */
    private <R> R open(Supplier<R> answer) {
        use.readLock().lock();
        try {
            if (closed) {
                throw gone();
            }
            return answer.get();
        } catch (RuntimeException e) {
            // TensorFlow's exceptions have no ancestor of their own, only a package
            if (!e.getClass().getPackageName().equals("org.tensorflow.exceptions")) {
                throw e;
            }
            throw Fault.of("TensorFlow cannot compute an answer of this model")
                    .got(String.valueOf(e.getMessage()))
                    .advise("make the model anew, or fetch it again from where it was made")
                    .as(CoterieException.Kind.ARTIFACT, e);
        } finally {
            use.readLock().unlock();
        }
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("this model is closed; ask before close(), or load it again");
    }

    /** Asked between the parts of an answer. */
    private void goOn() {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw Fault.of("the answer was given up")
                    .got(closed ? "the model was closed meanwhile" : "the thread was interrupted")
                    .as(CoterieException.Kind.CANCELLED);
        }
    }

    /** A readout of rows as the method sees them, that is behind the transforms. */
    public Table askPrepared(String readout, Table prepared) {
        answer(readout, "rows");
        return open(() -> predictor.rows(readout, prepared, this::goOn));
    }

    /** Whether {@link #gradient} answers for a readout: not where it compares or counts on the way. */
    public boolean differentiable(String readout) {
        answer(readout, "rows");
        return open(() -> slopes.known(readout));
    }

    /**
     * For each row, as the method sees it, the gradient of one column of a readout by the numbers of the row.
     *
     * @param columns of each row the column that is meant
     * @throws CoterieException if the readout is not {@link #differentiable}
     */
    public Table gradient(String readout, Table prepared, int[] columns) {
        if (!differentiable(readout)) {
            throw Fault.of("this readout has no gradients")
                    .at(readout)
                    .got(method())
                    .expected("a readout that is differentiable throughout")
                    .as(CoterieException.Kind.DATA);
        }
        return open(() -> slopes.gradient(readout, columns(readout).size(), prepared, columns, this::goOn));
    }

    /** The gradient of each row's membership of a cluster, rows as the user has them. */
    public Table gradients(Table rows, int[] clusters) {
        if (clusters.length != rows.rows()) {
            throw new IllegalArgumentException(clusters.length + " clusters for " + rows.rows() + " rows");
        }
        Border.width(rows, features());
        return gradient(
                "assign",
                prepared(Dataset.of("rows to explain", rows, features())).x(),
                clusters);
    }

    /** A readout of the model itself, for example {@code centroids}. */
    public Table fixed(String readout) {
        answer(readout, "fixed");
        return open(() -> predictor.fixed(readout));
    }

    /** New rows from a drawn readout; the same clusters and noise give the same rows. */
    public Table drawn(String readout, int[] clusters, Table noise) {
        Card.Answer answer = answer(readout, "drawn");
        if (noise.rows() != clusters.length || noise.columns() != answer.noise()) {
            throw Fault.of("the noise does not fit")
                    .at(readout)
                    .got(noise.rows() + "×" + noise.columns())
                    .expected(clusters.length + "×" + answer.noise())
                    .as(CoterieException.Kind.DATA);
        }
        return open(() -> predictor.drawn(readout, clusters, noise));
    }

    private Card.Answer answer(String readout, String kind) {
        if (closed) {
            throw gone();
        }
        return card.answers().stream()
                .filter(a ->
                        a.name().equals(readout) && (kind.isEmpty() || a.kind().equals(kind)))
                .findFirst()
                .orElseThrow(() -> Fault.of("the model does not answer this")
                        .got(readout)
                        .expected("one of " + readouts())
                        .as(CoterieException.Kind.DATA));
    }

    /** Its weights and states. */
    public Params params() {
        return values;
    }

    /** Writes it as a folder, whole or not at all. */
    public void save(Path folder) {
        open(() -> {
            kept.write(folder);
            return folder;
        });
    }

    /** What it says of itself. */
    public Card card() {
        return card;
    }

    @Override
    public void close() {
        closed = true;
        use.writeLock().lock();
        try {
            slopes.close();
            kept.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** The largest membership of each row, the lowest on ties; −1 for a row of zeros. */
    public static int[] hard(Table memberships) {
        int[] labels = new int[memberships.rows()];
        for (int i = 0; i < labels.length; i++) {
            int best = -1;
            float most = 0;
            for (int j = 0; j < memberships.columns(); j++) {
                if (memberships.at(i, j) > most) {
                    most = memberships.at(i, j);
                    best = j;
                }
            }
            labels[i] = best;
        }
        return labels;
    }
}
