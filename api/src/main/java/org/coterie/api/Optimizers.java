package org.coterie.api;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The optimisers, each the formula its factory cites. */
final class Optimizers {

    private Optimizers() {}

    record Sgd(String name, Schedule rate) implements Optimizer {
        @Override
        public List<String> slots() {
            return List.of();
        }

        @Override
        public void apply(Step s) {
            Maths m = s.m();
            s.set(m.sub(s.value(), m.mul(s.now("rate", rate), s.gradient())));
        }
    }

    record Momentum(String name, Schedule rate, double momentum) implements Optimizer {
        @Override
        public List<String> slots() {
            return List.of("velocity");
        }

        @Override
        public void apply(Step s) {
            Maths m = s.m();
            Operand<TFloat32> velocity = m.add(m.scale(s.slot("velocity"), momentum), s.gradient());
            s.setSlot("velocity", velocity);
            s.set(m.sub(s.value(), m.mul(s.now("rate", rate), velocity)));
        }
    }

    /**
     * One fused kernel per weight. The kernel takes the bias corrections as beta powers in single precision, where 1 − 0.999
     * has lost five digits; so the corrections are computed by the host in double and handed over inside rate and epsilon:
     * η·m̂ / (√v̂ + ε) = η√c₂/c₁ · m / (√v + ε√c₂), c = 1 − βᵗ. They belong to the betas of the kernel, which are single.
     */
    record Adam(String name, Schedule rate, double beta1, double beta2, double epsilon, double decay)
            implements Optimizer {
        Adam {
            beta1 = single(beta1);
            beta2 = single(beta2);
        }

        @Override
        public List<String> slots() {
            return List.of("m", "v");
        }

        private static double single(double beta) {
            return (float) beta;
        }

        private static double corrected(double beta, Clock clock) {
            return 1 - StrictMath.pow(beta, clock.updates() + 1.0);
        }

        @Override
        public void apply(Step s) {
            Maths m = s.m();
            if (decay > 0) {
                Operand<TFloat32> shrink = s.now("decay", c -> decay * rate.at(c));
                s.set(m.sub(s.value(), m.mul(shrink, s.value())));
            }
            Operand<TFloat32> alpha =
                    s.now("rate", c -> rate.at(c) * Math.sqrt(corrected(beta2, c)) / corrected(beta1, c));
            Operand<TFloat32> eps = s.now("epsilon", c -> epsilon * Math.sqrt(corrected(beta2, c)));
            Operand<TFloat32> zero = m.real(0);
            s.run(s.tf().train
                    .resourceApplyAdam(
                            s.handle(),
                            s.handle("m"),
                            s.handle("v"),
                            zero,
                            zero,
                            alpha,
                            m.real(beta1),
                            m.real(beta2),
                            eps,
                            s.gradient()));
        }
    }

    record RmsProp(String name, Schedule rate, double rho, double epsilon) implements Optimizer {
        @Override
        public List<String> slots() {
            return List.of("square");
        }

        @Override
        public void apply(Step s) {
            Maths m = s.m();
            Operand<TFloat32> square = m.add(m.scale(s.slot("square"), rho), m.scale(m.square(s.gradient()), 1 - rho));
            s.setSlot("square", square);
            Operand<TFloat32> step = m.div(s.gradient(), m.plus(m.sqrt(square), epsilon));
            s.set(m.sub(s.value(), m.mul(s.now("rate", rate), step)));
        }
    }

    record Sign(String name, Schedule rate, double decay) implements Optimizer {
        @Override
        public List<String> slots() {
            return List.of();
        }

        @Override
        public void apply(Step s) {
            Maths m = s.m();
            Operand<TFloat32> step = m.div(s.gradient(), m.plus(m.abs(s.gradient()), 1e-8));
            s.set(m.sub(m.scale(s.value(), 1 - decay), m.mul(s.now("rate", rate), step)));
        }
    }
}
