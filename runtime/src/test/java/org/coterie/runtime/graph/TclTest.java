package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.coterie.tensorized.Contrast;
import org.coterie.tensorized.Elastic;
import org.coterie.tensorized.Tensorizable;
import org.coterie.tensorized.Tensorized;
import org.coterie.tensorized.Training;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Contrastive learning, a code per cluster (papers.md §4, TCL). */
class TclTest {
    private static final Training SHORT = Training.defaults()
            .start(Training.Start.Kind.K_MEANS)
            .restarts(1)
            .batch(20)
            .rate(0.01)
            .epochs(20);

    private static Contrast pictures(int height, int width, double alpha) {
        return new Contrast(List.of(height, width), List.of(2, 2), 2, new Elastic(alpha, 2), 0, List.of());
    }

    private static Contrast rows(double noise) {
        return new Contrast(List.of(), List.of(6), 2, Elastic.of(), noise, List.of());
    }

    /** Two restarts of three clusters: ⟨z, z(1 − 2x)⟩ − ⟨z, z(x / 2 + 0.1)⟩. */
    private static GradientCheck.Closure contrast(Vars v, Contrast what) {
        Features x = Features.of(3);
        Vars restart = v.stack("restart", 2);
        Tensorizable.Embeds networks =
                (Tensorizable.Embeds) what.bind(x, restart.stack("shared", 1), restart.stack("cluster", 3));
        return (t, b) -> {
            Maths m = t.m();
            Operand<TFloat32> like = m.plus(m.scale(b.x().value(), 0.5), 0.1);
            Operand<TFloat32> unlike = m.plus(m.scale(b.x().value(), -2), 1);
            Operand<TFloat32> apart = m.sub(
                    networks.embed(t, Rows.of(x, unlike)).value(),
                    networks.embed(t, Rows.of(x, like)).value());
            return m.sum(m.mul(networks.embed(t, b.x()).value(), apart), -1);
        };
    }

    @Test
    void contrastsHaveTheGradientsOfTheirFormula() {
        new GradientCheck()
                .of("rows", v -> contrast(v, rows(0)))
                .of("pictures", v -> contrast(v, pictures(1, 3, 0)))
                .run();
    }

    /**
     * Rows x_ij = sin(0.5 + 1.3 i + 0.7 j) as pictures of 3×4, weights sin(a + i + 2 j + 3 k) as in {@link TensorizedTorchTest},
     * those of convolutions sin(a + t) for entry t of height × width × in × out, a = 0.1, 0.2, 0.3. PyTorch 2.13.0, double
     * precision: ⟨z, z of the next row⟩ − ⟨z, z(x / 2 + 0.1)⟩.
     */
    @Test
    void picturesContrastAsInPyTorch() {
        float[] values = new float[48];
        for (int i = 0; i < 48; i++) {
            int row = i / 12;
            values[i] = (float) Math.sin(0.5 + 1.3 * row + 0.7 * (i % 12));
        }
        Features x = Features.of(12);
        Latent both = Latent.of(4);
        try (Lab lab = Lab.over(Table.of(4, 12, values)).plan(p -> {
            Tensorizable.Embeds networks = (Tensorizable.Embeds) pictures(3, 4, 0)
                    .bind(x, p.vars().stack("shared", 1), p.vars().stack("cluster", 2));
            return Plan.of(p.vars())
                    .stage(Lab.idle())
                    .probe(
                            Readout.perRow(
                                    "z", both, (t, rows) -> Rows.of(both, beside(t.m(), networks.embed(t, rows)))),
                            Readout.perRow("like", both, (t, rows) -> {
                                Operand<TFloat32> like = t.m().plus(t.m().scale(rows.value(), 0.5), 0.1);
                                return Rows.of(both, beside(t.m(), networks.embed(t, Rows.of(x, like))));
                            }));
        })) {
            Map<String, float[]> weights = new LinkedHashMap<>();
            weights.put("shared/encoder/1-convolution/weight", sines(18, 0.1));
            weights.put("shared/encoder/3-convolution/weight", sines(36, 0.2));
            weights.put("cluster/encoder/1-dense/weight", new float[8]);
            for (int t = 0; t < 8; t++) {
                int turn = t / 2 % 2;
                weights.get("cluster/encoder/1-dense/weight")[t] =
                        (float) Math.sin(0.3 + turn + 2 * (t % 2) + (t < 4 ? 0 : 3));
            }
            weights.put("shared/encoder/1-convolution/bias", new float[2]);
            weights.put("shared/encoder/3-convolution/bias", new float[2]);
            weights.put("cluster/encoder/1-dense/bias", new float[4]);
            lab.set(weights);
            Table z = lab.ask("z");
            Table like = lab.ask("like");
            float[] contrasts = new float[8];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    contrasts[2 * i + j / 2] += z.at(i, j) * (z.at((i + 1) % 4, j) - like.at(i, j));
                }
            }
            assertThat(contrasts)
                    .containsExactly(
                            new float[] {
                                0.9980319581f,
                                0.9979155303f,
                                0.7681346369f,
                                0.7191053402f,
                                -0.0917271659f,
                                -0.1160704044f,
                                0.0390699812f,
                                0.0567174442f
                            },
                            within(5e-6f));
        }
    }

    private static float[] sines(int count, double a) {
        float[] values = new float[count];
        for (int t = 0; t < count; t++) {
            values[t] = (float) Math.sin(a + t);
        }
        return values;
    }

    private static Operand<TFloat32> beside(Maths m, Rows<Latent> codes) {
        return m.beside(List.of(m.member(codes.value(), 0), m.member(codes.value(), 1)));
    }

    /** Two rows, a cluster each: x⁻ can only be the other row, and without noise x⁺ is x. */
    @Test
    void theUnlikeRowIsOfAnotherCluster() {
        Table x = Lab.normal(2, 5, 3);
        try (Lab lab = Lab.over(x)
                .plan(p -> Tensorized.of(rows(0), 2)
                        .withoutCentres()
                        .plan(p, SHORT.batch(0).rate(1e-9)))) {
            lab.engine.write("assigned", new int[] {0, 1});
            lab.engine.write("like", x.toArray());
            Table z = lab.ask("embed-each");
            double sum = 0;
            for (int j = 0; j < 4; j++) {
                sum += z.at(0, j) * z.at(1, j);
            }
            float[] shown = lab.step(1);
            assertThat((double) shown[shown.length - 1]).isCloseTo(sum / 2 - 1, within(1e-5));
        }
    }

    /** Of three clouds: every cost lies in the range of the loss, and codes differ. */
    @Test
    void contrastsStayInTheirRangeAndCodesDoNotCollapse() {
        for (Contrast network : List.of(rows(0.1), pictures(4, 4, 2), rows(0.1).supervised(classes(60)))) {
            Table x = clouds(60, 16);
            for (int restarts : new int[] {1, 2}) {
                try (Lab lab = Lab.over(x)
                        .plan(p -> Tensorized.of(network, 3).withoutCentres().plan(p, SHORT.restarts(restarts)))) {
                    lab.run();
                    for (float total : lab.read(restarts == 1 ? "total" : "restart/total")) {
                        assertThat(total / 60).isBetween(-2.0001f, 0.5f);
                    }
                    assertThat(deviation(lab.ask("embed"))).isGreaterThan(0.05);
                    assertThat(lab.ask("assign").toArray()).doesNotContain(Float.NaN);
                }
            }
        }
    }

    @Test
    void withClassesRowsOfOneClassComeTogether() {
        Table x = clouds(60, 16);
        try (Lab lab = Lab.over(x)
                .plan(p -> Tensorized.of(rows(0).supervised(classes(60)), 1)
                        .withoutCentres()
                        .plan(p, SHORT.epochs(60)))) {
            lab.run();
            Table z = lab.ask("embed");
            double same = 0;
            double other = 0;
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < i; j++) {
                    double along = z.at(i, 0) * z.at(j, 0) + z.at(i, 1) * z.at(j, 1);
                    same += (i - j) % 3 == 0 ? along / (3 * 190) : 0;
                    other += (i - j) % 3 == 0 ? 0 : along / (3 * 400);
                }
            }
            assertThat(same).isGreaterThan(other + 0.8);
        }
    }

    @Test
    void plainContrastiveLearningIsTheSameCode() {
        try (Lab lab = Lab.over(clouds(60, 16))
                .plan(p ->
                        Tensorized.of(rows(0.1), 3).withoutCentres().asPlain().plan(p, SHORT))) {
            lab.run();
            assertThat(lab.ask("assign").columns()).isEqualTo(3);
            assertThat(deviation(lab.ask("embed"))).isGreaterThan(0.05);
        }
    }

    @Test
    void everyRowNeedsAClass() {
        Tensorized tcl = Tensorized.of(rows(0).supervised(List.of(0, 1)), 2).withoutCentres();
        try (Lab lab = Lab.over(clouds(60, 16)).plan(p -> tcl.plan(p, SHORT))) {
            assertThatThrownBy(lab::run).isInstanceOf(CoterieException.class).hasMessageContaining("2 classes for 60");
        }
    }

    private static List<Integer> classes(int n) {
        Integer[] of = new Integer[n];
        Arrays.setAll(of, i -> i % 3);
        return List.of(of);
    }

    private static Table clouds(int n, int columns) {
        SplittableRandom random = new SplittableRandom(8);
        float[] values = new float[n * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 * random.nextGaussian());
            values[i] += i / columns % 3 == i % columns % 3 ? 2 : 0;
        }
        return Table.of(n, columns, values);
    }

    private static double deviation(Table z) {
        double sum = 0;
        for (int j = 0; j < z.columns(); j++) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < z.rows(); i++) {
                mean += z.at(i, j) / (double) z.rows();
                squares += (double) z.at(i, j) * z.at(i, j) / z.rows();
            }
            sum += Math.sqrt(Math.max(0, squares - mean * mean)) / z.columns();
        }
        return sum;
    }
}
