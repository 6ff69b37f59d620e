package org.coterie.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Standardised;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.coterie.idc.IdcMethod;
import org.coterie.idc.IdcSettings;
import org.coterie.idc.Reconstruction;
import org.coterie.idc.Reduction;
import org.coterie.idc.Training;
import org.junit.jupiter.api.Test;

/** IDC's head that learns the clusters of a map of the codes. */
class IdcMapTest {
    private static final int[] CLASSES = new int[90];

    private static Table rows(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[90][6];
        for (int i = 0; i < rows.length; i++) {
            CLASSES[i] = i % 3;
            for (int j = 0; j < 6; j++) {
                rows[i][j] = (float) ((j / 2 == i % 3 ? 0.9 : 0.1) + 0.03 * random.nextGaussian());
            }
        }
        return Table.of(rows);
    }

    private static Training.Head head(int restarts) {
        return new Training.Head(
                Training.Kind.MAP, 1e-2, 100, 0.1, Reduction.MEAN, 0, restarts, Training.Selection.LAST, 5);
    }

    private static Fitted fit(Table rows) {
        IdcSettings of =
                IdcSettings.of(3).with(new IdcSettings.Sizes(List.of(16), 4, 16, 16, 16, IdcSettings.Start.TORCH, 1));
        Training usual = of.training().epochs(10, 10, 40).batch(30).head(head(1));
        Training how = new Training(
                usual.epochs(),
                usual.batch(),
                1e-2,
                usual.rateEnd(),
                usual.gates(),
                new Reconstruction(
                        1, Reconstruction.Difference.SQUARED, Reduction.MEAN, 0.5, 0.3, Reconstruction.Scale.DEVIATION),
                usual.boundary(),
                usual.head(),
                usual.global());
        return Coterie.on(rows).seed(1).threads(1).fit(problem -> new IdcMethod().plan(problem, of.with(how)));
    }

    @Test
    void itPlacesRowsThatWereInNoMapAndRepeatsItsBits() {
        try (Fitted one = fit(rows(1));
                Fitted again = fit(rows(1))) {
            assertThat(Agreement.of(CLASSES, one.assign(rows(1))).accuracy()).isEqualTo(1);
            assertThat(Agreement.of(CLASSES, one.assign(rows(2))).accuracy()).isEqualTo(1);
            assertThat(again.ask("assign", rows(2)).toArray())
                    .isEqualTo(one.ask("assign", rows(2)).toArray());
        }
    }

    @Test
    void thereIsNothingToChooseAmong() {
        assertThatThrownBy(() -> Training.defaults().head(head(2)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("head.kind");
    }

    @Test
    void codesAreStandardisedByColumn() {
        assertThat(Standardised.of(Table.of(new float[][] {{1, 5}, {3, 5}})).toArray())
                .containsExactly(-1, 0, 1, 0);
    }
}
