package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.algorithms.Scores;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The architecture of section B.2, and a small one of its kind on pictures of 5×5 pixels with a bar in one of three places. */
class ConvolutionsTest {
    private static final int[] TRUTH = new int[120];
    private static final Table ROWS = bars();

    @TempDir
    private Path folder = Path.of("");

    private static Table bars() {
        SplittableRandom random = new SplittableRandom(7);
        float[][] rows = new float[TRUTH.length][25];
        for (int i = 0; i < rows.length; i++) {
            TRUTH[i] = i % 3;
            for (int j = 0; j < 25; j++) {
                double pixel = j / 5 == 2 * TRUTH[i] ? 0.9 : 0.1;
                rows[i][j] = (float) Math.min(1, Math.max(0, pixel + 0.05 * random.nextGaussian()));
            }
        }
        return Table.of(rows);
    }

    private static MoeSimVaeSettings settings() {
        MoeSimVaeSettings.Network small = new MoeSimVaeSettings.Network(
                List.of(),
                4,
                List.of(16),
                0.3,
                List.of(),
                MoeSimVaeSettings.Activation.ELU,
                MoeSimVaeSettings.Norm.BATCH,
                MoeSimVaeSettings.Noise.LEARNED);
        return MoeSimVaeSettings.of(3)
                .with(small.with(new Convolutions(List.of(5, 5), List.of(4, 3), List.of(1), List.of(4))))
                .with(Training.defaults().steps(150).batch(30).rate(0.005, Training.Pace.COSINE));
    }

    private static Fitted fit() {
        return Coterie.on(ROWS).seed(1).threads(1).fit(problem -> new MoeSimVaeMethod().plan(problem, settings()));
    }

    /** The layers in print; the sizes of pictures are 28, 14 and 7. */
    @Test
    void theSizesAreThoseInPrint() {
        MoeSimVae moe = MoeSimVaeSettings.of(10)
                .with(MoeSimVaeSettings.Network.defaults().with(Convolutions.of(28, 28)))
                .architecture(Features.of(784));
        assertThat(moe.encoder())
                .hasToString(
                        "[784] picture [28, 28, 1] convolution [28, 28, 64] elu batch-norm"
                                + " convolution [28, 28, 128] elu batch-norm max-pool [14, 14, 128] batch-norm"
                                + " convolution elu batch-norm max-pool [7, 7, 128] batch-norm"
                                + " convolution [7, 7, 64] elu batch-norm convolution [7, 7, 8] elu batch-norm flatten [392] dense [40]");
        assertThat(moe.expert().toString())
                .isEqualTo(
                        "Decoder [20] dense [392] picture [7, 7, 8] convolution [7, 7, 128] elu upsample [14, 14, 128]"
                                + " convolution [14, 14, 64] elu upsample [28, 28, 64]"
                                + " convolution [28, 28, 32] elu convolution [28, 28, 1] flatten [784]");
    }

    @Test
    void clustersAreFoundToTheSameBitsAndKept() {
        try (Fitted one = fit();
                Fitted again = fit()) {
            assertThat(Scores.of(TRUTH, one.assign(ROWS)).acc()).isGreaterThanOrEqualTo(0.99);
            float[] back = one.ask("reconstruct", ROWS).toArray();
            assertThat(again.ask("reconstruct", ROWS).toArray()).isEqualTo(back);
            double error = 0;
            for (int e = 0; e < back.length; e++) {
                double apart = back[e] - ROWS.at(e / 25, e % 25);
                error += apart * apart / back.length;
            }
            // rows vary by 0.095 around their mean, within a cluster by 0.0025
            assertThat(error).isLessThan(0.03);
            one.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                assertThat(loaded.ask("reconstruct", ROWS).toArray()).isEqualTo(back);
            }
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        List<Integer> image = List.of(4, 4);
        assertThatThrownBy(() -> new Convolutions(image, List.of(2), List.of(2), List.of(2)))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG))
                .hasMessageContaining("network.pooled");
        assertThatThrownBy(() -> new Convolutions(image, List.of(2), List.of(1), List.of()))
                .hasMessageContaining("network.expert-filters");
        assertThatThrownBy(() -> new Convolutions(List.of(4), List.of(2), List.of(), List.of()))
                .hasMessageContaining("network.image");
        MoeSimVaeSettings.Network pictures =
                MoeSimVaeSettings.Network.defaults().with(Convolutions.of(4, 4));
        assertThatThrownBy(() -> MoeSimVaeSettings.of(3).with(pictures).architecture(Features.of(17)))
                .hasMessageContaining("4 x 4 numbers");
    }
}
