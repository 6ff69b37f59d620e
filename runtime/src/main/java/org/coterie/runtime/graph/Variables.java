package org.coterie.runtime.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** The variables of a session, filled and read through one place. */
final class Variables {

    private record Port(Handles.Stored stored, Placeholder<?> value, Op assign, Operand<?> read) {}

    private final Map<String, Port> ports = new LinkedHashMap<>();
    private final Session session;
    private final Precision precision;

    Variables(Ops tf, Precision precision, Collection<Handles.Stored> stored, Session session) {
        this.session = session;
        this.precision = precision;
        Handles handles = new Handles(tf, precision, new LinkedHashMap<>());
        for (Handles.Stored one : stored) {
            Class<? extends TNumber> type = handles.type(one.whole());
            var handle = handles.of(one.path(), one.shape(), one.whole());
            Placeholder<?> value = tf.placeholder(type, Placeholder.shape(one.shape()));
            ports.put(
                    one.path(),
                    new Port(one, value, tf.assignVariableOp(handle, value), tf.readVariableOp(handle, type)));
        }
    }

    Collection<String> paths() {
        return ports.keySet();
    }

    Handles.Stored stored(String path) {
        return port(path).stored();
    }

    private Port port(String path) {
        Port port = ports.get(path);
        if (port == null) {
            throw new IllegalArgumentException("the graph has no variable " + path);
        }
        return port;
    }

    boolean has(String path) {
        return ports.containsKey(path);
    }

    void write(String path, float[] values) {
        writeAll(Map.of(path, values), Map.of());
    }

    /** In gradient checks, the exact numbers. */
    void write(String path, double[] values) {
        try (Tensor tensor = TFloat64.tensorOf(sized(path, values.length), DataBuffers.of(values, true, false))) {
            Port port = port(path);
            session.runner()
                    .feed(port.value(), tensor)
                    .addTarget(port.assign())
                    .run()
                    .close();
        }
    }

    void write(String path, int[] values) {
        writeAll(Map.of(), Map.of(path, values));
    }

    /** Sets many variables at once: TensorFlow prepares every new combination of inputs anew, which takes longer than the work. */
    void writeAll(Map<String, float[]> floats, Map<String, int[]> whole) {
        Map<Port, Tensor> tensors = new LinkedHashMap<>();
        try {
            Session.Runner runner = session.runner();
            floats.forEach((path, values) ->
                    tensors.put(port(path), Tensors.of(sized(path, values.length), values, precision)));
            whole.forEach((path, values) -> tensors.put(port(path), Tensors.of(sized(path, values.length), values)));
            tensors.forEach((port, tensor) -> runner.feed(port.value(), tensor).addTarget(port.assign()));
            if (!tensors.isEmpty()) {
                runner.run().close();
            }
        } finally {
            tensors.values().forEach(Tensor::close);
        }
    }

    private Shape sized(String path, int length) {
        Shape shape = port(path).stored().shape();
        if (shape.size() != length) {
            throw new IllegalArgumentException(
                    path + " holds " + shape.size() + " numbers (" + shape + "), not " + length);
        }
        return shape;
    }

    float[] floats(String path) {
        return floats(List.of(path)).get(path);
    }

    int[] ints(String path) {
        return ints(List.of(path)).get(path);
    }

    Map<String, float[]> floats(List<String> paths) {
        return fetch(paths, Tensors::floats);
    }

    Map<String, int[]> ints(List<String> paths) {
        return fetch(paths, Tensors::ints);
    }

    private <A> Map<String, A> fetch(List<String> paths, Function<Tensor, A> out) {
        Map<String, A> values = new LinkedHashMap<>();
        if (paths.isEmpty()) {
            return values;
        }
        Session.Runner runner = session.runner();
        paths.forEach(path -> runner.fetch(port(path).read()));
        try (Result result = runner.run()) {
            for (int i = 0; i < paths.size(); i++) {
                values.put(paths.get(i), out.apply(result.get(i)));
            }
        }
        return values;
    }

    /** In gradient checks, the exact numbers. */
    double[] doubles(String path) {
        return fetch(List.of(path), Tensors::doubles).get(path);
    }

    @Override
    public String toString() {
        return Arrays.toString(ports.keySet().toArray());
    }
}
