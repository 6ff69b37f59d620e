package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.coterie.api.Arch;
import org.coterie.api.Batch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.RowVar;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a step does, in which order, and what each part of it sees. */
class UpdateTest {
    private static final Schedule ONE = Schedule.constant(1);

    private static Lab twice(boolean loops) {
        Lab.Setup setup = loops ? new Lab.Setup() : new Lab.Setup().stepByStep();
        return setup.stage(p -> {
            Var<TFloat32> w = p.vars().weight("w", Shape.scalar(), Init.ones());
            return Stage.steps("two", 2)
                    .update(
                            Update.follow("first", Optimizer.sgd("a", ONE), (t, b) -> Map.of(w, t.m().real(-10))),
                            Update.descend("second", Optimizer.sgd("b", ONE), List.of(w), (t, b) -> {
                                t.watch("seen", t.read(w));
                                return Terms.of(t).add("cost", t.m().scale(t.m().square(t.read(w)), 9));
                            }));
        });
    }

    /** 1 + 10 = 11, whose gradient under 9w² is 198; then −187 + 10 and so on. */
    @Test
    void theSecondUpdateReadsWhatTheFirstWrote() {
        for (boolean loops : new boolean[] {true, false}) {
            try (Lab lab = twice(loops)) {
                assertThat(lab.step(2)).containsExactly(9 * 121, 11, 9 * 177 * 177, -177);
                assertThat(lab.read("w")).containsExactly(-177 + 18 * 177);
            }
        }
    }

    @Test
    void fourBatchNormPassesInOneUpdateMoveTheStatisticsFourTimes() {
        try (Lab lab = Lab.over(new float[] {0}, new float[] {2}).stage(p -> {
            Model<Features, Features> norm =
                    Arch.of(p.features(), p.features(), Layers.batchNorm()).bind(p.vars());
            return Stage.steps("one", 1).update(Update.write("four", (t, b) -> {
                for (int i = 0; i < 4; i++) {
                    norm.apply(t, b.x());
                }
            }));
        })) {
            lab.step(1);
            // the batch has mean 1 and unbiased variance 2: 1 − 0.9⁴ = 0.3439 of the way from 0 to 1, and from 1 to 2
            assertThat(lab.read("1-batch-norm/mean")[0]).isCloseTo(0.3439f, within(1e-6f));
            assertThat(lab.read("1-batch-norm/variance")[0]).isCloseTo(1.3439f, within(1e-6f));
        }
    }

    private static float[] written(BiConsumer<Trace, List<Var<TFloat32>>> writes) {
        try (Lab lab = new Lab.Setup().stage(p -> {
            Var<TFloat32> a = p.vars().state("a", Shape.scalar(), Init.ones());
            Var<TFloat32> b = p.vars().state("b", Shape.scalar(), Init.constant(10));
            return Stage.steps("one", 1).update(Update.write("w", (t, batch) -> writes.accept(t, List.of(a, b))));
        })) {
            lab.step(1);
            return new float[] {lab.read("a")[0], lab.read("b")[0]};
        }
    }

    @Test
    void writesHappenInTheOrderOfTheCalls() {
        assertThat(written((t, v) -> {
                    t.write(v.get(0), old -> t.m().scale(old, 2));
                    t.write(v.get(0), old -> t.m().plus(old, 3));
                }))
                .containsExactly(5, 10);
        assertThat(written((t, v) -> {
                    t.write(v.get(0), old -> t.m().plus(old, 3));
                    t.write(v.get(0), old -> t.m().scale(old, 2));
                }))
                .containsExactly(8, 10);
    }

    @Test
    void aReadBeforeTheWritesSeesTheOldValueAndOneFirstMadeInARuleTheNew() {
        assertThat(written((t, v) -> {
                    Operand<TFloat32> before = t.read(v.get(1));
                    t.write(v.get(1), old -> t.m().plus(old, 5));
                    t.write(v.get(0), old -> before);
                }))
                .containsExactly(10, 15);
        assertThat(written((t, v) -> {
                    t.write(v.get(1), old -> t.m().plus(old, 5));
                    t.write(v.get(0), old -> t.read(v.get(1)));
                    t.write(v.get(1), old -> t.m().scale(old, 2));
                }))
                .containsExactly(15, 30);
    }

    /** The rule gets the weight after the step: 2·(1 − 0.1·18·1). */
    @Test
    void aWriteInADescendFollowsItsStep() {
        try (Lab lab = new Lab.Setup().stage(p -> {
            Var<TFloat32> w = p.vars().weight("w", Shape.scalar(), Init.ones());
            return Stage.steps("one", 1)
                    .update(Update.descend("d", Optimizer.sgd("o", Schedule.constant(0.1)), List.of(w), (t, b) -> {
                        t.write(w, old -> t.m().scale(old, 2));
                        return Terms.of(t).add("cost", t.m().scale(t.m().square(t.read(w)), 9));
                    }));
        })) {
            lab.step(1);
            assertThat(lab.read("w")[0]).isCloseTo(-1.6f, within(1e-6f));
        }
    }

    /**
     * Rows 0, 1, 4, 5, centres 0 and 4, a slope w = 1 in the cost (x − wc)². The assignment is that of before the step; the
     * step moves w by 0.01·d/dw of the mean cost, the centres become the means 0.5 and 4.5.
     */
    @Test
    void lloydsStepFollowsTheDescentAndUsesTheCostsBeforeIt() {
        try (Lab lab = Lab.over(new float[] {0}, new float[] {1}, new float[] {4}, new float[] {5})
                .stage(p -> {
                    Var<TFloat32> w = p.vars().weight("w", Shape.of(1, 1), Init.ones());
                    Var<TFloat32> centre = p.vars().state("centre", Shape.of(1, 2), Init.zeros());
                    RowVar<TFloat32> s = p.vars().perRow("s", Shape.of(2));
                    Optimizer sgd = Optimizer.sgd("o", Schedule.constant(0.01));
                    return Stage.steps("one", 1).update(Update.descend("both", sgd, List.of(w), (t, b) -> {
                        Maths m = t.m();
                        Operand<TFloat32> x = b.x().value();
                        Operand<TFloat32> cost = m.square(m.sub(x, m.mul(t.read(w), t.read(centre))));
                        Operand<TFloat32> now = m.oneHot(m.argMax(m.neg(cost)), 2);
                        t.write(s, b, now);
                        t.write(centre, old -> m.div(m.sumKept(m.mul(now, x), -2), m.sumKept(now, -2)));
                        return Terms.of(t).add("cost", m.mean(m.sum(m.mul(now, cost), -1), -1));
                    }));
                })) {
            lab.engine.write("centre", new float[] {0, 4});
            assertThat(lab.step(1)).containsExactly(0.5f);
            assertThat(lab.read("s")).containsExactly(1, 0, 1, 0, 0, 1, 0, 1);
            assertThat(lab.read("centre")).containsExactly(0.5f, 4.5f);
            // d/dw mean = ¼·(−2)(4·(4 − 4) + 4·(5 − 4)) = −2
            assertThat(lab.read("w")[0]).isCloseTo(1.02f, within(1e-6f));
        }
    }

    /** Stored [row, restart, cell, column]; handed out [restart, cell, row, column]. */
    @Test
    void valuesPerRowAreStoredRowsFirstAndHandedOutStackFirst() {
        for (boolean whole : new boolean[] {true, false}) {
            try (Lab lab = new Lab.Setup().rows(Table.of(new float[5][1])).stage(p -> {
                RowVar<TFloat32> s =
                        p.vars().stack("restart", 2).stack("cell", 3).perRow("s", Shape.of(2));
                RowVar<TInt32> n = p.vars().stack("head", 3).perRowCount("n", Shape.scalar());
                Var<TFloat32> seen = p.vars().state("seen", Shape.of(2, 3, whole ? 5 : 2, 2), Init.zeros());
                Var<TInt32> counts = p.vars().count("counts", Shape.of(3, whole ? 5 : 2));
                return Stage.steps("one", 1)
                        .draw(whole ? Sampler.full() : Sampler.shuffled(2))
                        .update(Update.write("look", (t, b) -> {
                            Operand<TFloat32> now = b.at(s);
                            Operand<TInt32> numbers = b.at(n);
                            t.write(seen, old -> now);
                            t.write(counts, old -> numbers);
                            t.write(s, b, t.m().plus(now, 1000));
                            t.write(n, b, t.tf().math.add(numbers, t.tf().constant(1000)));
                        }));
            })) {
                float[] stored = new float[60];
                for (int i = 0; i < 60; i++) {
                    stored[i] = i;
                }
                int[] numbers = new int[15];
                for (int i = 0; i < 15; i++) {
                    numbers[i] = i;
                }
                lab.engine.write("restart/cell/s", stored);
                lab.engine.write("head/n", numbers);
                int[] rows = whole ? new int[0] : new int[] {3, 1};
                int[] drawn = whole ? new int[] {0, 1, 2, 3, 4} : rows;
                lab.step(1, rows);
                float[] seen = lab.read("seen");
                int[] counts = lab.engine.ints("counts");
                for (int cell = 0; cell < 6; cell++) {
                    for (int i = 0; i < drawn.length; i++) {
                        for (int j = 0; j < 2; j++) {
                            assertThat(seen[(cell * drawn.length + i) * 2 + j])
                                    .isEqualTo(stored[(drawn[i] * 6 + cell) * 2 + j]);
                        }
                        if (cell < 3) {
                            assertThat(counts[cell * drawn.length + i]).isEqualTo(numbers[drawn[i] * 3 + cell]);
                        }
                    }
                }
                for (int row : drawn) {
                    for (int i = 0; i < 12; i++) {
                        stored[row * 12 + i] += 1000;
                    }
                    for (int i = 0; i < 3; i++) {
                        numbers[row * 3 + i] += 1000;
                    }
                }
                assertThat(lab.read("restart/cell/s")).containsExactly(stored);
                assertThat(lab.engine.ints("head/n")).containsExactly(numbers);
            }
        }
    }

    /** 600 rows in chunks of 256, 256 and 88, far from 0 so that a sum of squares would lose digits. */
    @Test
    void calibrationGivesTheMeanAndVarianceOfAllRows() {
        Table noise = Lab.normal(600, 2, 5);
        float[] values = noise.toArray();
        for (int i = 0; i < 600; i++) {
            values[2 * i] = 40 + values[2 * i] * (i < 256 ? 1 : 3);
            values[2 * i + 1] += i / 100f;
        }
        try (Lab lab = Lab.over(Table.of(600, 2, values)).plan(p -> {
            Arch<Features, Features> norm = Arch.of(p.features(), p.features(), Layers.batchNorm());
            Model<Features, Features> one = norm.bind(p.vars().at("one"));
            Model<Features, Features> stack = norm.bind(p.vars().stack("head", 2));
            return Plan.of(p.vars()).stage(Stage.sweep("recalibrate", (t, b) -> {
                one.apply(t.in(Trace.Mode.CALIBRATE), b.x());
                stack.apply(t.in(Trace.Mode.CALIBRATE), b.x());
            }));
        })) {
            for (String path : List.of("one/1-batch-norm/mean", "one/1-batch-norm/variance")) {
                lab.engine.write(path, new float[] {-7, 123});
            }
            lab.run();
            for (int j = 0; j < 2; j++) {
                double mean = 0;
                double square = 0;
                for (int i = 0; i < 600; i++) {
                    mean += values[2 * i + j] / 600.0;
                }
                for (int i = 0; i < 600; i++) {
                    square += (values[2 * i + j] - mean) * (values[2 * i + j] - mean) / 600.0;
                }
                for (int k = 0; k < 2; k++) {
                    assertThat(lab.read("head/1-batch-norm/mean")[2 * k + j]).isCloseTo((float) mean, within(2e-5f));
                    assertThat(lab.read("head/1-batch-norm/variance")[2 * k + j])
                            .isCloseTo((float) square, within(1e-4f));
                }
                assertThat(lab.read("one/1-batch-norm/mean")[j]).isCloseTo((float) mean, within(2e-5f));
                assertThat(lab.read("one/1-batch-norm/variance")[j]).isCloseTo((float) square, within(1e-4f));
            }
        }
    }

    @Test
    void aSweepResetsAccumulatesAndFinishes() {
        try (Lab lab = new Lab.Setup().rows(Table.of(new float[300][1])).plan(p -> {
            Var<TFloat32> sum = p.vars().state("sum", Shape.scalar(), Init.constant(5));
            Stage.Sweep count = Stage.sweep("count", (t, b) -> {
                        Operand<TFloat32> n = t.m().count(b.x().value(), -2);
                        t.write(sum, old -> t.m().add(old, n));
                    })
                    .reset(sum)
                    .last(t -> t.write(sum, old -> t.m().scale(old, 10)));
            return Plan.of(p.vars())
                    .stage(
                            count,
                            Stage.steps("s", 2)
                                    .update(Update.write("w", (t, b) -> t.write(sum, old -> t.m().plus(old, 1))))
                                    .everySteps(2, count));
        })) {
            lab.run();
            assertThat(lab.read("sum")).containsExactly(3050);
        }
    }

    /** Where nothing of a batch is stored per row, one write of a whole variable under a batch of rows is still one write. */
    @Test
    void aBatchKnowsItsRowsAndSideTables() {
        try (Lab lab = Lab.over(new float[] {0}, new float[] {10}, new float[] {20})
                .side("weak", new org.coterie.api.Latent(Shape.of(2)), Table.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}))
                .stage(p -> {
                    Var<TFloat32> seen = p.vars().state("seen", Shape.of(2, 3), Init.zeros());
                    Var<TInt32> index = p.vars().count("index", Shape.of(2));
                    return Stage.steps("one", 1).draw(Sampler.shuffled(2)).update(Update.write("w", (t, b) -> {
                        write(t, b, seen);
                        t.write(index, old -> b.index());
                    }));
                })) {
            lab.step(1, 2, 0);
            assertThat(lab.read("seen")).containsExactly(20, 5, 6, 0, 1, 2);
            assertThat(lab.engine.ints("index")).containsExactly(2, 0);
        }
    }

    private static void write(Trace t, Batch b, Var<TFloat32> seen) {
        t.write(seen, old -> t.m().beside(List.of(b.x().value(), b.side("weak"))));
    }
}
