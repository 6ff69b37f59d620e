package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import org.coterie.api.Init;
import org.coterie.api.Noise;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Random numbers belong to a seed, a step, an update and a purpose, and to nothing else. */
class NoiseTest {
    private static final Table ROWS = Table.of(new float[40][50]);

    /** Draws kept in {@code seen} by a step of an update called {@code u}. */
    private static Lab lab(Lab.Setup setup, BiFunction<Trace, Operand<TFloat32>, Operand<TFloat32>> draw) {
        return setup.rows(ROWS).stage(p -> {
            Var<TFloat32> seen = p.vars().state("seen", Shape.of(40, 50), Init.zeros());
            return Stage.steps("s", 5).update(Update.write("u", (t, b) -> {
                Operand<TFloat32> drawn = draw.apply(t, b.x().value());
                t.write(seen, old -> drawn);
            }));
        });
    }

    private static float[] after(
            int steps, Lab.Setup setup, BiFunction<Trace, Operand<TFloat32>, Operand<TFloat32>> draw) {
        try (Lab lab = lab(setup, draw)) {
            lab.step(steps);
            return lab.read("seen");
        }
    }

    private static float[] after(int steps, BiFunction<Trace, Operand<TFloat32>, Operand<TFloat32>> draw) {
        return after(steps, new Lab.Setup(), draw);
    }

    @Test
    void anotherDrawChangesNoOther() {
        float[] alone = after(1, (t, x) -> t.noise("gates").normal(x));
        float[] beside = after(1, (t, x) -> {
            t.watch("more", t.m().mean(t.m().mean(t.noise("mask").uniform(x), -1), -1));
            return t.noise("gates").normal(x);
        });
        assertThat(beside).containsExactly(alone);
    }

    @Test
    void stepsPurposesAndSeedsDiffer() {
        float[] first = after(1, (t, x) -> t.noise("gates").normal(x));
        assertThat(after(2, (t, x) -> t.noise("gates").normal(x))).isNotEqualTo(first);
        assertThat(after(1, (t, x) -> t.noise("other").normal(x))).isNotEqualTo(first);
        assertThat(after(1, new Lab.Setup().seed(8), (t, x) -> t.noise("gates").normal(x)))
                .isNotEqualTo(first);
    }

    @Test
    void aLoopDrawsWhatSingleStepsDraw() {
        for (int steps : new int[] {1, 4}) {
            float[] loop = after(steps, (t, x) -> t.noise("gates").normal(x));
            assertThat(after(
                            steps,
                            new Lab.Setup().stepByStep(),
                            (t, x) -> t.noise("gates").normal(x)))
                    .containsExactly(loop);
        }
    }

    @Test
    void theSamePurposeTwiceIsAMistake() {
        assertThatThrownBy(() -> lab(
                        new Lab.Setup(),
                        (t, x) -> t.m().add(
                                        t.noise("gates").normal(x),
                                        t.noise("gates").uniform(x))))
                .hasMessage("s/u: the same noise is drawn twice\n  got:      gates\n"
                        + "  expected: a purpose of its own for every draw");
    }

    @Test
    void oneNoiseDrawnTwiceIsAMistakeToo() {
        assertThatThrownBy(() -> lab(new Lab.Setup(), (t, x) -> {
                    Noise noise = t.noise("gates");
                    return t.m().add(noise.normal(x), noise.normal(x));
                }))
                .hasMessage("s/u/gates: the same noise is drawn twice\n  expected: one draw from each noise\n"
                        + "  try:      ask the trace for a noise of another purpose: these numbers would be the same"
                        + " again");
    }

    @Test
    void repeatedNoiseIsNumbered() {
        float[] first = after(1, (t, x) -> t.repeatedNoise("mask").uniform(x));
        float[] second = after(1, (t, x) -> {
            t.repeatedNoise("mask");
            return t.repeatedNoise("mask").uniform(x);
        });
        assertThat(second).isNotEqualTo(first);
    }

    /** Mean and variance of 2,000 draws within four standard errors; Gumbel: Euler's constant and π²/6. */
    @Test
    void momentsOfTheDistributions() {
        moments(after(1, (t, x) -> t.noise("n").normal(x)), 0, 1, 2);
        moments(after(1, (t, x) -> t.noise("n").uniform(x)), 0.5, 1 / 12.0, 0.8);
        moments(after(1, (t, x) -> t.noise("n").gumbel(x)), 0.5772156649, Math.PI * Math.PI / 6, 4.4);
    }

    private static void moments(float[] draws, double mean, double variance, double excess) {
        double n = draws.length;
        double m = 0;
        for (float x : draws) {
            assertThat(x).isFinite();
            m += x / n;
        }
        double v = 0;
        for (float x : draws) {
            v += (x - m) * (x - m) / (n - 1);
        }
        assertThat(m).isCloseTo(mean, within(4 * Math.sqrt(variance / n)));
        assertThat(v).isCloseTo(variance, within(4 * variance * Math.sqrt(excess / n)));
    }

    @Test
    void updatesOfOneStepDoNotShareNoise() {
        try (Lab lab = new Lab.Setup().rows(ROWS).stage(p -> {
            List<Var<TFloat32>> seen = List.of(
                    p.vars().state("a", Shape.of(40, 50), Init.zeros()),
                    p.vars().state("b", Shape.of(40, 50), Init.zeros()));
            return Stage.steps("s", 1)
                    .update(
                            Update.write("first", (t, b) -> write(t, b.x().value(), seen.get(0))),
                            Update.write("second", (t, b) -> write(t, b.x().value(), seen.get(1))));
        })) {
            lab.step(1);
            assertThat(lab.read("a")).isNotEqualTo(lab.read("b"));
        }
    }

    private static void write(Trace t, Operand<TFloat32> like, Var<TFloat32> to) {
        Operand<TFloat32> drawn = t.noise("n").normal(like);
        t.write(to, old -> drawn);
    }
}
