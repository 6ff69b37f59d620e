package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A readout over the training rows, for host stages. */
final class Probe {
    private final Window window;
    private final Operand<TFloat32> value;
    private final int width;

    Probe(Graph graph, Given.World world, Readout.PerRow<?> readout) {
        this.width = readout.space().width();
        Ops tf = Ops.create(graph).withSubScope("probe-" + readout.name());
        Given given = new Given(tf, world);
        this.window = new Window(tf, given, -1);
        Pass pass = new Pass(given, tf, readout.name(), false);
        Rows<?> out = readout.of()
                .apply(new GraphTrace(pass, Trace.Mode.INFER), new GraphBatch(pass, Optional.of(window.numbers())).x());
        this.value = out.value();
    }

    Table run(Session session, int[] rows) {
        float[] all = new float[Math.multiplyExact(rows.length, width)];
        for (int from = 0; from < rows.length; from += SweepProgram.CHUNK) {
            int[] numbers = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + SweepProgram.CHUNK));
            List<Tensor> open = new ArrayList<>();
            Session.Runner runner = session.runner().fetch(value);
            window.feed(runner, open, numbers);
            try (Result result = runner.run()) {
                float[] part = Tensors.floats(result.get(0));
                System.arraycopy(part, 0, all, from * width, part.length);
            } finally {
                open.forEach(Tensor::close);
            }
        }
        return Table.of(rows.length, width, all);
    }
}
