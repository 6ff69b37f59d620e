package org.coterie.api;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How a weight follows its gradient. Known by name: the same name in two stages continues with the same moments and the
 * same clock. Elementwise: entries do not see each other, so members of a stack train independently.
 */
public interface Optimizer {

    /** Its name, part of checkpoint paths. */
    String name();

    /** What it remembers for each weight: names of slots of the weight's shape, starting at 0. */
    List<String> slots();

    /** Builds the step of one weight. */
    void apply(Step step);

    /** The step of one weight, as far as an optimiser may know. */
    interface Step {

        /** Mathematics in the working precision. */
        Maths m();

        /** TensorFlow. */
        Ops tf();

        /** The gradient, or the direction of a {@link Update.Follow}. */
        Operand<TFloat32> gradient();

        /** The weight as it is before the step. */
        Operand<TFloat32> value();

        /** A slot as it is before the step. */
        Operand<TFloat32> slot(String name);

        /** A number that depends on time only; {@link Clock#updates()} counts the updates of this optimiser. */
        Operand<TFloat32> now(String name, Schedule schedule);

        /** Sets the weight, after everything set or run before. */
        void set(Operand<TFloat32> value);

        /** Sets a slot, after everything set or run before. */
        void setSlot(String name, Operand<TFloat32> value);

        /** The resource handle of the weight, for raw training operations. */
        Operand<? extends org.tensorflow.types.family.TType> handle();

        /** The resource handle of a slot, for raw training operations. */
        Operand<? extends org.tensorflow.types.family.TType> handle(String slot);

        /** Adds a raw training operation; build it after {@link #set} calls it must follow. */
        void run(Op op);
    }

    /** θ −= η·g. */
    static Optimizer sgd(String name, Schedule rate) {
        return new Optimizers.Sgd(name, rate);
    }

    /** v ← μ·v + g, θ −= η·v: momentum as PyTorch has it. */
    static Optimizer momentum(String name, Schedule rate, double momentum) {
        return new Optimizers.Momentum(name, rate, momentum);
    }

    /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8 (Kingma and Ba 2015, Algorithm 1). */
    static Optimizer adam(String name, Schedule rate) {
        return adam(name, rate, 0.9, 0.999, 1e-8);
    }

    /** Adam: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ −= η·m̂ / (√v̂ + ε). */
    static Optimizer adam(String name, Schedule rate, double beta1, double beta2, double epsilon) {
        return new Optimizers.Adam(name, rate, beta1, beta2, epsilon, 0);
    }

    /** AdamW: θ −= η·λ·θ before the step of Adam (Loshchilov and Hutter 2019). */
    static Optimizer adamW(String name, Schedule rate, double decay) {
        return new Optimizers.Adam(name, rate, 0.9, 0.999, 1e-8, decay);
    }

    /** RMSProp: s ← ρ·s + (1−ρ)·g², θ −= η·g / (√s + ε), as PyTorch has it. */
    static Optimizer rmsProp(String name, Schedule rate, double rho, double epsilon) {
        return new Optimizers.RmsProp(name, rate, rho, epsilon);
    }

    /**
     * What the published DeePWAK code really does, its moments being reset at every step: θ ← (1 − λ)·θ − η·g / (|g| + 1e-8).
     */
    static Optimizer sign(String name, Schedule rate, double decay) {
        return new Optimizers.Sign(name, rate, decay);
    }
}
