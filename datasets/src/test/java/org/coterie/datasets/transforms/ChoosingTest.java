package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.Dispersion;
import org.coterie.transforms.Drop;
import org.coterie.transforms.First;
import org.coterie.transforms.FirstOfEach;
import org.coterie.transforms.GeneFilter;
import org.coterie.transforms.Log1p;
import org.coterie.transforms.LogNoise;
import org.coterie.transforms.MinCells;
import org.coterie.transforms.MinGenes;
import org.coterie.transforms.MinMax;
import org.coterie.transforms.Moments;
import org.coterie.transforms.RowMax;
import org.coterie.transforms.Select;
import org.coterie.transforms.VariableGenes;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Transforms that choose columns or training rows. */
class ChoosingTest {

    /**
     * Twelve rows, forty columns: ln(1 + c), c = ((i² + 3i + 1)(j + 3)·17 + i·j) mod (4 + j).
     */
    private static Dataset counts() {
        float[][] rows = new float[12][40];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 40; j++) {
                rows[i][j] = (float) Math.log1p(((i * i + 3 * i + 1) * (j + 3) * 17 + i * j) % (4 + j));
            }
        }
        return Dataset.of("counts", Table.of(rows));
    }

    /** NumPy: {@code tot > quantile(tot, .2)}, {@code var > quantile(var, .2)}. */
    @Test
    void geneFilterLeavesOutTheLowestFifth() {
        assertThat(dropped(Fit.on(new GeneFilter(), "", counts()))).containsExactly(0, 2, 3, 6);
        assertThat(dropped(Fit.on(new GeneFilter(), "keep = both", counts())))
                .containsExactly(0, 1, 2, 3, 5, 6, 7, 11, 14, 21, 25, 37);
        assertThat(Csv.message(() -> Fit.on(new GeneFilter(), "quantile = 1", counts())))
                .startsWith("counts, transform gene-filter: no column is left");
    }

    /** NumPy after scanpy's recipe: log(var/mean) of expm1(x), binned by {@code pandas.cut(log1p(mean), 20)}. */
    @Test
    void dispersionsAreThoseOfScanpysRecipe() {
        double[] score = Dispersion.standardised(Moments.of(counts().x(), Math::expm1));
        assertThat(score[1]).isEqualTo(1);
        assertThat(score[4]).isCloseTo(-1.211135976, within(1e-5));
        assertThat(score[11]).isCloseTo(1.022984584, within(1e-5));
        assertThat(score[27]).isCloseTo(1.511915344, within(1e-5));
        assertThat(score[38]).isCloseTo(1.498424882, within(1e-5));
        assertThat(score[30]).isCloseTo(-0.996997296, within(1e-5));
        assertThat(columns(Fit.on(new VariableGenes(), "count = 10", counts())))
                .containsExactly(1, 2, 5, 6, 11, 20, 27, 33, 36, 38);
    }

    @Test
    void variableGenesByVarianceTakesTheMostVaried() {
        assertThat(columns(Fit.on(new VariableGenes(), "count = 10, by = variance", counts())))
                .containsExactly(9, 11, 15, 23, 24, 26, 32, 35, 36, 38);
        assertThat(columns(Fit.on(new VariableGenes(), "count = 99, by = variance", counts())))
                .hasSize(40);
    }

    @Test
    void dispersionRefusesWhatIsNoCountsAfterLog1p() {
        Dataset negative = Dataset.of("test", Table.of(new float[][] {{-3, 1}, {-2, 2}}));
        assertThat(Csv.message(() -> Fit.on(new VariableGenes(), "", negative)))
                .startsWith("test, column \"x1\": dispersion needs counts after log1p");
    }

    @Test
    void minCellsCountsTheRowsAboveZero() {
        Dataset data = Fit.data(Table.of(new float[][] {{1, 0, -1, 0}, {2, 5, -1, 0}, {0, 1, 3, 0}}));
        assertThat(columns(Fit.on(new MinCells(), "cells = 2", data))).containsExactly(0, 1);
        assertThat(Fit.on(new MinCells(), "cells = 1", data).out().names()).containsExactly("a", "b", "c");
        assertThat(Csv.message(() -> Fit.on(new MinCells(), "cells = 3", data)))
                .isEqualTo("test, transform min-cells: no column is left\n"
                        + "  got:      4 columns before\n"
                        + "  try:      lower cells");
    }

    @Test
    void minGenesLeavesOutTrainingRows() {
        Dataset data = Fit.data(Table.of(new float[][] {{1, 0, -1, 0}, {2, 5, 1, 0}, {0, 1, 3, 0}}));
        assertThat(keeps(new MinGenes(), "genes = 2", data)).containsExactly(1, 2);
        assertThat(keeps(new MinGenes(), "genes = 0", data)).containsExactly(0, 1, 2);
        assertThat(Csv.message(() -> keeps(new MinGenes(), "genes = 4", data)))
                .startsWith("test, transform min-genes: no row is left");
    }

    @Test
    void firstKeepsTheFirstRows() {
        Dataset data = Fit.data(Table.of(new float[][] {{1}, {2}, {3}}));
        assertThat(keeps(new First(), "rows = 2", data)).containsExactly(0, 1);
        assertThat(keeps(new First(), "", data)).containsExactly(0, 1, 2);
    }

    @Test
    void firstOfEachPicksByClass() {
        Dataset data = Fit.inBatches(Table.of(new float[][] {{1}, {2}, {3}, {4}, {5}, {6}, {7}}), "bab.cab");
        assertThat(keeps(new FirstOfEach(), "rows = 1", data)).containsExactly(0, 1, 4);
        assertThat(keeps(new FirstOfEach(), "rows = 2, classes = [b, a]", data)).containsExactly(0, 1, 2, 5);
        assertThat(Csv.message(() -> keeps(new FirstOfEach(), "classes = [d]", data)))
                .isEqualTo("test, transform first-of-each: a class that no row has\n"
                        + "  got:      \"d\"\n"
                        + "  expected: some of \"a\", \"b\", \"c\"");
        assertThat(Csv.message(() -> keeps(new FirstOfEach(), "", Fit.data(data.x()))))
                .startsWith("test, transform first-of-each: rows are to be picked by class, but have none");
    }

    @Test
    void selectAndDropGoByName() {
        Dataset data = Fit.data(Table.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        Transform.Fitted select = Fit.on(new Select(), "columns = [c, a]", data);
        assertThat(select.out().names()).containsExactly("c", "a");
        assertThat(select.apply(data).x().toArray()).containsExactly(3f, 1f, 6f, 4f);
        Transform.Fitted drop = Fit.on(new Drop(), "columns = [a]", data);
        assertThat(drop.out().names()).containsExactly("b", "c");
        assertThat(drop.apply(data).x().toArray()).containsExactly(2f, 3f, 5f, 6f);
    }

    @Test
    void aNameThatIsNotThereIsSaidWithTheNearest() {
        Dataset data = Dataset.of("test", Table.of(new float[][] {{1, 2}}), Features.of(List.of("mass", "length")));
        assertThat(Csv.message(() -> Fit.on(new Select(), "columns = [lenght]", data)))
                .isEqualTo("transform select: unknown column\n"
                        + "  got:      \"lenght\"\n"
                        + "  expected: a column of test: \"mass\", \"length\"\n"
                        + "  try:      did you mean \"length\"?");
        assertThat(Csv.message(() -> Fit.on(new Drop(), "columns = [mass, length]", data)))
                .startsWith("test, transform drop: no column is left");
        assertThat(Csv.message(() -> Fit.on(new Select(), "columns = [mass, mass]", data)))
                .startsWith("transform select: a column stands twice in the list");
    }

    @Test
    void imagesKeepTheirShapeWhileTheirColumnsStay() {
        Features image = new Features(Shape.of(2, 2, 1), List.of("p1", "p2", "p3", "p4"));
        Dataset data = Dataset.of("images", Table.of(new float[][] {{1, 2, 3, 4}, {4, 0, 2, 1}}), image);
        for (Transform transform : List.of(new MinMax(), new RowMax(), new LogNoise(), new First(), new Log1p())) {
            assertThat(Fit.on(transform, "", data).apply(data).features()).isEqualTo(image);
        }
        assertThat(Fit.on(new MinCells(), "cells = 1", data).out()).isEqualTo(image);
        assertThat(Fit.on(new MinCells(), "cells = 2", data).out()).isEqualTo(Features.of(List.of("p1", "p3", "p4")));
    }

    private static int[] keeps(Transform transform, String settings, Dataset data) {
        Transform.Fitter fitter = Fit.fitter(transform, settings);
        assertThat(fitter.fit(data).apply(data)).isEqualTo(data);
        return fitter.keeps(data);
    }

    private static int[] columns(Transform.Fitted fitted) {
        return Arrays.stream(fitted.state().get("columns"))
                .mapToInt(j -> (int) j)
                .toArray();
    }

    private static int[] dropped(Transform.Fitted fitted) {
        int[] kept = columns(fitted);
        return IntStream.range(0, fitted.in().width())
                .filter(j -> Arrays.stream(kept).noneMatch(k -> k == j))
                .toArray();
    }
}
