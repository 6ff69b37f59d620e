package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Numbers;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.CentreBy;
import org.junit.jupiter.api.Test;

class CentreByTest {
    private static final float NA = Float.NaN;
    private static final Dataset TRAINING =
            Fit.inBatches(Table.of(new float[][] {{1, 10}, {3, NA}, {10, NA}, {20, NA}, {6, 30}}), "aabb.");

    @Test
    void everyRowLosesTheMeanOfItsBatch() {
        Transform.Fitted fitted = Fit.on(new CentreBy(), "annotation = batch", TRAINING);
        // means: a (2, 10), b (15, that of all, 20), of all (8, 20)
        assertThat(fitted.apply(TRAINING).x().toArray()).containsExactly(-1f, 0f, 1f, NA, -5f, NA, 5f, NA, -2f, 10f);
    }

    @Test
    void newRowsFindTheirBatchByName() {
        Transform.Fitted fitted = Fit.on(new CentreBy(), "annotation = batch", TRAINING);
        Dataset fresh = Fit.inBatches(Table.of(new float[][] {{2, 20}, {15, 20}, {8, 20}}), "zba");
        assertThat(fitted.apply(fresh).x().toArray()).containsExactly(-6f, 0f, 0f, 0f, 6f, 10f);
        Transform.Fitted again = new CentreBy().restore(fitted.in(), fitted.state());
        assertThat(again.apply(fresh).x().toArray())
                .isEqualTo(fitted.apply(fresh).x().toArray());
    }

    @Test
    void unseenBatchesCanBeRefused() {
        Transform.Fitted fitted = Fit.on(
                new CentreBy(),
                "annotation = batch, unseen = refuse",
                Fit.inBatches(Table.of(new float[][] {{1}, {2}}), "ab"));
        Transform.Fitted again = new CentreBy().restore(fitted.in(), fitted.state());
        Dataset fresh = Fit.inBatches(Table.of(new float[][] {{2}, {15}}), "bz");
        assertThat(Csv.message(() -> again.apply(fresh)))
                .isEqualTo("test, row 2: a row of a batch that training did not have\n"
                        + "  got:      \"z\"\n"
                        + "  expected: one of \"a\", \"b\"\n"
                        + "  try:      train with unseen = overall to centre such rows by the mean of all rows");
    }

    @Test
    void rowsWithoutTheAnnotationAreRefused() {
        Transform.Fitted fitted = Fit.on(new CentreBy(), "annotation = batch", TRAINING);
        assertThat(Csv.message(() -> fitted.apply(Dataset.of("new", TRAINING.x()))))
                .startsWith("new, transform centre-by: the rows lack an annotation");
        Dataset dosed = new Dataset(
                "new",
                TRAINING.x(),
                TRAINING.features(),
                List.of(),
                Optional.empty(),
                List.of(new Numbers("batch", new float[5])),
                List.of());
        assertThat(Csv.message(() -> fitted.apply(dosed)))
                .startsWith("new, transform centre-by: an annotation of numbers where classes are needed");
    }
}
