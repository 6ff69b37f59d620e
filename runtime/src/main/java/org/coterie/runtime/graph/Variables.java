package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coterie.model.graph.Precision;
import org.coterie.model.graph.Tensors;
import org.coterie.model.store.NdArray;
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
import org.tensorflow.types.TInt32;
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
        Shape shape = sized(path, values.length);
        try (Tensor tensor = Tensors.of(shape, values, precision)) {
            assign(path, tensor);
        }
    }

    /**
     * Sets many at once. Every new choice of what is fed and fetched makes TensorFlow prepare the whole graph anew, which takes
     * far longer than the copying: one run for a hundred variables, not a hundred runs.
     */
    void write(Map<String, NdArray> values) {
        List<Tensor> tensors = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            values.forEach((path, array) -> {
                Port port = port(path);
                Shape shape = sized(path, array.size());
                Tensor tensor = port.stored().whole()
                        ? Tensors.of(shape, array.ints())
                        : Tensors.of(shape, array.floats(), precision);
                tensors.add(tensor);
                runner.feed(port.value(), tensor).addTarget(port.assign());
            });
            if (!values.isEmpty()) {
                runner.run().close();
            }
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    /** Many at once, for the same reason. */
    Map<String, NdArray> read(Collection<String> paths) {
        Map<String, NdArray> values = new LinkedHashMap<>();
        if (paths.isEmpty()) {
            return values;
        }
        Session.Runner runner = session.runner();
        paths.forEach(path -> runner.fetch(port(path).read()));
        try (Result result = runner.run()) {
            int i = 0;
            for (String path : paths) {
                Tensor tensor = result.get(i++);
                long[] shape = tensor.shape().asArray();
                values.put(
                        path,
                        stored(path).whole()
                                ? NdArray.of(Tensors.ints(tensor), shape)
                                : NdArray.of(Tensors.floats(tensor), shape));
            }
        }
        return values;
    }

    /** In gradient checks, the exact numbers. */
    void write(String path, double[] values) {
        try (Tensor tensor = TFloat64.tensorOf(sized(path, values.length), DataBuffers.of(values, true, false))) {
            assign(path, tensor);
        }
    }

    void write(String path, int[] values) {
        Shape shape = sized(path, values.length);
        try (TInt32 tensor = Tensors.of(shape, values)) {
            assign(path, tensor);
        }
    }

    private void assign(String path, Tensor tensor) {
        Port port = port(path);
        session.runner()
                .feed(port.value(), tensor)
                .addTarget(port.assign())
                .run()
                .close();
    }

    private Shape sized(String path, int length) {
        Shape shape = port(path).stored().shape();
        if (shape.size() != length) {
            throw new IllegalArgumentException(
                    path + " holds " + shape.size() + " numbers (" + shape + "), not " + length);
        }
        return shape;
    }

    /** Zeros for a variable. */
    NdArray zeros(String path) {
        Shape shape = port(path).stored().shape();
        int size = Math.toIntExact(shape.size());
        return port(path).stored().whole()
                ? NdArray.of(new int[size], shape.asArray())
                : NdArray.of(new float[size], shape.asArray());
    }

    float[] floats(String path) {
        try (Result result = session.runner().fetch(port(path).read()).run()) {
            return Tensors.floats(result.get(0));
        }
    }

    int[] ints(String path) {
        try (Result result = session.runner().fetch(port(path).read()).run()) {
            return Tensors.ints(result.get(0));
        }
    }

    /** In gradient checks, the exact numbers. */
    double[] doubles(String path) {
        try (Result result = session.runner().fetch(port(path).read()).run()) {
            return Tensors.doubles(result.get(0));
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(ports.keySet().toArray());
    }
}
