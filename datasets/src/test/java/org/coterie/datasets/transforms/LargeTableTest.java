package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.Computed;
import org.coterie.transforms.Drop;
import org.coterie.transforms.LogNoise;
import org.coterie.transforms.RowMax;
import org.coterie.transforms.ZScore;
import org.junit.jupiter.api.Test;

/** A table that nobody could hold: 2,000,000 rows of 40 columns, made as they are read; row i holds i + j. */
class LargeTableTest {
    private static final Dataset LARGE = Dataset.of("large", new Table() {
        @Override
        public int rows() {
            return 2_000_000;
        }

        @Override
        public int columns() {
            return 40;
        }

        @Override
        public float at(int i, int j) {
            return i + j;
        }
    });

    /** Of 0 to n − 1: mean (n − 1)/2, deviation √((n² − 1)/12). */
    @Test
    void isFittedAndTransformedAsItIsRead() {
        Transform.Fitted fitted = Fit.on(new ZScore(), "", LARGE);
        assertThat(fitted.state().get("mean")[0]).isEqualTo(999_999.5);
        assertThat(fitted.state().get("deviation")[0]).isCloseTo(Math.sqrt((4e12 - 1) / 12), within(1e-6));
        Table z = fitted.apply(LARGE).x();
        assertThat(z).hasToString("2000000×40 table computed as it is read");
        assertThat(z.at(0, 3)).isCloseTo((float) -Math.sqrt(3), within(1e-5f));
        assertThat(z.at(1_999_999, 39)).isCloseTo((float) Math.sqrt(3), within(1e-5f));
    }

    @Test
    void keepsItsShapeThroughSeveralTransforms() {
        Dataset fewer = Fit.on(new Drop(), "columns = [x1]", LARGE).apply(LARGE);
        Dataset row = Fit.on(new RowMax(), "", fewer).apply(fewer);
        assertThat(row.x().columns()).isEqualTo(39);
        assertThat(row.x().at(10, 38)).isEqualTo(1);
        assertThat(row.x().at(10, 0)).isEqualTo(11f / 49f);
    }

    @Test
    void faultsAreFoundWhereTheRowIsRead() {
        Dataset shifted = Fit.on(new Drop(), "columns = [x1]", LARGE).apply(LARGE);
        Transform.Fitted log = Fit.on(new LogNoise(), "pseudo-count = 0", shifted);
        Dataset negative = shifted.with(
                Computed.of(shifted.x(), 39, (i, from, to, offset) -> {
                    for (int j = 0; j < 39; j++) {
                        to[offset + j] = -from[j];
                    }
                }),
                shifted.features());
        Dataset result = log.apply(negative);
        assertThat(Csv.message(() -> result.x().at(7, 0)))
                .startsWith("large, row 8, column \"x2\": a value that a transform cannot take");
    }
}
