package org.coterie.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.coterie.api.Arch;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Model;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Bricks for pictures give what PyTorch 2.13.0 gives in double precision: of three pictures of 4×3 pixels and two channels, number t of
 * all sin(1 + 0.37 t), the sums of y_t cos(0.3 t) over what comes out of each, flat, pixel by pixel. Number t of a weight, as it lies
 * here, is h sin(a + 0.7 t). PyTorch pads by what it is told: zeros were put where SAME has them.
 */
class PicturesTest {
    private static final Features X = Features.of(24);

    private static float[] sines(int count, double start, double by, double size) {
        float[] values = new float[count];
        for (int t = 0; t < count; t++) {
            values[t] = (float) (size * Math.sin(start + by * t));
        }
        return values;
    }

    private static float[] wave(int count, double a) {
        return sines(count, a, 0.7, 0.5);
    }

    private static Lab lab(Layer layer, Map<String, float[]> weights) {
        int width = (int) layer.out(Shape.of(4, 3, 2)).size();
        Latent out = Latent.of(width);
        Lab lab = Lab.over(Table.of(3, 24, sines(72, 1, 0.37, 1))).plan(p -> {
            Model<Features, Latent> net = Arch.of(X, out, Layers.picture(4, 3), layer, Layers.flatten())
                    .bind(p.vars());
            return Plan.of(p.vars())
                    .stage(
                            Stage.steps("look", 1).update(Update.write("look", (t, b) -> {
                                var sums = sums(t, net.apply(t, b.x()));
                                for (int row = 0; row < 3; row++) {
                                    t.watch("row-" + row, t.m().member(sums, row));
                                }
                            })),
                            Lab.idle())
                    .probe(Readout.perRow(
                            "rest",
                            Latent.of(1),
                            (t, x) -> Rows.of(Latent.of(1), t.m().reshape(sums(t, net.apply(t, x)), -1, 1))));
        });
        weights.forEach((path, values) -> lab.engine.write("2-" + layer.name() + "/" + path, values));
        return lab;
    }

    private static org.tensorflow.Operand<org.tensorflow.types.TFloat32> sums(Trace t, Rows<Latent> y) {
        double[][] cosines = new double[1][y.space().width()];
        for (int i = 0; i < cosines[0].length; i++) {
            cosines[0][i] = Math.cos(0.3 * i);
        }
        return t.m().sum(t.m().mul(y.value(), t.m().matrix(cosines)), -1);
    }

    private static void gives(Layer layer, Map<String, float[]> weights, double... expected) {
        try (Lab lab = lab(layer, weights)) {
            float[] got = lab.ask("rest").toArray();
            for (int i = 0; i < 3; i++) {
                assertThat((double) got[i]).as(layer.name()).isCloseTo(expected[i], within(5e-6));
            }
        }
    }

    @Test
    void convolutionsAreThoseOfPyTorch() {
        Map<String, float[]> three = Map.of("weight", wave(36, 0.1), "bias", wave(2, 0.2));
        // conv2d with padding = 1
        gives(Layers.convolution(2, 3, 1), three, -0.35578260, 0.00679496, 2.84065712);
        // padded by (0, 1) above and below, (1, 1) at the sides
        gives(Layers.convolution(2, 3, 2), three, 0.90866814, -0.48218934, 2.29954834);
        // padded by (0, 1) and (0, 1)
        gives(
                Layers.convolution(2, 2, 1),
                Map.of("weight", wave(16, 0.1), "bias", wave(2, 0.2)),
                3.87819337,
                -2.48006240,
                2.86041275);
    }

    /** conv_transpose2d, cut as the convolution was padded. */
    @Test
    void deconvolutionsAreThoseOfPyTorch() {
        Map<String, float[]> weights = Map.of("weight", wave(18, 0.1), "bias", wave(1, 0.2));
        gives(Layers.deconvolution(7, 6, 1, 3, 2), weights, 2.50463197, 1.38850460, -4.83854476);
        gives(Layers.deconvolution(8, 5, 1, 3, 2), weights, 5.29881918, -0.94587363, -4.30642200);
    }

    @Test
    void sizesChangeAsInPyTorch() {
        gives(Layers.upsample(5, 7), Map.of(), 3.42906626, -0.39029604, -2.76147083);
        // ceil_mode = True
        gives(Layers.maxPool(2), Map.of(), 2.47106583, 2.81611467, 2.81511625);
        gives(Layers.meanPool(), Map.of(), 0.36625201, -0.42657848, 0.36340398);
    }

    /** γ = 1 + 0.3 sin(a + 0.7 c), β and the running mean 0.3 sin at a + 0.1 and a + 0.2, the running variance like γ at a + 0.3. */
    private static Map<String, float[]> norm(String path, int channels, double a) {
        float[] scale = sines(channels, a, 0.7, 0.3);
        float[] variance = sines(channels, a + 0.3, 0.7, 0.3);
        for (int c = 0; c < channels; c++) {
            scale[c] += 1;
            variance[c] += 1;
        }
        return Map.of(
                path + "scale",
                scale,
                path + "shift",
                sines(channels, a + 0.1, 0.7, 0.3),
                path + "mean",
                sines(channels, a + 0.2, 0.7, 0.3),
                path + "variance",
                variance);
    }

    @Test
    void batchNormalisationOfPicturesIsThatOfChannels() {
        try (Lab lab = lab(Layers.batchNorm(), norm("", 2, 0.2))) {
            assertThat(lab.ask("rest").toArray())
                    .containsExactly(new float[] {11.68509122f, -12.12347142f, 8.70672523f}, within(1e-5f));
            assertThat(lab.step(1))
                    .containsExactly(new float[] {18.27453885f, -18.20431220f, 13.74754490f}, within(2e-5f));
            assertThat(lab.read("2-batch-norm/mean"))
                    .containsExactly(new float[] {0.1103076f, 0.2457948f}, within(1e-6f));
            assertThat(lab.read("2-batch-norm/variance"))
                    .containsExactly(new float[] {1.0825671f, 1.2047789f}, within(1e-6f));
        }
    }

    private static Map<String, float[]> block(int filters, boolean projected) {
        Map<String, float[]> weights = new java.util.LinkedHashMap<>();
        weights.put("1-convolution/weight", wave(9 * 2 * filters, 0.1));
        weights.putAll(norm("2-batch-norm/", filters, 0.2));
        weights.put("4-convolution/weight", wave(9 * filters * filters, 0.3));
        weights.putAll(norm("5-batch-norm/", filters, 0.4));
        if (projected) {
            weights.put("shortcut/1-convolution/weight", wave(2 * filters, 0.5));
            weights.putAll(norm("shortcut/2-batch-norm/", filters, 0.6));
        }
        return weights;
    }

    @Test
    void residualBlocksAreThoseOfPyTorch() {
        gives(Layers.residual(2, 1), block(2, false), 5.11989111, -3.75983113, 4.49934727);
        gives(Layers.residual(3, 2), block(3, true), 0.24233602, -0.31079084, 0.39193629);
        try (Lab lab = lab(Layers.residual(3, 2), block(3, true))) {
            assertThat(lab.step(1))
                    .containsExactly(new float[] {0.36732126f, -5.23223991f, 3.83979420f}, within(1e-5f));
        }
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> Layers.picture(4, 3).out(Shape.of(25)))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG))
                .hasMessageContaining("4 x 3 numbers");
        for (Layer layer : java.util.List.of(
                Layers.convolution(2, 3, 1, Init.heNormal()),
                Layers.deconvolution(4, 4, 2, 3, 2),
                Layers.upsample(4, 4),
                Layers.maxPool(2),
                Layers.meanPool(),
                Layers.residual(2, 1))) {
            assertThatThrownBy(() -> layer.out(Shape.of(24)))
                    .as(layer.name())
                    .isInstanceOf(CoterieException.class)
                    .hasMessageContaining("picture(height, width)");
        }
        assertThatThrownBy(() -> Layers.deconvolution(9, 4, 2, 3, 2).out(Shape.of(4, 2, 1)))
                .hasMessageContaining("5 x 2");
        assertThatThrownBy(() -> Layers.convolution(0, 3, 1)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Layers.batchNorm().out(Shape.of(4, 4))).hasMessageContaining("flatten()");
    }
}
