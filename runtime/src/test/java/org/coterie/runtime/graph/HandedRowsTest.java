package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.coterie.api.Arch;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A table too large for a variable goes to the graph row by row, and nothing else changes. */
class HandedRowsTest {
    private static final Table ROWS = Lab.normal(300, 6, 9);

    /** Each row with the row before it in the draw. */
    private record Neighbours(int batch) implements Sampler {
        @Override
        public int batch(int rows) {
            return batch;
        }

        @Override
        public List<String> partners() {
            return List.of("neighbour");
        }

        @Override
        public boolean readsVariables() {
            return false;
        }

        @Override
        public Draws epoch(long epoch, RandomGenerator random, Desk desk) {
            int[] rows = Sampler.shuffled(batch).epoch(epoch, random, desk).rows();
            int[] before = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                before[i] = rows[(i + rows.length - 1) % rows.length];
            }
            return new Draws(rows, Map.of("neighbour", before));
        }
    }

    private static Plan plan(Problem p, Sampler sampler) {
        Latent z = Latent.of(3);
        Model<Features, Latent> encoder = Arch.of(p.features(), z, Layers.dense(5), Layers.tanh(), Layers.dense(3))
                .bind(p.vars().at("encoder"));
        Model<Latent, Features> decoder =
                Arch.of(z, p.features(), Layers.dense(6)).bind(p.vars().at("decoder"));
        Var<TFloat32> mean = p.vars().state("mean", Shape.of(6), Init.zeros());
        RowVar<TFloat32> codes = p.vars().perRow("codes", Shape.of(3));
        Update all = Update.descend(
                "all", Optimizer.adam("adam", Schedule.constant(1e-2)), p.vars().weights(), (t, b) -> {
                    Terms terms = Terms.of(t)
                            .add(
                                    "mse",
                                    t.m().mean(
                                                    Loss.<Features>meanSquared()
                                                            .rows(t, b.x(), decoder.apply(t, encoder.apply(t, b.x()))),
                                                    -1));
                    if (!sampler.partners().isEmpty()) {
                        Operand<TFloat32> there =
                                encoder.apply(t, b.partner("neighbour").x()).value();
                        Operand<TFloat32> here = encoder.apply(t, b.x()).value();
                        terms.add("near", t.m().mean(t.m().mean(t.m().square(t.m().sub(here, there)), -1), -1));
                    }
                    return terms;
                });
        Stage.Sweep sweep = Stage.sweep("codes", (t, b) -> {
                    t.write(codes, b, encoder.apply(t, b.x()).value());
                    t.write(
                            mean,
                            old -> t.m().add(old, t.m().mul(t.m().sub(t.m().mean(b.x().value(), -2), old), t.share())));
                })
                .reset(mean);
        return Plan.of(p.vars())
                .stage(Stage.steps("train", 40).draw(sampler).update(all), sweep, Stage.host("look", desk -> {}))
                .readout(Readout.perRow("embed", z, (t, x) -> encoder.apply(t, x)));
    }

    private static Map<String, float[]> outcome(boolean handed, Sampler sampler) {
        Lab.Setup setup = Lab.over(ROWS).stepByStep();
        try (Lab lab = (handed ? setup.handed() : setup).plan(p -> plan(p, sampler))) {
            Map<String, float[]> all = new LinkedHashMap<>(lab.run().all());
            all.put("~embed", lab.ask("embed").toArray());
            all.put("~codes", lab.read("codes"));
            return all;
        }
    }

    @Test
    void stepsSweepsProbesAndPartnersGiveTheBitsOfAStoredTable() {
        for (Sampler sampler : List.of(Sampler.shuffled(32), new Neighbours(32))) {
            Map<String, float[]> stored = outcome(false, sampler);
            Map<String, float[]> handed = outcome(true, sampler);
            assertThat(handed.keySet()).isEqualTo(stored.keySet());
            stored.forEach((path, values) ->
                    assertThat(Arrays.equals(handed.get(path), values)).as(path).isTrue());
            assertThat(stored.get("mean")).doesNotContain(0f);
        }
    }

    @Test
    void aStepOverAllRowsOfSuchATableIsRefused() {
        assertThatThrownBy(() -> outcome(true, Sampler.full()))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("too many rows for a step that takes them all")
                .hasMessageContaining("train with batches");
    }
}
