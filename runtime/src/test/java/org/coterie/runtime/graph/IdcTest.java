package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.idc.CodingRate;
import org.coterie.idc.IdcMethod;
import org.coterie.idc.IdcSettings;
import org.coterie.idc.Reduction;
import org.coterie.idc.StochasticGate;
import org.coterie.idc.Training;
import org.coterie.runtime.events.Event;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The plugin's two stages on the engine, and its terms against the values of the functions of the authors' code. */
class IdcTest {
    private static final Table ROWS = Lab.normal(70, 12, 21);
    private static final IdcSettings SMALL = IdcSettings.of(3)
            .with(new IdcSettings.Sizes(List.of(8), 4, 12, 8, 8, IdcSettings.Start.TORCH, 1))
            .with(Training.defaults().batch(16).epochs(2, 4, 5));

    private static Lab lab(IdcSettings settings) {
        return Lab.over(ROWS).plan(p -> new IdcMethod().plan(p, settings));
    }

    private static IdcSettings published() {
        Training t = SMALL.training();
        return SMALL.with(new Training(
                new Training.Epochs(2, 4, 5, 2),
                16,
                1e-2,
                1e-6,
                t.gates(),
                t.reconstruction(),
                Training.Boundary.MOVING,
                new Training.Head(
                        Training.Kind.NETWORK, 1e-2, 100, 0.1, Reduction.MEAN, 0, 1, Training.Selection.LAST, 1),
                new Training.GlobalGates(0, 0.1, 1e-4)));
    }

    @Test
    void bothStagesTrainOnCachedCodes() {
        try (Lab lab = lab(SMALL)) {
            lab.run();
            finite(lab);
            // 4 batches of 16 in 2 + 4 + 5 epochs, and 20 of the global gates
            assertThat(lab.trainer.steps()).isEqualTo(4 * 31);
            // the encoder rests after the sweeps: the cache still is what it gives
            float[] embedded = lab.ask("embed").toArray();
            assertThat(lab.read("codes")).containsExactly(embedded, within(1e-6f));
            Table assign = lab.ask("assign");
            for (int i = 0; i < assign.rows(); i++) {
                assertThat(assign.at(i, 0) + assign.at(i, 1) + assign.at(i, 2)).isCloseTo(1, within(1e-5f));
            }
            for (float gate : lab.ask("gates").toArray()) {
                assertThat(gate).isBetween(0f, 1f);
            }
            assertThat(lab.read("global-gates")).hasSize(3 * 12);
            assertThat(lab.trainer.reports())
                    .containsKeys("idc.gates-sum", "idc.gates-deviation", "idc.clusters-used", "idc.coding-rate");
        }
    }

    @Test
    void thePublishedHeadMovesTheEncodersStatisticsButNotItsWeights() {
        try (Lab lab = lab(published())) {
            List<Stage.Train> stages = lab.plan.stages().stream()
                    .filter(Stage.Train.class::isInstance)
                    .map(Stage.Train.class::cast)
                    .toList();
            assertThat(stages)
                    .extracting(Stage::name)
                    .containsExactly("open", "gated", "head", "head-and-global-gates");
            float[] weight = lab.read("encoder/1-dense/weight");
            float[] mean = lab.read("encoder/2-batch-norm/mean");
            int[] rows = new int[16];
            for (int i = 0; i < 16; i++) {
                rows[i] = i;
            }
            lab.engine.steps(
                    stages.get(2),
                    new Engine.Steps(
                            1, 0, rows, java.util.Map.of(), (i, name) -> new Lab.Moment(0), name -> r -> new float[0]));
            assertThat(lab.read("encoder/1-dense/weight")).containsExactly(weight);
            assertThat(lab.read("encoder/2-batch-norm/mean")).isNotEqualTo(mean);
            lab.run();
            finite(lab);
        }
    }

    @Test
    void dropoutOfTheGatingNetworkIsOfTrainingAlone() {
        IdcSettings.Sizes sizes = SMALL.sizes();
        IdcSettings.Sizes dropping = new IdcSettings.Sizes(
                sizes.widths(),
                sizes.embedding(),
                sizes.gating(),
                sizes.head(),
                sizes.auxiliary(),
                sizes.start(),
                sizes.gates(),
                0.5,
                sizes.image(),
                sizes.filters());
        try (Lab with = lab(SMALL.with(dropping));
                Lab without = lab(SMALL)) {
            with.run();
            without.run();
            finite(with);
            float[] gates = with.ask("gates").toArray();
            assertThat(with.ask("gates").toArray()).isEqualTo(gates);
            assertThat(without.ask("gates").toArray()).isNotEqualTo(gates);
        }
    }

    @Test
    void withoutGatesEveryRowIsSeenWhole() {
        Training.LocalGates none = new Training.LocalGates(false, 0.25, 1, 1, 0.01, 1, 0);
        try (Lab lab = lab(SMALL.with(SMALL.training().gates(none)))) {
            assertThat(lab.plan.readouts()).extracting(r -> r.name()).containsExactly("assign", "embed", "reconstruct");
            lab.run();
            finite(lab);
            assertThat(lab.read("codes")).containsExactly(lab.ask("embed").toArray(), within(1e-6f));
        }
    }

    @Test
    void kMeansOnGatedRowsStandsInForTheHead() {
        Training.Head head = new Training.Head(
                Training.Kind.K_MEANS, 1e-2, 100, 0.1, Reduction.MEAN, 0, 1, Training.Selection.LAST, 1);
        try (Lab lab = lab(SMALL.with(SMALL.training().head(head)))) {
            assertThat(lab.plan.readouts())
                    .extracting(r -> r.name())
                    .containsExactly("assign", "embed", "reconstruct", "gates");
            lab.run();
            finite(lab);
            Table assign = lab.ask("assign");
            Table gates = lab.ask("gates");
            float[] centres = lab.read("centres");
            for (int i = 0; i < assign.rows(); i++) {
                int nearest = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < 3; c++) {
                    double apart = 0;
                    for (int j = 0; j < 12; j++) {
                        double off = gates.at(i, j) * ROWS.at(i, j) - centres[c * 12 + j];
                        apart += off * off;
                    }
                    nearest = apart < least ? c : nearest;
                    least = Math.min(apart, least);
                }
                assertThat(assign.at(i, nearest)).isEqualTo(1);
            }
        }
    }

    @Test
    void aTargetIsFoundByMovingLambda() {
        Training.LocalGates target = new Training.LocalGates(true, 0.25, 1, 0.1, 0.01, 1, 3);
        Training training = SMALL.training().gates(target).epochs(2, 300, 2);
        try (Lab lab = lab(SMALL.with(training))) {
            lab.run();
            assertThat(lab.trainer.reports().get("idc.gates-sum")).isCloseTo(3, within(0.75));
            assertThat(lab.read("lambda")[0]).isNotEqualTo(0.1f);
        }
    }

    @Test
    void aLastChunkOfOneRowLeavesTheStatisticsFinite() {
        try (Lab lab = Lab.over(Lab.normal(257, 12, 22)).plan(p -> new IdcMethod().plan(p, SMALL))) {
            lab.run();
            finite(lab);
        }
    }

    private static void finite(Lab lab) {
        lab.all().forEach((path, values) -> {
            for (float value : values) {
                assertThat(value).as(path).isFinite();
            }
        });
        assertThat(lab.events.stream().filter(Event.Progress.class::isInstance)).isNotEmpty();
        for (Event event : lab.events) {
            if (event instanceof Event.Progress progress) {
                progress.terms()
                        .forEach((name, value) -> assertThat(value).as(name).isFinite());
            }
        }
    }

    /** Value and gradient of a function of one matrix, or of two; the gradients are the steps of plain descent. */
    private record Found(double value, double[] first, double[] second) {}

    private static Found found(
            BiFunction<Maths, List<Operand<TFloat32>>, Operand<TFloat32>> of, double[][] a, double[][] b) {
        try (Lab lab = new Lab.Setup().inDouble().stage(p -> {
            Var<TFloat32> first = p.vars().weight("a", Shape.of(a.length, a[0].length), Init.zeros());
            Var<TFloat32> second = p.vars().weight("b", Shape.of(b.length, b[0].length), Init.zeros());
            Var<TFloat32> value = p.vars().state("value", Shape.scalar(), Init.zeros());
            Optimizer plain = Optimizer.sgd("plain", Schedule.constant(1));
            return Stage.steps("one", 1).update(Update.descend("u", plain, List.of(first, second), (t, rows) -> {
                Operand<TFloat32> cost = of.apply(t.m(), List.of(t.read(first), t.read(second)));
                t.write(value, old -> cost);
                return Terms.of(t).add("cost", cost);
            }));
        })) {
            lab.engine.write("a", flat(a));
            lab.engine.write("b", flat(b));
            lab.step(1);
            return new Found(
                    lab.engine.doubles("value")[0], less(a, lab.engine.doubles("a")), less(b, lab.engine.doubles("b")));
        }
    }

    private static double[] flat(double[][] rows) {
        return java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    private static double[] less(double[][] before, double[] after) {
        double[] gradient = flat(before);
        for (int i = 0; i < after.length; i++) {
            gradient[i] -= after[i];
        }
        return gradient;
    }

    /** offset + 0.5 sin(start + slope·i + 0.7 j (i + 1)). */
    private static double[][] waves(int rows, int columns, double offset, double slope) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = offset + 0.5 * Math.sin(1 + slope * i + 0.7 * j * (i + 1));
            }
        }
        return values;
    }

    @Test
    void theCodingRateOfTheGates() {
        Found found = found(
                (m, w) -> m.add(
                        CodingRate.ofGates(m, w.get(0), 1, Reduction.MEAN), m.scale(m.sum(m.sum(w.get(1), -1), -1), 0)),
                waves(4, 6, 0.5, 0.3),
                new double[1][1]);
        assertThat(found.value()).isCloseTo(-0.619613, within(1e-6));
        assertThat(java.util.Arrays.copyOf(found.first(), 6))
                .containsExactly(
                        new double[] {-0.010061, -0.103761, -0.060701, -0.007418, 0.032720, 0.051144}, within(1e-6));
    }

    @Test
    void theCodingRateOfMoreRowsThanGatesIsOfTheSmallerMatrix() {
        // two rows of one open gate: −½ ln(1 + ½·2) / 2
        Found found = found(
                (m, w) -> m.add(
                        CodingRate.ofGates(m, w.get(0), 1, Reduction.MEAN), m.scale(m.sum(m.sum(w.get(1), -1), -1), 0)),
                new double[][] {{1}, {1}},
                new double[1][1]);
        assertThat(found.value()).isCloseTo(-Math.log(2) / 4, within(1e-6));
    }

    @Test
    void theCompressTermOfTheHead() {
        double[][] p = waves(5, 2, 0.5, 1.1);
        for (double[] row : p) {
            double first = Math.exp(3 * row[0]);
            double second = Math.exp(3 * row[1]);
            row[0] = first / (first + second);
            row[1] = second / (first + second);
        }
        assertThat(p[0]).containsExactly(new double[] {0.443914, 0.556086}, within(1e-6));
        Found found = found(
                (m, w) ->
                        CodingRate.withinClusters(m, CodingRate.normalised(m, w.get(0)), w.get(1), 0.1, Reduction.MEAN),
                waves(5, 3, 0.1, 0.5),
                p);
        assertThat(found.value()).isCloseTo(1.123405, within(1e-6));
        assertThat(found.second()[0]).isCloseTo(0.273399, within(1e-6));
        assertThat(found.second()[1]).isCloseTo(0.251111, within(1e-6));
        assertThat(found.second()[6]).isCloseTo(0.273482, within(1e-6));
        assertThat(found.second()[7]).isCloseTo(0.204921, within(1e-6));
    }

    @Test
    void openGatesAndTheirProbabilities() {
        double[] mu = {-0.9, -0.5, 0, 0.3, 0.9};
        double[] probabilities = {0.344578, 0.5, 0.691462, 0.788145, 0.919243};
        double[] gates = {0, 0, 0.5, 0.8, 1};
        for (int i = 0; i < mu.length; i++) {
            double[][] one = {{mu[i]}};
            Found found = found(
                    (m, w) -> m.add(
                            StochasticGate.openness(m, w.get(0), 1, Reduction.MEAN),
                            m.mean(m.mean(m.scale(StochasticGate.atRest(m, w.get(1)), 100), -1), -1)),
                    one,
                    one);
            assertThat(found.value()).isCloseTo(probabilities[i] + 100 * gates[i], within(1e-6));
        }
    }

    @Test
    void theGradientsOfTheTermsAreTheirDifferences() {
        new GradientCheck()
                .of("gates", (m, w) -> CodingRate.ofGates(m, w.get(0), 0.7, Reduction.SUM), Shape.of(4, 6))
                .of("tall", (m, w) -> CodingRate.ofGates(m, w.get(0), 0.7, Reduction.MEAN), Shape.of(6, 3))
                .of("open", (m, w) -> StochasticGate.openness(m, w.get(0), 0.5, Reduction.SUM), Shape.of(4, 6))
                .of(
                        "narrow",
                        (m, w) -> CodingRate.withinClusters(
                                m, CodingRate.normalised(m, w.get(0)), m.softmax(w.get(1)), 0.1, Reduction.MEAN),
                        Shape.of(5, 3),
                        Shape.of(5, 2))
                .of(
                        "stacked",
                        (m, w) -> CodingRate.withinClusters(
                                m, CodingRate.normalised(m, w.get(0)), m.softmax(w.get(1)), 0.5, Reduction.SUM),
                        Shape.of(5, 3),
                        Shape.of(2, 5, 2))
                .of(
                        "wide",
                        (m, w) -> CodingRate.withinClusters(
                                m, CodingRate.normalised(m, w.get(0)), m.softmax(w.get(1)), 0.5, Reduction.MEAN),
                        Shape.of(3, 33),
                        Shape.of(2, 3, 2))
                .run();
    }
}
