package org.coterie.runtime.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.data.Table;
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
    private final int rows;

    Probe(Graph graph, Given.World world, Readout.PerRow<?> readout) {
        this.rows = world.rows();
        this.width = readout.space().width();
        Ops tf = Ops.create(graph).withSubScope("probe-" + readout.name());
        Given given = new Given(tf, world);
        this.window = new Window(tf, given, -1);
        Pass pass = new Pass(given, tf, readout.name(), false);
        Rows<?> out = readout.of()
                .apply(new GraphTrace(pass, Trace.Mode.INFER), new GraphBatch(pass, Optional.of(window.numbers())).x());
        this.value = out.value();
    }

    Table run(Session session) {
        float[] all = new float[Math.multiplyExact(rows, width)];
        for (int from = 0; from < rows; from += SweepProgram.CHUNK) {
            int[] numbers = new int[Math.min(rows, from + SweepProgram.CHUNK) - from];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = from + i;
            }
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
        return Table.of(rows, width, all);
    }
}
