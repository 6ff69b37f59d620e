package org.coterie.runtime.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coterie.api.Features;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.model.graph.Precision;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The readouts of a fitted plan as a graph of its own, its variables turned into constants: what predicts, and what is saved.
 * One signature per readout.
 */
public final class Frozen implements AutoCloseable {
    private final Graph graph = new Graph();
    private final List<Signature> signatures;

    /**
     * Freezes the readouts of a plan at the values of its variables.
     *
     * @param clusters how many of the clusters that {@code assign} declares there are
     */
    public Frozen(Plan plan, int clusters, Features features, Map<String, float[]> values, Map<String, int[]> whole) {
        Ops tf = Ops.create(graph);
        Given given = new Given(
                tf,
                new Given.World(
                        Precision.SINGLE,
                        new Streams(0),
                        0,
                        features,
                        Map.of(),
                        new LinkedHashMap<>(),
                        Optional.empty()));
        Map<String, Operand<?>> constants = new HashMap<>();
        given.frozen = Optional.of(slot -> constants.computeIfAbsent(
                slot.path(),
                path -> slot.whole()
                        ? tf.constant(slot.full(), DataBuffers.of(whole.get(path), true, false))
                        : tf.constant(slot.full(), DataBuffers.of(values.get(path), true, false))));
        boolean built = false;
        try {
            this.signatures = plan.readouts().stream()
                    .map(readout -> signature(given, readout, clusters))
                    .toList();
            built = true;
        } finally {
            if (!built) {
                graph.close();
            }
        }
    }

    private Signature signature(Given given, Readout readout, int clusters) {
        Ops tf = given.tf.withSubScope(readout.name());
        Pass pass = new Pass(given, tf, readout.name(), false);
        Trace t = new GraphTrace(pass, Trace.Mode.INFER);
        Signature.Builder signature = Signature.builder(readout.name());
        Operand<TFloat32> out;
        if (readout instanceof Readout.PerRow<?> perRow) {
            Placeholder<TFloat32> x = tf.withName("x")
                    .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1).append(given.features.row())));
            signature.input("x", x);
            out = perRow.of().apply(t, Rows.of(given.features, x)).value();
            if (readout.name().equals("assign") && clusters < readout.space().width()) {
                out = t.m().columns(out, 0, clusters);
            }
        } else if (readout instanceof Readout.Fixed fixed) {
            out = fixed.of().apply(t);
        } else {
            Readout.Drawn drawn = (Readout.Drawn) readout;
            Placeholder<TInt32> cluster =
                    tf.withName("cluster").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
            Placeholder<TFloat32> noise =
                    tf.withName("noise").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, drawn.noise())));
            signature.input("cluster", cluster).input("noise", noise);
            out = drawn.of().rows(t, cluster, noise);
        }
        return signature
                .output(readout.name(), tf.withName("out").identity(out))
                .methodName("tensorflow/serving/predict")
                .build();
    }

    /** The graph. */
    public Graph graph() {
        return graph;
    }

    /** One signature per readout, named like it. */
    public List<Signature> signatures() {
        return signatures;
    }

    @Override
    public void close() {
        graph.close();
    }
}
