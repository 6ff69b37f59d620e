package org.coterie.moesimvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coterie.algorithms.Metric;
import org.coterie.algorithms.Umap;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.coterie.runtime.Coterie;
import org.coterie.runtime.Fitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Each kind of similarity, as the loss of a batch sees it: cross-entropies of pairs worked out by hand. */
class KnownTest {
    /** Two near the origin, one at 3, two at 10 and 11 on the x axis. */
    private static final Table LINE = Table.of(new float[][] {{0, 0}, {1, 0}, {3, 0}, {10, 0}, {11, 0}});

    /** Every pair has product of memberships 0.4·0.4 + 0.6·0.6 = 0.52. */
    private static final double Q = 0.52;

    private static final DataMap RAW =
            new DataMap(DataMap.Kind.RAW, DataMap.From.DATA, 2, 0, Metric.EUCLIDEAN, 15, 0, Umap.Start.PCA, 1, -1);

    @TempDir
    private Path folder = Path.of("");

    /** The loss of so many alike and unlike pairs, the diagonal among the alike ones. */
    private static double loss(int alike, int unlike) {
        return -(alike * Math.log(Q) + unlike * Math.log(1 - Q)) / (alike + unlike);
    }

    private static double of(Similarity.Source source) {
        return of(source, Sampler.full());
    }

    private static double of(Similarity.Source source, Sampler sampler) {
        Similarity.Task task = new Similarity.Task(Features.of(List.of("a", "b")), 5, 2, 5);
        try (Fitted fitted = Coterie.on(LINE).threads(1).fit(problem -> {
            Known known = Known.bind(source.of(task), problem.vars().at("known"), 5, 2);
            Var<TFloat32> value = problem.vars().state("value", Shape.scalar(), Init.zeros());
            return Plan.of(problem.vars())
                    .stage(
                            known.stage("one"),
                            Stage.steps("step", 1).draw(sampler).update(Update.write("write", (t, b) -> {
                                var zero = t.m().scale(t.m().columns(b.x().value(), 0, 1), 0);
                                var p = t.m().beside(List.of(t.m().plus(zero, 0.4), t.m().plus(zero, 0.6)));
                                var loss = known.term(t, b, Rows.of(new Clusters(2), p), false);
                                t.write(value, old -> loss);
                            })))
                    .readout(Readout.perRow(
                            "assign", new Clusters(2), (t, x) -> t.soft(Rows.of(new Scores(2), x.value()))));
        })) {
            return fitted.params().values("value")[0];
        }
    }

    @Test
    void rowsWithinADistanceAreAlike() {
        assertThat(of(WithinSimilarity.of(RAW, 2))).isCloseTo(loss(5 + 6, 14), within(1e-6));
        assertThat(of(WithinSimilarity.of(RAW, 0.5))).isCloseTo(loss(5, 20), within(1e-6));
    }

    @Test
    void theNearestOfAllRowsAreAlikeInEitherDirection() {
        // nearest other: 0-1, 1-0, 2-1, 3-4, 4-3; a row that reaches 2 (row 2) meets row 1 only
        assertThat(of(NeighbourSimilarity.of(RAW, NeighbourSimilarity.Scope.ALL, 1)))
                .isCloseTo(loss(5 + 6, 14), within(1e-6));
    }

    @Test
    void theNearestOfTheBatchCountTheRowItself() {
        assertThat(of(NeighbourSimilarity.of(RAW, NeighbourSimilarity.Scope.BATCH, 1)))
                .isCloseTo(loss(5, 20), within(1e-6));
        assertThat(of(NeighbourSimilarity.of(RAW, NeighbourSimilarity.Scope.BATCH, 2)))
                .isCloseTo(loss(5 + 6, 14), within(1e-6));
        assertThat(of(NeighbourSimilarity.of(RAW, NeighbourSimilarity.Scope.BATCH, 99)))
                .isCloseTo(loss(25, 0), within(1e-6));
    }

    @Test
    void reachingAsFarAsAShareOfTheRowsIsTheSameGraph() {
        Relation relation = NeighbourSimilarity.of(RAW, NeighbourSimilarity.Scope.ALL, 0)
                .of(new Similarity.Task(Features.of(2), 500, 2, 128));
        assertThat(relation).isInstanceOf(Relation.Placed.class);
        float[] reach = Reach.ofNearest(LINE, 1);
        assertThat(reach[2]).isCloseTo(2, within(1e-3f));
        assertThat(reach[4]).isCloseTo(1, within(1e-3f));
    }

    @Test
    void pairsThatAreNotNamedAreUnknown() {
        Similarity.Source pairs = PairSimilarity.of("", List.of("1 2", "4 5"), List.of("1, 5"), 4);
        assertThat(of(pairs)).isCloseTo(loss(5 + 4, 2), within(1e-6));
    }

    @Test
    void pairsComeFromAFileToo() throws IOException {
        Path file = folder.resolve("pairs.csv");
        Files.writeString(file, "# pairs\n1,2,must\n1,5,cannot\n");
        assertThat(of(PairSimilarity.of(file.toString(), List.of(), List.of(), 4)))
                .isCloseTo(loss(5 + 2, 2), within(1e-6));
    }

    @Test
    void pairsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> of(PairSimilarity.of("", List.of("1 2"), List.of("2 1"), 4)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("contradict");
        assertThatThrownBy(() -> of(PairSimilarity.of("", List.of("1 9"), List.of(), 4)))
                .hasMessageContaining("1 to 5");
    }

    @Test
    void rowsOfOneLabelAreAlikeAndNothingIsKnownOfTheOthers() throws IOException {
        Path file = folder.resolve("labels.txt");
        Files.writeString(file, "x\nx\n\ny\ny\n");
        // known: the diagonal and the pairs of four labelled rows
        assertThat(of(LabelSimilarity.of(file.toString()))).isCloseTo(loss(5 + 4, 8), within(1e-6));
    }

    @Test
    void aSparseMatrixMayLeaveItsOtherPairsOpen() throws IOException {
        Path file = folder.resolve("s.mtx");
        Files.writeString(file, "%%MatrixMarket matrix coordinate real symmetric\n5 5 3\n1 1 1\n2 1 1\n5 4 1\n");
        assertThat(of(MatrixSimilarity.of(file.toString(), Relation.Others.UNLIKE, 4)))
                .isCloseTo(loss(5 + 4, 16), within(1e-6));
        assertThat(of(MatrixSimilarity.of(file.toString(), Relation.Others.UNKNOWN, 4)))
                .isCloseTo(loss(5 + 4, 0), within(1e-6));
    }

    @Test
    void markersFlagRowsAndAbstainWhereSeveralDo() {
        // column a has the mean 5: rows 4 and 5 are above it. Column b is constant: nobody is.
        double one = -(Math.log(0.4) + Math.log(1 - 0.6)) / 2;
        assertThat(of(MarkerSimilarity.of(List.of("far: a", "never: b")))).isCloseTo(one, within(1e-6));
        assertThatThrownBy(() -> of(MarkerSimilarity.of(List.of("heart: Lpl"))))
                .hasMessageContaining("a rule does not name columns of the data");
    }

    @Test
    void otherMetricsAreDistancesOfOtherRows() {
        Table rows = Table.of(new float[][] {{1, 2, 3}, {3, 2, 5}, {-1, 4, 0}});
        for (Metric metric : List.of(Metric.COSINE, Metric.CORRELATION)) {
            Table points = Reach.euclidean(rows, metric);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double expected = metric.between(row(rows, i), row(rows, j));
                    double got = Metric.EUCLIDEAN.between(row(points, i), row(points, j));
                    assertThat(got).isCloseTo(Reach.euclidean(expected, metric), within(1e-3));
                }
            }
        }
    }

    private static float[] row(Table table, int i) {
        float[] row = new float[table.columns()];
        table.copyRow(i, row, 0);
        return row;
    }
}
