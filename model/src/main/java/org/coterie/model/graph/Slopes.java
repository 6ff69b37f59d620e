package org.coterie.model.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.data.Table;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Gradients of the readouts of a frozen graph by the rows it is given. Their nodes stand in a copy of the graph, made when first
 * asked for, so that no model is saved with them. Rows go through in chunks of the {@link Predictor}'s size. Safe for several
 * threads.
 */
public final class Slopes implements AutoCloseable {
    private final Graph source;
    private final ConfigProto config;
    private final Map<String, Signature> signatures = new LinkedHashMap<>();
    private final Shape row;
    private final Map<String, Optional<Slope>> slopes = new HashMap<>();
    private Optional<Copy> copy = Optional.empty();

    private record Copy(Graph graph, Session session) {}

    /** The names of what is fed and fetched: Σ over columns of weights·readout is differentiated. */
    private record Slope(String in, Output<TFloat32> weights, Output<?> gradient) {}

    /** Of a graph, which stays the caller's to close; its session's settings are taken for the copy's. */
    public Slopes(Graph graph, ConfigProto config, List<Signature> signatures, Shape row) {
        this.source = graph;
        this.config = config;
        this.row = row;
        signatures.forEach(signature -> this.signatures.put(signature.key(), signature));
    }

    /** Whether a readout of rows can be differentiated: not where an arg-max, a comparison or a rounding is on the way. */
    public boolean known(String readout) {
        return slope(readout).isPresent();
    }

    /**
     * For each row the gradient of one column of a readout.
     *
     * @param width columns of the readout
     * @param columns of each row the column that is meant
     * @param goOn called before each chunk; throws to give up
     */
    public Table gradient(String readout, int width, Table x, int[] columns, Runnable goOn) {
        Slope slope = slope(readout).orElseThrow();
        Session session = copy().session();
        int n = x.rows();
        int m = x.columns();
        float[] rows = new float[Predictor.CHUNK * m];
        float[] weights = new float[Predictor.CHUNK * width];
        float[] all = new float[Math.multiplyExact(n, m)];
        for (int from = 0; from < n; from += Predictor.CHUNK) {
            goOn.run();
            int count = Math.min(Predictor.CHUNK, n - from);
            java.util.Arrays.fill(rows, 0);
            java.util.Arrays.fill(weights, 0);
            for (int i = 0; i < count; i++) {
                x.copyRow(from + i, rows, i * m);
                weights[i * width + columns[from + i]] = 1;
            }
            try (Tensor chunk = Tensors.of(Shape.of(Predictor.CHUNK).append(row), rows);
                    Tensor which = Tensors.of(Shape.of(Predictor.CHUNK, width), weights);
                    Result result = session.runner()
                            .feed(slope.in(), chunk)
                            .feed(slope.weights(), which)
                            .fetch(slope.gradient())
                            .run()) {
                System.arraycopy(Tensors.floats(result.get(0)), 0, all, from * m, count * m);
            }
        }
        return Table.of(n, m, all);
    }

    private synchronized Optional<Slope> slope(String readout) {
        return slopes.computeIfAbsent(readout, this::differentiated);
    }

    private Optional<Slope> differentiated(String readout) {
        Graph graph = copy().graph();
        Signature signature = signatures.get(readout);
        String in = signature.getInputs().get("x").name;
        Output<TFloat32> x = output(graph, in);
        Output<TFloat32> y = output(graph, signature.getOutputs().get(readout).name);
        Placeholder<TFloat32> weights = Ops.create(graph)
                .withSubScope("slope-" + readout)
                .withName("weights")
                .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
        try {
            Output<?>[] found = graph.addGradients(
                    "slope-" + readout + "/gradient", new Output<?>[] {y}, new Output<?>[] {x}, new Output<?>[] {
                        weights.asOutput()
                    });
            copy().session().runner().fetch(found[0]); // refuses what is no output: no gradient reaches the rows
            return Optional.of(new Slope(in, weights.asOutput(), found[0]));
        } catch (TensorFlowException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            // no gradient is defined for an operation, or none reaches the rows; TensorFlow says so in several ways
            return Optional.empty();
        }
    }

    private static Output<TFloat32> output(Graph graph, String name) {
        int colon = name.lastIndexOf(':');
        Operation operation = graph.operation(colon < 0 ? name : name.substring(0, colon));
        return operation.output(colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1)));
    }

    private synchronized Copy copy() {
        if (copy.isEmpty()) {
            Graph graph = new Graph();
            graph.importGraphDef(source.toGraphDef());
            copy = Optional.of(new Copy(graph, new Session(graph, config)));
        }
        return copy.get();
    }

    @Override
    public synchronized void close() {
        copy.ifPresent(open -> {
            open.session().close();
            open.graph().close();
        });
        copy = Optional.empty();
        slopes.clear();
    }
}
