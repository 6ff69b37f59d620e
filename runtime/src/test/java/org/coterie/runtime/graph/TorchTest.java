package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The same weights, rows and steps in PyTorch 2.13.0, double precision on the CPU; its numbers are written below. */
class TorchTest {

    private static float[] filled(int rows, int columns, java.util.function.DoubleBinaryOperator of) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i * columns + j] = (float) of.applyAsDouble(i, j);
            }
        }
        return values;
    }

    /** x_ij = sin(0.5 + 1.3 i + 0.7 j). */
    private static final float[] X = filled(6, 3, (i, j) -> Math.sin(0.5 + 1.3 * i + 0.7 * j));

    /** Linear(3, 4), BatchNorm1d(4), ELU, Linear(4, 3), Softplus; loss MSE to x, SGD at 0.1. */
    private static Plan chain(Problem p) {
        Features x = p.features();
        Model<Features, Features> net = Arch.of(
                        x, x, Layers.dense(4), Layers.batchNorm(), Layers.elu(), Layers.dense(3), Layers.softplus())
                .bind(p.vars().at("net"));
        Update step = Update.descend(
                "step",
                Optimizer.sgd("sgd", Schedule.constant(0.1)),
                net.weights(),
                (t, b) -> Terms.of(t)
                        .add("mse", t.m().mean(Loss.<Features>meanSquared().rows(t, b.x(), net.apply(t, b.x())), -1)));
        return Plan.of(p.vars())
                .stage(
                        Stage.steps("train", 3)
                                .draw(org.coterie.api.Sampler.shuffled(4))
                                .update(step),
                        Lab.idle())
                .probe(Readout.perRow("eval", x, net::apply));
    }

    @Test
    void threeStepsOfDenseBatchNormEluSoftplus() {
        for (boolean exact : new boolean[] {false, true}) {
            Lab.Setup setup = Lab.over(org.coterie.api.data.Table.of(6, 3, X));
            try (Lab lab = (exact ? setup.inDouble() : setup).plan(TorchTest::chain)) {
                double near = exact ? 2e-7 : 2e-6;
                lab.engine.write("net/1-dense/weight", filled(3, 4, (i, j) -> 0.5 * Math.sin(1 + i + 2 * j)));
                lab.engine.write("net/1-dense/bias", filled(1, 4, (i, j) -> 0.1 * Math.cos(j)));
                lab.engine.write("net/4-dense/weight", filled(4, 3, (i, j) -> 0.5 * Math.cos(1 + 2 * i + j)));
                lab.engine.write("net/4-dense/bias", filled(1, 3, (i, j) -> 0.1 * Math.sin(j)));
                float[] losses = lab.step(3, 0, 1, 2, 3, 2, 3, 4, 5, 5, 4, 1, 0);
                same(losses, near, 1.4585692879155943, 1.3972578693800728, 0.33150483808125525);
                same(
                        lab.read("net/1-dense/weight"),
                        near,
                        0.4332447435,
                        0.02658901741,
                        -0.4410629108,
                        0.3443283136,
                        0.4463522993,
                        -0.3994887972,
                        -0.06461290882,
                        0.4920264756,
                        0.04535985792,
                        -0.4677484458,
                        0.4049654766,
                        0.1861665146);
                same(lab.read("net/1-dense/bias"), near, 0.1, 0.05403023059, -0.04161468365, -0.09899924966);
                same(lab.read("net/2-batch-norm/scale"), near, 0.9696971759, 1.003652255, 0.9412060768, 0.9679386239);
                same(
                        lab.read("net/2-batch-norm/shift"),
                        near,
                        0.007550614752,
                        0.02987690111,
                        -0.06186573106,
                        -0.003885102668);
                same(
                        lab.read("net/2-batch-norm/mean"),
                        near,
                        0.06864536093,
                        -0.03088846812,
                        -0.0072383008,
                        0.02193814205);
                same(
                        lab.read("net/2-batch-norm/variance"),
                        near,
                        0.8367537517,
                        0.8192770702,
                        0.7746513206,
                        0.8500387061);
                same(
                        lab.read("net/4-dense/weight"),
                        near,
                        0.2535384479,
                        -0.1567886965,
                        -0.4326579308,
                        -0.4770627255,
                        -0.3761624118,
                        0.04596424724,
                        0.1040116686,
                        0.4139498307,
                        0.3297570745,
                        0.3528951179,
                        -0.02319365536,
                        -0.3876826605);
                same(lab.read("net/4-dense/bias"), near, -0.06939559655, 0.01937395529, -0.001177029918);
                same(
                        lab.ask("eval").toArray(),
                        near,
                        1.055393982,
                        0.7420323581,
                        0.4314376965,
                        0.8531088961,
                        0.5647316737,
                        0.4059763311,
                        0.3817376714,
                        0.49932579,
                        0.7954114338,
                        0.3779188924,
                        0.6596133999,
                        1.039772937,
                        0.7130400077,
                        0.8761917971,
                        0.8184987988,
                        1.077618833,
                        0.7042551839,
                        0.3930759679);
            }
        }
    }

    private static void same(float[] ours, double near, double... torch) {
        assertThat(ours).hasSameSizeAs(torch);
        for (int i = 0; i < torch.length; i++) {
            assertThat((double) ours[i]).as("entry %d", i).isCloseTo(torch[i], within(near));
        }
    }

    /** One row per function of z = (−3, −1, −0.25, 0, 0.5, 2, 30). */
    @Test
    void activationsAndLosses() {
        float[] z = {-3, -1, -0.25f, 0, 0.5f, 2, 30};
        float[] targets = {0, 1, 0.3f, 0.5f, 0.8f, 0.1f, 1};
        try (Lab lab = Lab.over(z, targets).plan(p -> {
            Features x = p.features();
            Var<TFloat32> seen = p.vars().state("seen", Shape.of(6, 7), Init.zeros());
            Var<TFloat32> costs = p.vars().state("costs", Shape.of(3), Init.zeros());
            return Plan.of(p.vars()).stage(Stage.sweep("look", (t, b) -> {
                Maths m = t.m();
                Operand<TFloat32> first = m.pick(b.x().value(), zero(t));
                Operand<TFloat32> second = m.pick(b.x().value(), one(t));
                t.write(
                        seen,
                        old -> m.reshape(
                                m.stack(List.of(
                                        m.relu(first),
                                        m.elu(first),
                                        m.tanh(first),
                                        m.sigmoid(first),
                                        m.softplus(first),
                                        m.normalCdf(first))),
                                6,
                                7));
                Rows<Features> target = Rows.of(x, second);
                Rows<Features> value = Rows.of(x, first);
                t.write(
                        costs,
                        old -> m.reshape(
                                m.stack(List.of(
                                        Loss.<Features>meanSquared().rows(t, target, value),
                                        Loss.<Features>meanAbsolute().rows(t, target, value),
                                        Loss.<Features>binaryCrossEntropyOfLogits()
                                                .rows(t, target, value))),
                                3));
            }));
        })) {
            lab.run();
            same(
                    lab.read("seen"),
                    2e-7,
                    0,
                    0,
                    0,
                    0,
                    0.5,
                    2,
                    30,
                    -0.9502129316,
                    -0.6321205588,
                    -0.2211992169,
                    0,
                    0.5,
                    2,
                    30,
                    -0.9950547537,
                    -0.761594156,
                    -0.2449186624,
                    0,
                    0.4621171573,
                    0.9640275801,
                    1,
                    0.04742587318,
                    0.2689414214,
                    0.4378234991,
                    0.5,
                    0.6224593312,
                    0.880797078,
                    1,
                    0.04858735157,
                    0.3132616875,
                    0.5759394199,
                    0.6931471806,
                    0.9740769842,
                    2.126928011,
                    30,
                    0.001349898032,
                    0.1586552539,
                    0.4012936743,
                    0.5,
                    0.6914624613,
                    0.9772498681,
                    1);
            same(lab.read("costs"), 2e-5, 122.6075, 5.321428571428571, 0.7438486621077038);
        }
    }

    private static Operand<org.tensorflow.types.TInt32> zero(Trace t) {
        return t.m().argMax(t.m().stack(List.of(t.m().stack(List.of(t.m().real(1), t.m().real(0))))));
    }

    private static Operand<org.tensorflow.types.TInt32> one(Trace t) {
        return t.m().argMax(t.m().stack(List.of(t.m().stack(List.of(t.m().real(0), t.m().real(1))))));
    }

    /** log_softmax of (−3, −1, −0.25, 0). */
    @Test
    void logSoftmaxOfAStack() {
        try (Lab lab = Lab.over(new float[] {-3, -1, -0.25f, 0}, new float[] {-3, -1, -0.25f, 0})
                .plan(p -> Plan.of(p.vars())
                        .stage(Lab.idle())
                        .probe(Readout.perRow(
                                "s",
                                new Scores(4),
                                (t, x) -> Rows.of(
                                        new Scores(4),
                                        t.m().member(
                                                        t.m().logSoftmax(t.m().spread(x.value(), Shape.of(3), 2)),
                                                        2)))))) {
            double[] torch = {-3.786850294, -1.786850294, -1.036850294, -0.7868502936};
            for (int row = 0; row < 2; row++) {
                for (int j = 0; j < 4; j++) {
                    assertThat((double) lab.ask("s").at(row, j)).isCloseTo(torch[j], within(3e-7));
                }
            }
        }
    }

    /** Of 40,000 entries, 30 % vanish and the rest grow by 1/0.7: mean 1, and the share within four deviations. */
    @Test
    void dropoutKeepsTheMean() {
        float[] ones = new float[40_000];
        java.util.Arrays.fill(ones, 1);
        try (Lab lab = Lab.over(org.coterie.api.data.Table.of(200, 200, ones)).stage(p -> {
            Model<Features, Features> net =
                    Arch.of(p.features(), p.features(), Layers.dropout(0.3)).bind(p.vars());
            return Stage.steps("look", 1).update(Update.write("look", (t, b) -> {
                Maths m = t.m();
                Operand<TFloat32> y = net.apply(t, b.x()).value();
                t.watch("mean", m.mean(m.mean(y, -1), -1));
                t.watch("share", m.mean(m.mean(m.less(y, m.real(0.5)), -1), -1));
                t.watch("largest", m.mean(m.mean(m.less(m.real(1.42857), y), -1), -1));
            }));
        })) {
            float[] seen = lab.step(1);
            assertThat((double) seen[1]).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / 40_000)));
            assertThat((double) seen[0]).isCloseTo((1 - seen[1]) / 0.7, within(1e-5));
            assertThat(seen[2]).isCloseTo(1 - seen[1], within(1e-6f));
        }
    }
}
