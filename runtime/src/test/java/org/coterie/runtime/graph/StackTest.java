package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A stack of models is its members side by side. */
class StackTest {
    private static final Table ROWS = Lab.normal(8, 4, 3);
    private static final Latent Z = Latent.of(4);

    /** A stranger's layer for {@code [n, m]} only: takes off the batch mean, which it keeps, and scales. */
    private record Centred() implements Layer {
        @Override
        public String name() {
            return "centred";
        }

        @Override
        public Shape out(Shape in) {
            return in;
        }

        @Override
        public Fn bind(Vars v, Shape in) {
            Var<TFloat32> scale = v.weight("scale", in, Init.normal(1));
            Var<TFloat32> kept = v.state("mean", in, Init.zeros());
            return (t, x) -> {
                Maths m = t.m();
                assertThat(x.shape().numDimensions()).isEqualTo(2);
                if (t.mode() == Trace.Mode.INFER) {
                    return m.mul(m.sub(x, t.read(kept)), t.read(scale));
                }
                Operand<TFloat32> mean = m.mean(x, -2);
                t.write(kept, old -> m.stop(mean));
                return m.mul(m.sub(x, mean), t.read(scale));
            };
        }
    }

    static List<List<Layer>> chains() {
        return List.of(
                List.of(Layers.dense(4)),
                List.of(Layers.linear(4, Init.heNormal())),
                List.of(Layers.batchNorm()),
                List.of(Layers.dense(4), Layers.batchNorm()),
                List.of(Layers.dense(4), Layers.flatten()),
                List.of(Layers.picture(2, 2), Layers.convolution(2, 3, 1), Layers.flatten(), Layers.dense(4)),
                List.of(
                        Layers.dense(8),
                        Layers.picture(2, 2),
                        Layers.batchNorm(),
                        Layers.convolution(3, 3, 2, Init.heNormal()),
                        Layers.tanh(),
                        Layers.deconvolution(2, 2, 1, 3, 2),
                        Layers.flatten()),
                List.of(
                        Layers.picture(2, 2),
                        Layers.residual(2, 1),
                        Layers.upsample(3, 3),
                        Layers.batchNorm(),
                        Layers.maxPool(2),
                        Layers.residual(4, 2),
                        Layers.meanPool()),
                List.of(new Centred()),
                List.of(Layers.dense(4), new Centred(), Layers.tanh()),
                List.of(
                        Layers.dense(5),
                        Layers.batchNorm(),
                        Layers.elu(),
                        Layers.dropout(0),
                        Layers.dense(6),
                        Layers.batchNorm(),
                        Layers.relu(),
                        Layers.dense(4),
                        Layers.softplus()));
    }

    private static Arch<Features, Latent> arch(List<Layer> layers) {
        return Arch.of(Features.of(4), Z, layers.toArray(new Layer[0]));
    }

    private static Update training(String name, Model<Features, Latent> model) {
        return Update.descend(
                name,
                Optimizer.momentum(name, Schedule.constant(0.1), 0.9),
                model.weights(),
                (t, b) -> Terms.of(t)
                        .add("cost", cost(t, t.m().sub(model.apply(t, b.x()).value(), b.x().value()))));
    }

    /** Mean square over rows and columns, one number per member. */
    private static Operand<TFloat32> cost(Trace t, Operand<TFloat32> y) {
        return t.m().meanSquare(y);
    }

    /** Trains six lone models and two stacks of the same values, 6 and 2×3, three steps; all must stay equal. */
    @ParameterizedTest
    @MethodSource("chains")
    void aStackTrainsAsItsMembersDo(List<Layer> layers) {
        Arch<Features, Latent> arch = arch(layers);
        try (Lab lab = Lab.over(ROWS).plan(p -> together(p, arch))) {
            Map<String, float[]> start = lab.all();
            List<String> paths = start.keySet().stream()
                    .filter(path -> path.startsWith("flat/"))
                    .map(path -> path.substring("flat/".length()))
                    .toList();
            for (String path : paths) {
                float[] stacked = start.get("flat/" + path);
                start.put("outer/inner/" + path, stacked);
                for (int i = 0; i < 6; i++) {
                    start.put("one-" + i + "/" + path, member(stacked, i));
                }
            }
            lab.set(start);
            lab.run();
            Map<String, float[]> end = lab.all();
            for (String path : paths) {
                float[] stacked = end.get("flat/" + path);
                close(end.get("outer/inner/" + path), stacked, path + " of the nested stack");
                for (int i = 0; i < 6; i++) {
                    close(end.get("one-" + i + "/" + path), member(stacked, i), path + " of member " + i);
                }
            }
            float[] apart = lab.ask("apart").toArray();
            close(apart, new float[apart.length], "answer, less that of the lone model");
        }
    }

    private static Plan together(Problem p, Arch<Features, Latent> arch) {
        Vars v = p.vars();
        List<Update> updates = new ArrayList<>();
        List<Model<Features, Latent>> ones = new ArrayList<>();
        List<Model<Features, Latent>> views = new ArrayList<>();
        Vars flat = v.stack("flat", 6);
        Model<Features, Latent> all = arch.bind(flat);
        Model<Features, Latent> nested = arch.bind(v.stack("outer", 2).stack("inner", 3));
        updates.add(training("flat", all));
        updates.add(training("nested", nested));
        for (int i = 0; i < 6; i++) {
            ones.add(arch.bind(v.at("one-" + i)));
            views.add(arch.bind(flat.member(i)));
            updates.add(training("one-" + i, ones.get(i)));
        }
        Latent space = Latent.of(6 * 3 * 4);
        return Plan.of(v)
                .stage(Stage.steps("train", 3).update(updates.toArray(new Update[0])), Lab.idle())
                .probe(Readout.perRow("apart", space, (t, x) -> {
                    Maths m = t.m();
                    Operand<TFloat32> six = all.apply(t, x).value();
                    Operand<TFloat32> twoByThree = nested.apply(t, x).value();
                    List<Operand<TFloat32>> apart = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        Operand<TFloat32> one = ones.get(i).apply(t, x).value();
                        apart.add(m.sub(m.member(six, i), one));
                        apart.add(m.sub(m.member(m.member(twoByThree, i / 3), i % 3), one));
                        apart.add(m.sub(views.get(i).apply(t, x).value(), one));
                    }
                    return Rows.of(space, m.beside(apart));
                }));
    }

    private static float[] member(float[] stacked, int i) {
        int size = stacked.length / 6;
        return Arrays.copyOfRange(stacked, i * size, (i + 1) * size);
    }

    private static void close(float[] ours, float[] expected, String what) {
        assertThat(ours).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < ours.length; i++) {

            assertThat(ours[i])
                    .as(what + ", entry " + i)
                    .isCloseTo(expected[i], within(5e-6f * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void aMemberStartsTheSameInAStackOfAnySize() {
        float[] five = started(5);
        assertThat(started(3)).containsExactly(Arrays.copyOf(five, 3 * 12));
        assertThat(started(1)).containsExactly(Arrays.copyOf(five, 12));
        assertThat(Arrays.copyOf(five, 12)).isNotEqualTo(Arrays.copyOfRange(five, 12, 24));
    }

    private static float[] started(int k) {
        try (Lab lab = new Lab.Setup().plan(p -> {
            p.vars().stack("head", k).at("part").weight("w", Shape.of(4, 3), Init.normal(1));
            return Plan.of(p.vars()).stage(Lab.idle());
        })) {
            return lab.read("head/part/w");
        }
    }

    @Test
    void anIntegerVariableChoosesAMember() {
        Arch<Features, Latent> arch = arch(List.of(Layers.dense(4), Layers.batchNorm()));
        try (Lab lab = Lab.over(ROWS).plan(p -> {
            Vars restarts = p.vars().stack("restart", 3);
            Var<TInt32> best = p.vars().count("best", Shape.scalar());
            Model<Features, Latent> chosen = arch.bind(restarts.member(best));
            Model<Features, Latent> third = arch.bind(restarts.member(2));
            return Plan.of(p.vars())
                    .stage(Stage.host("choose", desk -> desk.write(best, new int[] {2})))
                    .probe(Readout.perRow("chosen", Z, chosen::apply), Readout.perRow("third", Z, third::apply));
        })) {
            assertThat(lab.ask("chosen").toArray())
                    .isNotEqualTo(lab.ask("third").toArray());
            lab.run();
            assertThat(lab.ask("chosen").toArray())
                    .containsExactly(lab.ask("third").toArray());
        }
    }

    @Test
    void aMembersStateIsWrittenAlone() {
        try (Lab lab = new Lab.Setup().stage(p -> {
            Vars heads = p.vars().stack("head", 3);
            Vars cells = p.vars().stack("restart", 2).stack("cell", 3);
            Var<TInt32> which = p.vars().count("which", Shape.scalar());
            Var<TFloat32> first = heads.member(0).state("s", Shape.of(2), Init.ones());
            Var<TFloat32> chosen = heads.member(which).state("s", Shape.of(2), Init.ones());
            Var<TFloat32> cell = cells.member(1).member(2).state("s", Shape.of(2), Init.ones());
            Var<TFloat32> row = cells.member(0).state("s", Shape.of(2), Init.ones());
            return Stage.steps("write", 1).update(Update.write("write", (t, b) -> {
                t.write(first, old -> t.m().scale(old, 5));
                t.write(chosen, old -> t.m().plus(old, 1));
                t.write(cell, old -> t.m().scale(old, 7));
                t.write(row, old -> t.m().scale(old, 3));
            }));
        })) {
            lab.step(1);
            assertThat(lab.read("head/s")).containsExactly(6, 6, 1, 1, 1, 1);
            lab.engine.write("which", new int[] {2});
            lab.step(1);
            assertThat(lab.read("head/s")).containsExactly(30, 30, 1, 1, 2, 2);
            assertThat(lab.read("restart/cell/s")).containsExactly(9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 49, 49);
        }
    }

    @Test
    void membersOfAStackDoNotShareDropoutMasks() {
        try (Lab lab = Lab.over(ROWS).stage(p -> {
            Model<Features, Features> flat = Arch.of(p.features(), p.features(), Layers.dropout(0.5))
                    .bind(p.vars().stack("head", 2));
            Layer.Fn nested =
                    Layers.dropout(0.5).bind(p.vars().stack("outer", 2).stack("inner", 2), Shape.of(4));
            return Stage.steps("look", 1).update(Update.write("look", (t, b) -> {
                Operand<TFloat32> y = flat.apply(t, b.x()).value();
                t.watch("heads", cost(t, t.m().sub(t.m().member(y, 0), t.m().member(y, 1))));
                // inner members bring their own rows, the outer axis is new
                Operand<TFloat32> own = t.m().spread(b.x().value(), Shape.of(2), 2);
                Operand<TFloat32> z = nested.apply(t, own);
                assertThat(z.shape()).isEqualTo(Shape.of(2, 2, 8, 4));
                t.watch("outer", t.m().mean(cost(t, t.m().sub(t.m().member(z, 0), t.m().member(z, 1))), -1));
            }));
        })) {
            float[] apart = lab.step(1);
            assertThat(apart[0]).isGreaterThan(0.1f);
            assertThat(apart[1]).isGreaterThan(0.1f);
        }
    }

    /** Rows 0 to 4 go to expert 0, row 5 to expert 1, none to expert 2. */
    @Test
    void anExpertWithoutRowsGivesNoNaNAndKeepsItsStatistics() {
        float[][] rows = {{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 1}};
        try (Lab lab = Lab.over(rows).stage(p -> {
            Vars bank = p.vars().stack("expert", 3);
            Arch<Features, Latent> expert = Arch.of(p.features(), Latent.of(2), Layers.batchNorm(), Layers.dense(2));
            List<Model<Features, Latent>> experts = IntStream.range(0, 3)
                    .mapToObj(i -> expert.bind(bank.member(i)))
                    .toList();
            return Stage.steps("train", 1)
                    .update(Update.descend(
                            "all", Optimizer.sgd("sgd", Schedule.constant(0.1)), bank.weights(), (t, b) -> {
                                Operand<TFloat32> second = t.m().columns(b.x().value(), 1, 2);
                                Operand<TInt32> to = t.m().argMax(t.m().beside(List.of(
                                        t.m().sub(t.m().real(0.5), second), t.m().sub(second, t.m().real(0.5)))));
                                return Terms.of(t)
                                        .add(
                                                "cost",
                                                cost(
                                                        t,
                                                        t.route(experts, to, b.x())
                                                                .value()));
                            }));
        })) {
            float[] before = lab.read("expert/2-dense/weight");
            assertThat(lab.step(1)[0]).isFinite();
            // 0.9·0 + 0.1·mean; the mean of 1..5 is 3 and its unbiased variance 2.5; one row varies by 0
            float[] mean = lab.read("expert/1-batch-norm/mean");
            float[] variance = lab.read("expert/1-batch-norm/variance");
            assertThat(mean).containsExactly(new float[] {0.3f, 0, 0.6f, 0.1f, 0, 0}, within(1e-6f));
            assertThat(variance).containsExactly(new float[] {1.15f, 0.9f, 0.9f, 0.9f, 1, 1}, within(1e-6f));
            float[] after = lab.read("expert/2-dense/weight");
            assertThat(Arrays.copyOf(after, 4)).isNotEqualTo(Arrays.copyOf(before, 4));
            assertThat(Arrays.copyOfRange(after, 8, 12)).containsExactly(Arrays.copyOfRange(before, 8, 12));
            for (String path : List.of("expert/1-batch-norm/scale", "expert/1-batch-norm/shift")) {
                for (float value : lab.read(path)) {
                    assertThat(value).isFinite();
                }
            }
        }
    }
}
