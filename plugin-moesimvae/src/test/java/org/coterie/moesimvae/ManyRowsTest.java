package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Umap;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;

/** A hundred thousand rows, of which a matrix of pairs would have 10 billion numbers, 40 GB. */
class ManyRowsTest {
    private static final int ROWS = 100_000;

    private static Table rows() {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[2 * i] = (float) (0.2 + 0.6 * (i % 2) + 0.01 * random.nextGaussian());
            values[2 * i + 1] = (float) ((i % 4 < 2 ? 0.2 : 0.5) + 0.01 * random.nextGaussian());
        }
        return Table.of(ROWS, 2, values);
    }

    @Test
    void noMatrixOfPairsIsMade() {
        DataMap raw =
                new DataMap(DataMap.Kind.RAW, DataMap.From.DATA, 2, 0, Metric.EUCLIDEAN, 15, 0, Umap.Start.PCA, 1, -1);
        Map<String, MoeSimVaeSettings.Weighted> sources = Map.of(
                "neighbours",
                        new MoeSimVaeSettings.Weighted(
                                1, NeighbourSimilarity.of(raw, NeighbourSimilarity.Scope.ALL, 200)),
                "within", new MoeSimVaeSettings.Weighted(0.5, WithinSimilarity.of(raw, 0.1)),
                "pairs",
                        new MoeSimVaeSettings.Weighted(
                                2, PairSimilarity.of("", List.of("1 5", "2 6"), List.of("1 2", "99999 100000"), 4)));
        MoeSimVaeSettings settings = MoeSimVaeSettings.of(4)
                .with(new MoeSimVaeSettings.Network(
                        List.of(8),
                        2,
                        List.of(8),
                        0,
                        List.of(8),
                        MoeSimVaeSettings.Activation.ELU,
                        MoeSimVaeSettings.Norm.NONE,
                        MoeSimVaeSettings.Noise.LEARNED))
                .with(sources)
                .with(Training.defaults().steps(3).batch(64));
        Table rows = rows();
        try (Fitted model = Coterie.on(rows).threads(1).fit(p -> new MoeSimVaeMethod().plan(p, settings))) {
            assertThat(model.assign(rows)).hasSize(ROWS);
        }
    }
}
