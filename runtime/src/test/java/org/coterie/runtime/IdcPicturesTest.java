package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.Table;
import org.coterie.idc.IdcMethod;
import org.coterie.idc.IdcSettings;
import org.coterie.idc.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small residual autoencoder of pictures of 5×4 pixels in two colours, with a bar in one of two places. */
class IdcPicturesTest {
    private static final Table ROWS = bars();

    @TempDir
    private Path folder = Path.of("");

    private static Table bars() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] rows = new float[60][40];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 40; j++) {
                boolean lit = (j / 8) == (i % 2 == 0 ? 1 : 3);
                rows[i][j] = (float) ((lit ? 0.9 : 0.1) + 0.05 * random.nextGaussian());
            }
        }
        return Table.of(rows);
    }

    private static IdcSettings settings() {
        IdcSettings of = IdcSettings.of(2);
        IdcSettings.Sizes small = new IdcSettings.Sizes(List.of(), 3, 16, 16, 16, IdcSettings.Start.TORCH, 1);
        return of.with(small.pictures(5, 4, List.of(3, 4)))
                .with(of.training().epochs(1, 4, 4).batch(20));
    }

    private static Fitted fit() {
        return Coterie.on(ROWS).seed(1).threads(1).fit(problem -> new IdcMethod().plan(problem, settings()));
    }

    @Test
    void itTrainsToTheSameBitsAndIsSaved() {
        try (Fitted one = fit();
                Fitted again = fit()) {
            for (String readout : List.of("assign", "embed", "gates", "reconstruct")) {
                float[] answer = one.ask(readout, ROWS).toArray();
                assertThat(answer).doesNotContain(Float.NaN);
                assertThat(again.ask(readout, ROWS).toArray()).as(readout).isEqualTo(answer);
            }
            // gates are of columns, not of pixels
            assertThat(one.ask("gates", ROWS).columns()).isEqualTo(40);
            assertThat(one.params().shapes().keySet())
                    .anyMatch(path -> path.startsWith("encoder/7-residual/shortcut/"))
                    .anyMatch(path -> path.startsWith("decoder/5-residual/shortcut/"));
            one.save(folder.resolve("model"));
            try (Fitted loaded = Coterie.load(folder.resolve("model"))) {
                assertThat(loaded.ask("reconstruct", ROWS).toArray())
                        .isEqualTo(one.ask("reconstruct", ROWS).toArray());
            }
        }
    }

    /** A plain autoencoder gives back more than the mean of each column would, whose squared error is 0.067. */
    @Test
    void itLearnsToGiveRowsBack() {
        Training.LocalGates none = new Training.LocalGates(false, 0.25, 1, 1, 0.01, 1, 0);
        IdcSettings plain =
                settings().with(settings().training().epochs(1, 39, 1).gates(none));
        try (Fitted model = Coterie.on(ROWS).seed(1).threads(1).fit(problem -> new IdcMethod().plan(problem, plain))) {
            float[] back = model.ask("reconstruct", ROWS).toArray();
            double error = 0;
            for (int e = 0; e < back.length; e++) {
                double apart = back[e] - ROWS.at(e / 40, e % 40);
                error += apart * apart / back.length;
            }
            assertThat(error).isLessThan(0.05);
        }
    }

    @Test
    void rowsThatAreNoPicturesOfThisSizeAreRefused() {
        assertThatThrownBy(() -> settings().architecture(Features.of(41)))
                .isInstanceOfSatisfying(
                        CoterieException.class, e -> assertThat(e.kind()).isEqualTo(CoterieException.Kind.CONFIG))
                .hasMessageContaining("5 x 4 numbers");
    }
}
