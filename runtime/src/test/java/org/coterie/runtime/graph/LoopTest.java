package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A loop inside the graph cut into pieces of any length gives the same bits. Steps called one by one are the same steps to
 * rounding only: TensorFlow rewrites sums in a graph that it leaves alone in the body of a loop. Which way a stage goes depends
 * on its size alone, so that a run and its repetition go the same.
 */
class LoopTest {
    private static final Table ROWS = Lab.normal(20, 6, 9);

    /** No bias before batch norm: its gradient is rounding around 0, which Adam turns into full steps. Two heads with batch norm and dropout, gate noise, a moving schedule, Adam and momentum, a Lloyd-like write. */
    private static Plan plan(Problem p, long steps, int width) {
        Vars heads = p.vars().stack("head", 2);
        Latent z = Latent.of(3);
        Model<Features, Latent> encoder = Arch.of(
                        p.features(),
                        z,
                        Layers.linear(width, Init.torchUniform()),
                        Layers.batchNorm(),
                        Layers.elu(),
                        Layers.dropout(0.2),
                        Layers.dense(3))
                .bind(heads.at("encoder"));
        Model<Latent, Features> decoder = Arch.of(z, p.features(), Layers.dense(width), Layers.tanh(), Layers.dense(6))
                .bind(heads.at("decoder"));
        Var<TFloat32> centre = p.vars().state("centre", Shape.of(1, 6), Init.zeros());
        Update all = Update.descend(
                "all", Optimizer.adam("adam", Schedule.cosine(1e-2, 1e-4, steps)), heads.weights(), (t, b) -> {
                    Operand<TFloat32> noise = t.m().scale(t.noise("input").normal(b.x().value()), 0.1);
                    Rows<Features> noisy = Rows.of(b.x().space(), t.m().add(b.x().value(), noise));
                    Rows<Features> back = decoder.apply(t, encoder.apply(t, noisy));
                    Rows<Features> clean = Rows.of(b.x().space(), t.m().spread(b.x().value(), heads.stacked(), 2));
                    return Terms.of(t)
                            .add(
                                    "mse",
                                    t.now("ramp", Schedule.ramp(0.5, 1, 10)),
                                    t.m().mean(Loss.<Features>meanSquared().rows(t, clean, back), -1));
                });
        Update centres = Update.write(
                "centres",
                (t, b) -> t.write(
                        centre,
                        old -> t.m().add(t.m().scale(old, 0.9), t.m().scale(t.m().meanKept(b.x().value(), -2), 0.1))));
        return Plan.of(p.vars())
                .stage(Stage.steps("train", steps).draw(Sampler.shuffled(7)).update(all, centres));
    }

    private static Map<String, float[]> trained(boolean loops, long steps) {
        return trained(loops, steps, 8);
    }

    private static Map<String, float[]> trained(boolean loops, long steps, int width) {
        Lab.Setup setup = Lab.over(ROWS);
        try (Lab lab = (loops ? setup : setup.stepByStep()).plan(p -> plan(p, steps, width))) {
            assertThat(lab.engine.loops(lab.train())).isEqualTo(loops);
            assertThat(lab.engine.threads().caller()).isEqualTo(loops && width == 8);
            return lab.run().all();
        }
    }

    private static void same(Map<String, float[]> ours, Map<String, float[]> expected) {
        assertThat(ours.keySet()).isEqualTo(expected.keySet());
        ours.forEach((path, values) -> assertThat(values).as(path).containsExactly(expected.get(path)));
    }

    /** More steps than one call of the loop performs. */
    @Test
    void aLoopGivesTheNumbersOfSingleSteps() {
        Map<String, float[]> loop = trained(true, 300);
        trained(false, 300).forEach((path, values) -> {
            for (int i = 0; i < values.length; i++) {
                assertThat(loop.get(path)[i]).as("%s[%d]", path, i).isCloseTo(values[i], within(2e-6f));
            }
        });
    }

    @Test
    void twoRunsGiveTheSameBitsEitherWay() {
        same(trained(true, 30), trained(true, 30));
        same(trained(false, 30), trained(false, 30));
    }

    /** Wide enough not to be tiny: what a step does is then spread over threads, in an order that differs from run to run. */
    @Test
    void operationsSideBySideGiveTheSameBitsRunAfterRun() {
        Map<String, float[]> first = trained(true, 30, 1500);
        same(trained(true, 30, 1500), first);
        same(trained(true, 30, 1500), first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16})
    void aLoopInPiecesGivesTheBitsOfTheWhole(int piece) {
        int[] rows = new int[16 * 7];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i * 11 % 20;
        }
        float[] shown = new float[16 * 2];
        try (Lab lab = Lab.over(ROWS).plan(p -> plan(p, 16, 8));
                Lab whole = Lab.over(ROWS).plan(p -> plan(p, 16, 8))) {
            for (int at = 0; at < 16; at += piece) {
                int count = Math.min(piece, 16 - at);
                float[] part = lab.step(count, Arrays.copyOfRange(rows, at * 7, (at + count) * 7));
                System.arraycopy(part, 0, shown, at * 2, part.length);
            }
            assertThat(shown).containsExactly(whole.step(16, rows));
            same(lab.all(), whole.all());
        }
    }
}
