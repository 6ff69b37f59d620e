package org.coterie.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coterie.api.data.Table;
import org.coterie.model.store.NdArray;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

/**
 * Asks the signatures of a frozen graph. Rows go through in chunks of one size, the last one padded, so that one row alone and
 * the same row among thousands give the same bits. Safe for several threads.
 */
public final class Predictor {
    /** Rows in a chunk. */
    public static final int CHUNK = 64;

    private final Session session;
    private final Midway midway;
    private final Map<String, Signature> signatures = new LinkedHashMap<>();
    private final Shape row;

    /** Over an open session, which stays the caller's to close. */
    public Predictor(Graph graph, Session session, List<Signature> signatures, Shape row) {
        this.session = session;
        this.row = row;
        this.midway = new Midway(graph, session, row);
        signatures.forEach(signature -> this.signatures.put(signature.key(), signature));
    }

    /** The names that can be asked. */
    public Set<String> names() {
        return signatures.keySet();
    }

    /** Whether a readout takes rows. */
    public boolean perRow(String name) {
        return signatures.get(name).inputNames().contains("x");
    }

    /** What is computed on the way to a readout of rows, by name. */
    public List<String> tensors(String name) {
        return midway.names(signatures.get(name).getOutputs().get(name).name);
    }

    /** Something computed on the way to a readout of rows, see {@link Midway}. */
    public NdArray tensor(String name, String tensor, Table x, Runnable goOn) {
        Signature signature = signatures.get(name);
        return midway.of(
                signature.getInputs().get("x").name, signature.getOutputs().get(name).name, tensor, x, goOn);
    }

    /**
     * A readout of every row.
     *
     * @param goOn called before each chunk; throws to give up
     */
    public Table rows(String name, Table x, Runnable goOn) {
        Signature signature = signatures.get(name);
        String in = signature.getInputs().get("x").name;
        String out = signature.getOutputs().get(name).name;
        int n = x.rows();
        float[] padded = new float[CHUNK * x.columns()];
        float[] all = new float[0];
        int width = 0;
        for (int from = 0; from < n; from += CHUNK) {
            goOn.run();
            int count = Math.min(CHUNK, n - from);
            java.util.Arrays.fill(padded, 0);
            for (int i = 0; i < count; i++) {
                x.copyRow(from + i, padded, i * x.columns());
            }
            try (Tensor chunk = Tensors.of(Shape.of(CHUNK).append(row), padded);
                    Result result = session.runner().feed(in, chunk).fetch(out).run()) {
                float[] part = Tensors.floats(result.get(0));
                if (from == 0) {
                    width = part.length / CHUNK;
                    all = new float[Math.multiplyExact(n, width)];
                }
                System.arraycopy(part, 0, all, from * width, count * width);
            }
        }
        return Table.of(n, width, all);
    }

    /** A readout of the model itself. */
    public Table fixed(String name) {
        String out = signatures.get(name).getOutputs().get(name).name;
        try (Result result = session.runner().fetch(out).run()) {
            return table(result.get(0));
        }
    }

    /** New rows from cluster numbers and noise. */
    public Table drawn(String name, int[] clusters, Table noise) {
        Signature signature = signatures.get(name);
        try (Tensor which = Tensors.of(Shape.of(clusters.length), clusters);
                Tensor draws = Tensors.of(Shape.of(noise.rows(), noise.columns()), noise.toArray());
                Result result = session.runner()
                        .feed(signature.getInputs().get("cluster").name, which)
                        .feed(signature.getInputs().get("noise").name, draws)
                        .fetch(signature.getOutputs().get(name).name)
                        .run()) {
            return table(result.get(0));
        }
    }

    private static Table table(Tensor tensor) {
        int rows = Math.toIntExact(tensor.shape().get(0));
        float[] values = Tensors.floats(tensor);
        return Table.of(rows, rows == 0 ? 0 : values.length / rows, values);
    }
}
