package org.coterie.runtime.graph;

import java.util.List;
import org.coterie.api.data.Table;
import org.coterie.model.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The rows a program works on. Where the table is in a variable, their numbers are enough; where it is too large for that, the
 * rows go along with their numbers. The mathematics is the same, and so are the bits.
 */
final class Window {
    private final Placeholder<TInt32> numbers;
    private final Given given;
    private final Placeholder<TFloat32> values;
    private final Operand<TInt32> sized;

    /**
     * A place for so many rows.
     *
     * @param count the number of rows; −1 where it differs from call to call
     */
    Window(Ops tf, Given given, long count) {
        this.given = given;
        Shape one = Shape.of(count);
        Shape all = one.append(given.features.row());
        this.numbers = tf.placeholder(TInt32.class, Placeholder.shape(one));
        this.values = tf.placeholder(given.precision.type(), Placeholder.shape(all));
        this.sized = count < 0 ? numbers : tf.reshape(numbers, tf.constant(new long[] {count}));
        if (given.unstored.isPresent()) {
            given.handed.put(sized, count < 0 ? values : tf.reshape(values, tf.constant(all.asArray())));
        }
    }

    /**
     * The row numbers. TensorFlow believes no shape of what is fed. Told so that it believes, it works out the shapes of the
     * whole step before the first, and drops the operations that would ask for them in every step: half of a gradient.
     */
    Operand<TInt32> numbers() {
        return sized;
    }

    /** Hands rows to a call; what must be closed after it is added to {@code open}. */
    void feed(Session.Runner runner, List<Tensor> open, int[] rows) {
        Shape count = Shape.of(rows.length);
        Tensor chosen = Tensors.of(count, rows);
        open.add(chosen);
        runner.feed(numbers, chosen);
        given.unstored.ifPresent(table -> {
            Tensor copied = Tensors.of(count.append(given.features.row()), copy(table, rows), given.precision);
            open.add(copied);
            runner.feed(values, copied);
        });
    }

    private static float[] copy(Table table, int[] rows) {
        int m = table.columns();
        float[] all = new float[Math.multiplyExact(rows.length, m)];
        for (int i = 0; i < rows.length; i++) {
            table.copyRow(rows[i], all, i * m);
        }
        return all;
    }
}
