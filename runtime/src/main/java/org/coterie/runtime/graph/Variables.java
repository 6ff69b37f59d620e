package org.coterie.runtime.graph;

import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat64;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
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

    void clear(String path) {
        int size = Math.toIntExact(port(path).stored().shape().size());
        if (port(path).stored().whole()) {
            write(path, new int[size]);
        } else {
            write(path, new float[size]);
        }
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
