package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.api.Batch;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Cluster-specific Boltzmann machines: an update that follows a direction, Lloyd's step as a beat (papers.md §4, TRBM). */
class TrbmTest {
    private static final int K = 2;
    private static final int HIDDEN = 3;
    private static final int COLUMNS = 6;

    /** K machines and which rows they own. */
    private record Machines(
            Var<TFloat32> w, Var<TFloat32> a, Var<TFloat32> b, RowVar<TFloat32> owned, Var<TFloat32> drawn) {

        static Machines of(Vars v, int rows) {
            Vars cluster = v.stack("cluster", K);
            return new Machines(
                    cluster.weight("w", Shape.of(COLUMNS, HIDDEN), Init.normal(0.3)),
                    cluster.weight("a", Shape.of(1, COLUMNS), Init.normal(0.1)),
                    cluster.weight("b", Shape.of(1, HIDDEN), Init.normal(0.1)),
                    cluster.perRow("owned", Shape.of(1)),
                    v.state("drawn", Shape.of(K, rows, HIDDEN), Init.zeros()));
        }

        List<Var<TFloat32>> weights() {
            return List.of(w, a, b);
        }

        Operand<TFloat32> hidden(Trace t, Operand<TFloat32> x) {
            return t.m().sigmoid(t.m().affine(x, t.read(w), t.read(b)));
        }

        Operand<TFloat32> visible(Trace t, Operand<TFloat32> z) {
            return t.m().sigmoid(t.m().add(t.m().dotBT(z, t.read(w)), t.read(a)));
        }

        /** One Gibbs step: hidden units sampled, visible units as probabilities. */
        Operand<TFloat32> gibbs(Trace t, Operand<TFloat32> h) {
            Operand<TFloat32> u = t.noise("hidden").uniform(h);
            t.write(drawn, old -> u);
            return visible(t, t.m().less(u, h));
        }

        /** The direction of CD-1, mean over the rows of the step. */
        Map<Var<TFloat32>, Operand<TFloat32>> direction(Trace t, Batch rows) {
            Maths m = t.m();
            Operand<TFloat32> x = rows.x().value();
            Operand<TFloat32> s = m.scale(rows.at(owned), 1.0 / x.shape().get(0));
            Operand<TFloat32> h0 = hidden(t, x);
            Operand<TFloat32> x1 = gibbs(t, h0);
            Operand<TFloat32> h1 = hidden(t, x1);
            return Map.of(
                    w, m.sub(m.dotT(m.mul(s, x1), h1), m.dotT(m.mul(s, x), h0)),
                    a, m.sumKept(m.mul(s, m.sub(x1, x)), -2),
                    b, m.sumKept(m.mul(s, m.sub(h1, h0)), -2));
        }

        /** F(x) = −aᵀx − Σ softplus(b + Wᵀx), {@code [k, n, 1]}. */
        Operand<TFloat32> energy(Trace t, Operand<TFloat32> x) {
            Maths m = t.m();
            Operand<TFloat32> linear = m.sumKept(m.mul(x, t.read(a)), -1);
            return m.neg(m.add(linear, m.sumKept(m.softplus(m.affine(x, t.read(w), t.read(b))), -1)));
        }

        /** Mean F(x) − mean F(stop x′), whose gradient CD-1 is. */
        Terms contrast(Trace t, Batch rows) {
            Maths m = t.m();
            Operand<TFloat32> x = rows.x().value();
            Operand<TFloat32> x1 = m.stop(gibbs(t, hidden(t, x)));
            Operand<TFloat32> apart = m.mul(rows.at(owned), m.sub(energy(t, x), energy(t, x1)));
            return Terms.of(t).add("contrast", m.mean(m.mean(apart, -1), -1));
        }

        /** Minus the mean cross-entropy of one mean-field reconstruction. */
        Rows<Scores> scores(Trace t, Operand<TFloat32> x) {
            Maths m = t.m();
            Operand<TFloat32> r = visible(t, hidden(t, x));
            Operand<TFloat32> other = m.mul(m.sub(m.real(1), x), m.log(m.sub(m.real(1), r)));
            return Rows.of(new Scores(K), m.swap(m.mean(m.add(m.mul(x, m.log(r)), other), -1)));
        }

        Stage lloyd() {
            return Stage.sweep("lloyd", (t, b) -> {
                Operand<TFloat32> now = t.hard(scores(t, b.x().value())).value();
                t.write(owned, b, t.m().reshape(t.m().swap(now), K, -1, 1));
            });
        }
    }

    private static final Table PATTERNS = patterns(40);

    /** Rows of two patterns with one entry in ten flipped. */
    private static Table patterns(int n) {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[n * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            boolean on = (i / COLUMNS) % 2 == 0 ? i % COLUMNS < 3 : i % COLUMNS >= 3;
            values[i] = on == random.nextInt(10) > 0 ? 1 : 0;
        }
        return Table.of(n, COLUMNS, values);
    }

    private static Stage oneStep(Problem p, boolean follow) {
        Machines machines = Machines.of(p.vars(), 40);
        Optimizer sgd = Optimizer.sgd("sgd", Schedule.constant(1));
        return Stage.steps("train", 1)
                .update(
                        follow
                                ? Update.follow("cd", sgd, machines::direction)
                                : Update.descend("cd", sgd, machines.weights(), machines::contrast));
    }

    private static Map<String, float[]> oneStep(boolean follow) {
        try (Lab lab = Lab.over(PATTERNS).stage(p -> oneStep(p, follow))) {
            lab.engine.write("cluster/owned", owned());
            lab.step(1);
            return lab.all();
        }
    }

    /** Even rows belong to machine 0, odd rows to machine 1; stored rows first. */
    private static float[] owned() {
        float[] owned = new float[40 * K];
        for (int i = 0; i < 40; i++) {
            owned[i * K + i % 2] = 1;
        }
        return owned;
    }

    /** The same by loops over rows, columns and hidden units, from the uniform numbers the step drew. */
    @Test
    void theDirectionIsThatOfContrastiveDivergenceByHand() {
        Map<String, float[]> start;
        try (Lab lab = Lab.over(PATTERNS).stage(p -> oneStep(p, true))) {
            start = lab.all();
        }
        Map<String, float[]> after = oneStep(true);
        float[] drawn = after.get("drawn");
        assertThat(drawn).doesNotContain(0f);
        for (int k = 0; k < K; k++) {
            double[][] w = new double[COLUMNS][HIDDEN];
            double[] a = new double[COLUMNS];
            double[] b = new double[HIDDEN];
            double[][] dw = new double[COLUMNS][HIDDEN];
            double[] da = new double[COLUMNS];
            double[] db = new double[HIDDEN];
            for (int j = 0; j < COLUMNS; j++) {
                a[j] = start.get("cluster/a")[k * COLUMNS + j];
                for (int l = 0; l < HIDDEN; l++) {
                    w[j][l] = start.get("cluster/w")[(k * COLUMNS + j) * HIDDEN + l];
                    b[l] = start.get("cluster/b")[k * HIDDEN + l];
                }
            }
            for (int i = k; i < 40; i += 2) {
                double[] x = new double[COLUMNS];
                for (int j = 0; j < COLUMNS; j++) {
                    x[j] = PATTERNS.at(i, j);
                }
                double[] h0 = hidden(x, w, b);
                double[] x1 = new double[COLUMNS];
                for (int j = 0; j < COLUMNS; j++) {
                    double sum = a[j];
                    for (int l = 0; l < HIDDEN; l++) {
                        sum += drawn[(k * 40 + i) * HIDDEN + l] < h0[l] ? w[j][l] : 0;
                    }
                    x1[j] = 1 / (1 + Math.exp(-sum));
                }
                double[] h1 = hidden(x1, w, b);
                for (int j = 0; j < COLUMNS; j++) {
                    da[j] += (x1[j] - x[j]) / 40;
                    for (int l = 0; l < HIDDEN; l++) {
                        dw[j][l] += (x1[j] * h1[l] - x[j] * h0[l]) / 40;
                    }
                }
                for (int l = 0; l < HIDDEN; l++) {
                    db[l] += (h1[l] - h0[l]) / 40;
                }
            }
            for (int j = 0; j < COLUMNS; j++) {
                assertThat((double) after.get("cluster/a")[k * COLUMNS + j]).isCloseTo(a[j] - da[j], within(1e-6));
                for (int l = 0; l < HIDDEN; l++) {
                    assertThat((double) after.get("cluster/w")[(k * COLUMNS + j) * HIDDEN + l])
                            .isCloseTo(w[j][l] - dw[j][l], within(1e-6));
                    assertThat((double) after.get("cluster/b")[k * HIDDEN + l]).isCloseTo(b[l] - db[l], within(1e-6));
                }
            }
        }
    }

    private static double[] hidden(double[] x, double[][] w, double[] b) {
        double[] h = new double[HIDDEN];
        for (int l = 0; l < HIDDEN; l++) {
            double sum = b[l];
            for (int j = 0; j < COLUMNS; j++) {
                sum += x[j] * w[j][l];
            }
            h[l] = 1 / (1 + Math.exp(-sum));
        }
        return h;
    }

    /** The same noise, because noise belongs to the stage, the update and the purpose. */
    @Test
    void theDirectionIsTheGradientOfTheDifferenceOfFreeEnergies() {
        Map<String, float[]> followed = oneStep(true);
        oneStep(false)
                .forEach((path, values) ->
                        assertThat(followed.get(path)).as(path).containsExactly(values, within(1e-6f)));
    }

    /** The free energy of one machine with one hidden unit, W = 1, a = 2, b = 0 at x = 1: −2 − ln(1 + e). */
    @Test
    void theFreeEnergyHasTheGradientOfItsFormula() {
        new GradientCheck()
                .of("energy", v -> {
                    Vars cluster = v.stack("cluster", K);
                    Machines machines = new Machines(
                            cluster.weight("w", Shape.of(3, HIDDEN), Init.normal(1)),
                            cluster.weight("a", Shape.of(1, 3), Init.normal(1)),
                            cluster.weight("b", Shape.of(1, HIDDEN), Init.normal(1)),
                            cluster.perRow("owned", Shape.of(1)),
                            v.state("drawn", Shape.scalar(), Init.zeros()));
                    return (t, b) -> machines.energy(t, b.x().value());
                })
                .run();
    }

    /** From seeds, machine 0 owning row 0 and machine 1 row 1, the two patterns come apart. */
    @Test
    void lloydAsABeatSeparatesTwoPatterns() {
        try (Lab lab = Lab.over(PATTERNS).plan(p -> {
            Machines machines = Machines.of(p.vars(), 20);
            Optimizer sgd = Optimizer.sgd("sgd", Schedule.constant(0.5));
            return Plan.of(p.vars())
                    .stage(
                            Stage.host("seed", desk -> desk.write(machines.owned(), seeds())),
                            Stage.epochs("warm", 0, 5)
                                    .draw(Sampler.shuffled(20))
                                    .update(Update.follow("cd", sgd, machines::direction)),
                            Stage.epochs("train", 5, 30)
                                    .draw(Sampler.shuffled(20))
                                    .update(Update.follow("cd", sgd, machines::direction))
                                    .everyEpochs(1, machines.lloyd()))
                    .readout(Readout.perRow(
                            "assign",
                            new org.coterie.api.Clusters(K),
                            (t, x) -> t.hard(machines.scores(t, x.value()))));
        })) {
            lab.run();
            float[] owned = lab.read("cluster/owned");
            assertThat(owned).containsExactly(lab.ask("assign").toArray());
            int right = 0;
            for (int i = 0; i < 40; i++) {
                assertThat(owned[2 * i] + owned[2 * i + 1]).isEqualTo(1);
                right += owned[i * K + i % 2] == 1 ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(38);
        }
    }

    private static float[] seeds() {
        float[] owned = new float[40 * K];
        owned[0] = 1;
        owned[K + 1] = 1;
        return owned;
    }
}
