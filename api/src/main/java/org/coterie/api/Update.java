package org.coterie.api;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * One part of a training step. A step is an ordered list of updates; each closure is called when the graph is built, under
 * control of the updates before it, so that it reads what they wrote.
 */
public sealed interface Update {

    /** Its name in logs and messages, unique in its stage. */
    String name();

    /** Moves weights against the gradient of a loss. */
    static Descend descend(
            String name, Optimizer by, List<Var<TFloat32>> weights, BiFunction<Trace, Batch, Terms> loss) {
        return new Descend(name, by, weights, loss);
    }

    /** Moves weights along a direction that is the gradient of nothing, such as contrastive divergence. */
    static Follow follow(
            String name, Optimizer by, BiFunction<Trace, Batch, Map<Var<TFloat32>, Operand<TFloat32>>> direction) {
        return new Follow(name, by, direction);
    }

    /** Writes states and nothing else, such as Lloyd's step. */
    static Write write(String name, BiConsumer<Trace, Batch> writes) {
        return new Write(name, writes);
    }

    /**
     * Gradient descent on a loss.
     *
     * @param name its name
     * @param by the optimiser
     * @param weights what moves
     * @param loss the terms of the loss
     */
    record Descend(String name, Optimizer by, List<Var<TFloat32>> weights, BiFunction<Trace, Batch, Terms> loss)
            implements Update {

        /** Copies the list. */
        public Descend {
            weights = List.copyOf(weights);
        }
    }

    /**
     * A direction, handed to the optimiser as if it were a gradient.
     *
     * @param name its name
     * @param by the optimiser
     * @param direction one operand per weight, of its shape
     */
    record Follow(String name, Optimizer by, BiFunction<Trace, Batch, Map<Var<TFloat32>, Operand<TFloat32>>> direction)
            implements Update {}

    /**
     * Writes only.
     *
     * @param name its name
     * @param writes what is written, by {@link Trace#write}
     */
    record Write(String name, BiConsumer<Trace, Batch> writes) implements Update {}
}
