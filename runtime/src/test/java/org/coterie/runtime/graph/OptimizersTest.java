package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Three steps from (1, −2, 0.5) down ½ Σ a(θ − c)², a = (1, 3, 10), c = (0.5, 1, −1), against formulas by hand and against
 * PyTorch 2.13.0 in double precision.
 */
class OptimizersTest {
    private static final double[] A = {1, 3, 10};
    private static final double[] C = {0.5, 1, -1};
    private static final double[] START = {1, -2, 0.5};

    private static Operand<TFloat32> vector(Maths m, double... values) {
        List<Operand<TFloat32>> parts = new java.util.ArrayList<>();
        for (double value : values) {
            parts.add(m.real(value));
        }
        return m.stack(parts);
    }

    private static Var<TFloat32> theta(Vars v) {
        return v.weight("theta", Shape.of(3), Init.zeros());
    }

    private static Update descend(Optimizer by, Var<TFloat32> theta) {
        return Update.descend("update", by, List.of(theta), (t, b) -> {
            Maths m = t.m();
            Operand<TFloat32> apart = m.sub(t.read(theta), vector(m, C));
            return Terms.of(t).add("cost", m.scale(m.sum(m.mul(vector(m, A), m.square(apart)), -1), 0.5));
        });
    }

    private static double[] threeSteps(Optimizer by, boolean exact) {
        Lab.Setup setup = exact ? new Lab.Setup().inDouble() : new Lab.Setup();
        try (Lab lab = setup.stage(p -> Stage.steps("three", 3).update(descend(by, theta(p.vars()))))) {
            lab.engine.write("theta", new float[] {1, -2, 0.5f});
            lab.step(3);
            return lab.engine.doubles("theta");
        }
    }

    /** The rule of one entry, step t = 1, 2, 3. */
    private interface Rule {
        double next(double theta, double gradient, int t);
    }

    private static void same(Optimizer by, Function<Integer, Rule> hand, double... torch) {
        double[] exact = threeSteps(by, true);
        double[] single = threeSteps(by, false);
        for (int i = 0; i < 3; i++) {
            Rule rule = hand.apply(i);
            double theta = START[i];
            for (int t = 1; t <= 3; t++) {
                theta = rule.next(theta, A[i] * (theta - C[i]), t);
            }
            // schedules reach the graph in single precision, hence not 1e-15
            assertThat(exact[i]).isCloseTo(theta, within(2e-7));
            assertThat(single[i]).isCloseTo(theta, within(1e-6));
            if (torch.length > 0) {
                assertThat(theta).isCloseTo(torch[i], within(1e-9));
            }
        }
    }

    @Test
    void gradientDescent() {
        same(Optimizer.sgd("o", Schedule.constant(0.1)), i -> (theta, g, t) -> theta - 0.1 * g, 0.8645, -0.029, -1);
    }

    @Test
    void momentum() {
        same(
                Optimizer.momentum("o", Schedule.constant(0.05), 0.9),
                i -> {
                    double[] velocity = {0};
                    return (theta, g, t) -> {
                        velocity[0] = 0.9 * velocity[0] + g;
                        return theta - 0.05 * velocity[0];
                    };
                },
                0.8656875,
                0.210625,
                -2.095);
    }

    private static Rule adam(double decay, double beta1, double beta2, double epsilon) {
        double[] moments = {0, 0};
        return (theta, g, t) -> {
            moments[0] = beta1 * moments[0] + (1 - beta1) * g;
            moments[1] = beta2 * moments[1] + (1 - beta2) * g * g;
            double mean = moments[0] / (1 - Math.pow(beta1, t));
            double square = moments[1] / (1 - Math.pow(beta2, t));
            return theta - 0.1 * decay * theta - 0.1 * mean / (Math.sqrt(square) + epsilon);
        };
    }

    @Test
    void adam() {
        same(
                Optimizer.adam("o", Schedule.constant(0.1)),
                i -> adam(0, 0.9, 0.999, 1e-8),
                0.7048712557,
                -1.700381523,
                0.2009028697);
    }

    /** With an epsilon that matters: it is added to the corrected root, not to the raw one. */
    @Test
    void adamWithOtherMomentsAndALargeEpsilon() {
        same(Optimizer.adam("o", Schedule.constant(0.1), 0.8, 0.99, 0.5), i -> adam(0, 0.8, 0.99, 0.5));
    }

    @Test
    void adamW() {
        same(
                Optimizer.adamW("o", Schedule.constant(0.1), 0.1),
                i -> adam(0.1, 0.9, 0.999, 1e-8),
                0.6790401742,
                -1.644058605,
                0.1890958012);
    }

    @Test
    void rmsProp() {
        same(
                Optimizer.rmsProp("o", Schedule.constant(0.1), 0.9, 1e-8),
                i -> {
                    double[] square = {0};
                    return (theta, g, t) -> {
                        square[0] = 0.9 * square[0] + 0.1 * g * g;
                        return theta - 0.1 * g / (Math.sqrt(square[0]) + 1e-8);
                    };
                },
                0.5244353042,
                -1.291765791,
                -0.1727509157);
    }

    /** papers.md §5, the sign step of the DeePWAK code. */
    @Test
    void sign() {
        same(
                Optimizer.sign("o", Schedule.constant(0.1), 0.01),
                i -> (theta, g, t) -> (1 - 0.01) * theta - 0.1 * g / (Math.abs(g) + 1e-8));
    }

    private static double[] at(Schedule schedule, long... times) {
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = schedule.at(new Lab.Moment(times[i]));
        }
        return values;
    }

    @Test
    void schedulesByHand() {
        assertThat(at(Schedule.constant(0.3), 0, 5)).containsExactly(0.3, 0.3);
        // low + ½(high − low)(1 + cos(πt/T)); past T it turns up again, as idc.md §1.8 wants
        assertThat(at(Schedule.cosine(1, 0.2, 4), 0, 1, 2, 4, 5))
                .containsExactly(
                        new double[] {1, 0.2 + 0.4 * (1 + Math.sqrt(0.5)), 0.6, 0.2, 0.2 + 0.4 * (1 - Math.sqrt(0.5))},
                        within(1e-12));
        assertThat(at(Schedule.ramp(2, 4, 4), 0, 1, 4, 9)).containsExactly(2, 2.5, 4, 4);
        assertThat(at(Schedule.steps(1, 0.5, 3), 0, 2, 3, 6)).containsExactly(1, 1, 0.5, 0.25);
    }

    /** Two stages under one name are one stage: moments and clock go on; under two names the second begins anew. */
    @Test
    void theSameNameInTwoStagesKeepsMomentsAndClock() {
        Function<String, float[]> second = name -> {
            try (Lab lab = new Lab.Setup().plan(p -> plan(p.vars(), 2, name))) {
                return lab.run().read("theta");
            }
        };
        float[] whole;
        try (Lab lab = new Lab.Setup().plan(p -> plan(p.vars(), 4, ""))) {
            whole = lab.run().read("theta");
        }
        assertThat(second.apply("adam")).containsExactly(whole);
        assertThat(second.apply("another")).isNotEqualTo(whole);
    }

    private static Plan plan(Vars v, int first, String second) {
        Var<TFloat32> theta = theta(v);
        Schedule rate = Schedule.cosine(0.1, 0, 5);
        Plan plan = Plan.of(v)
                .stage(
                        Stage.host("start", desk -> desk.write(theta, new float[] {1, -2, 0.5f})),
                        Stage.steps("first", first).update(descend(Optimizer.adam("adam", rate), theta)));
        return second.isEmpty()
                ? plan
                : plan.stage(Stage.steps("second", 4 - first).update(descend(Optimizer.adam(second, rate), theta)));
    }
}
