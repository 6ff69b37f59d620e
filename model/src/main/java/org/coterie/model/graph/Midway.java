package org.coterie.model.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.data.Table;
import org.coterie.model.store.NdArray;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * What a graph computes on the way to a readout. A tensor has the name of its operation, and {@code :1} or more after it where the
 * operation has other outputs. Rows go through in the {@link Predictor}'s chunks, and the chunks are joined along the axis that
 * goes with the rows; which one that is, the shapes for one more row tell.
 *
 * @param graph the graph
 * @param session its session
 * @param row the shape of a row
 */
record Midway(Graph graph, Session session, Shape row) {
    private static final int SHOWN = 40;

    /** The names of all numbers that a readout depends on, in order. */
    List<String> names(String readout) {
        return List.copyOf(found(readout).keySet());
    }

    private TreeMap<String, Output<?>> found(String readout) {
        TreeMap<String, Output<?>> found = new TreeMap<>();
        Deque<GraphOperation> left = new ArrayDeque<>(List.of(operation(readout)));
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            GraphOperation operation = left.pop();
            if (!seen.add(operation.name())) {
                continue;
            }
            for (int i = 0; i < operation.numOutputs() && !operation.type().equals("Placeholder"); i++) {
                if (numeric(operation.output(i).type())) {
                    found.put(operation.name() + (i == 0 ? "" : ":" + i), operation.output(i));
                }
            }
            for (Operand<?> in : operation.inputs()) {
                left.push((GraphOperation) in.op());
            }
        }
        return found;
    }

    private static boolean numeric(Class<? extends TType> type) {
        return type == TFloat32.class
                || type == TFloat64.class
                || type == TInt32.class
                || type == TInt64.class
                || type == TBool.class;
    }

    private GraphOperation operation(String name) {
        int colon = name.lastIndexOf(':');
        return graph.operation(colon < 0 ? name : name.substring(0, colon));
    }

    /** A tensor for every row; for none in particular, where it does not depend on rows. */
    NdArray of(String in, String readout, String name, Table x, Runnable goOn) {
        TreeMap<String, Output<?>> found = found(readout);
        if (!found.containsKey(name)) {
            throw unknown(name, found.keySet());
        }
        Output<?> output = found.get(name);
        NdArray once = run(in, output, new float[Math.toIntExact(Predictor.CHUNK * row.size())], Predictor.CHUNK);
        NdArray more =
                run(in, output, new float[Math.toIntExact((Predictor.CHUNK + 1) * row.size())], Predictor.CHUNK + 1);
        int axis = axis(once.shape(), more.shape(), name);
        if (axis < 0) {
            return once;
        }
        Joined joined = new Joined(once, axis, x.rows());
        float[] padded = new float[Predictor.CHUNK * x.columns()];
        for (int from = 0; from < x.rows(); from += Predictor.CHUNK) {
            goOn.run();
            int count = Math.min(Predictor.CHUNK, x.rows() - from);
            java.util.Arrays.fill(padded, 0);
            for (int i = 0; i < count; i++) {
                x.copyRow(from + i, padded, i * x.columns());
            }
            joined.put(run(in, output, padded, Predictor.CHUNK), from, count);
        }
        return joined.whole();
    }

    private static CoterieException unknown(String name, Set<String> known) {
        String part = name.toLowerCase(Locale.ROOT);
        List<String> like = known.stream()
                .filter(n -> n.toLowerCase(Locale.ROOT).contains(part))
                .toList();
        List<String> listed = like.isEmpty() ? List.copyOf(known) : like;
        return Fault.of("the model computes no such tensor")
                .got(name)
                .expected("one of " + String.join(", ", listed.subList(0, Math.min(SHOWN, listed.size())))
                        + (listed.size() > SHOWN ? " and " + (listed.size() - SHOWN) + " more" : ""))
                .advise("give a part of a name to see all that hold it")
                .as(CoterieException.Kind.DATA);
    }

    /** The axis that grew with the rows; −1 where none did. */
    private static int axis(long[] once, long[] more, String name) {
        List<Integer> grown = new ArrayList<>();
        for (int i = 0; i < once.length && once.length == more.length; i++) {
            if (once[i] != more[i]) {
                grown.add(i);
            }
        }
        if (once.length != more.length
                || grown.size() > 1
                || grown.size() == 1 && once[grown.get(0)] != Predictor.CHUNK) {
            throw Fault.of("a tensor is not of single rows")
                    .got(name + " of shape " + Shape.of(once) + " for " + Predictor.CHUNK + " rows")
                    .expected("one axis that goes with the rows")
                    .as(CoterieException.Kind.DATA);
        }
        return grown.isEmpty() ? -1 : grown.get(0);
    }

    private NdArray run(String in, Output<?> output, float[] rows, int count) {
        try (Tensor fed = Tensors.of(Shape.of(count).append(row), rows);
                Result result = session.runner().feed(in, fed).fetch(output).run()) {
            return array(result.get(0));
        }
    }

    private static NdArray array(Tensor tensor) {
        long[] shape = tensor.shape().asArray();
        int size = Math.toIntExact(tensor.shape().size());
        if (tensor instanceof TFloat64) {
            return NdArray.of(Tensors.doubles(tensor), shape);
        }
        if (tensor instanceof TInt32) {
            return NdArray.of(Tensors.ints(tensor), shape);
        }
        if (tensor instanceof TInt64) {
            long[] values = new long[size];
            tensor.asRawTensor().data().asLongs().read(values);
            return NdArray.of(values, shape);
        }
        if (tensor instanceof TBool) {
            int[] values = new int[size];
            for (int i = 0; i < size; i++) {
                values[i] = tensor.asRawTensor().data().getByte(i);
            }
            return NdArray.of(values, shape);
        }
        return NdArray.of(Tensors.floats(tensor), shape);
    }

    /** Chunks put together along one axis. */
    private static final class Joined {
        private final NdArray.Type type;
        private final long[] shape;
        private final int outer;
        private final int inner;
        private final int rows;
        private final double[] wide;
        private final float[] singles;
        private final int[] ints;
        private final long[] longs;

        Joined(NdArray like, int axis, int rows) {
            this.type = like.type();
            this.shape = like.shape();
            this.rows = rows;
            int before = 1;
            int after = 1;
            for (int i = 0; i < shape.length; i++) {
                before *= i < axis ? (int) shape[i] : 1;
                after *= i > axis ? (int) shape[i] : 1;
            }
            this.outer = before;
            this.inner = after;
            shape[axis] = rows;
            int size = Math.multiplyExact(Math.multiplyExact(before, after), rows);
            this.wide = new double[type == NdArray.Type.FLOAT64 ? size : 0];
            this.singles = new float[type == NdArray.Type.FLOAT32 ? size : 0];
            this.ints = new int[type == NdArray.Type.INT32 ? size : 0];
            this.longs = new long[type == NdArray.Type.INT64 ? size : 0];
        }

        void put(NdArray chunk, int from, int count) {
            Object source = values(chunk);
            Object target = target();
            for (int o = 0; o < outer; o++) {
                System.arraycopy(source, o * Predictor.CHUNK * inner, target, (o * rows + from) * inner, count * inner);
            }
        }

        private static Object values(NdArray chunk) {
            return switch (chunk.type()) {
                case FLOAT64 -> chunk.doubles();
                case FLOAT32 -> chunk.floats();
                case INT32 -> chunk.ints();
                case INT64 -> chunk.longs();
            };
        }

        private Object target() {
            return switch (type) {
                case FLOAT64 -> wide;
                case FLOAT32 -> singles;
                case INT32 -> ints;
                case INT64 -> longs;
            };
        }

        NdArray whole() {
            return switch (type) {
                case FLOAT64 -> NdArray.of(wide, shape);
                case FLOAT32 -> NdArray.of(singles, shape);
                case INT32 -> NdArray.of(ints, shape);
                case INT64 -> NdArray.of(longs, shape);
            };
        }
    }
}
