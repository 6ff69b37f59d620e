package org.coterie.api;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A cost per row of a pair: L in the papers.
 *
 * @param <S> the space of both
 */
@FunctionalInterface
public interface Loss<S extends Space> {

    /** The cost of every row, {@code [stack…, n]}. */
    Operand<TFloat32> rows(Trace t, Rows<S> target, Rows<S> prediction);

    /**
     * Refuses pairs of unequal stacks: broadcasting would make them look right.
     *
     * @throws CoterieException if one has a stack that the other has not
     */
    static void alike(Rows<?> target, Rows<?> prediction) {
        if (!target.stack().equals(prediction.stack())) {
            throw Fault.of("a loss compares rows of unequal stacks")
                    .got("a target of stack " + target.stack() + ", a prediction of stack " + prediction.stack())
                    .expected("equal stacks")
                    .advise("spread the shared rows over the stack with t.m().spread")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    /** Mean squared error of each row: mean over d of (x̂ − x)². */
    static <S extends Space> Loss<S> meanSquared() {
        return (t, target, prediction) -> {
            alike(target, prediction);
            return t.m().mean(t.m().square(t.m().sub(prediction.value(), target.value())), -1);
        };
    }

    /** Mean absolute error of each row. */
    static <S extends Space> Loss<S> meanAbsolute() {
        return (t, target, prediction) -> {
            alike(target, prediction);
            return t.m().mean(t.m().abs(t.m().sub(prediction.value(), target.value())), -1);
        };
    }

    /**
     * Binary cross-entropy of each row from logits l, in the stable form max(l, 0) − l·x + ln(1 + e^−|l|), mean over d;
     * targets in [0, 1].
     */
    static <S extends Space> Loss<S> binaryCrossEntropyOfLogits() {
        return (t, target, logits) -> {
            alike(target, logits);
            Maths m = t.m();
            Operand<TFloat32> l = logits.value();
            Operand<TFloat32> rest = m.log1p(m.exp(m.neg(m.abs(l))));
            return m.mean(m.add(m.sub(m.relu(l), m.mul(l, target.value())), rest), -1);
        };
    }
}
