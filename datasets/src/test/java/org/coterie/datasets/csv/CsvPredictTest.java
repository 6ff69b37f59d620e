package org.coterie.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvPredictTest {
    private static final Features AB = Features.of(List.of("a", "b"));

    @TempDir
    Path folder;

    Csv csv;

    @BeforeEach
    void inAFolder() {
        csv = new Csv(folder);
    }

    private Dataset predict(String text, String settings, Features features) {
        return csv.opener("file = t.csv\n" + settings).open(csv.write("new.csv", text), features);
    }

    @Test
    void findsPermutedColumnsByNameAndPassesOthersOver() {
        Dataset data = predict("note,b,a,id\nhello,2,1,r1\n", "id = id, label = kind, ignore = [gone]", AB);
        assertThat(data.features()).isEqualTo(AB);
        assertThat(data.x().toArray()).containsExactly(1, 2);
        assertThat(data.rowNames()).containsExactly("r1");
        assertThat(data.labels()).isEmpty();
    }

    @Test
    void readsLabelsWhereTheyAre() {
        Dataset data = predict("kind,b,a\nu,2,1\n", "label = kind", AB);
        assertThat(data.labels().orElseThrow().classes()).containsExactly("u");
    }

    @Test
    void takesNoFeatureForALabel() {
        Dataset data = predict("a,b\n1,2\n", "label = last, id = first", AB);
        assertThat(data.x().toArray()).containsExactly(1, 2);
        assertThat(data.labels()).isEmpty();
        assertThat(data.rowNames()).isEmpty();
    }

    @Test
    void goesByPositionWithoutNames() {
        assertThat(predict("1,2\n3,4\n", "", AB).x().toArray()).containsExactly(1, 2, 3, 4);
        assertThat(predict("1,2\n3,4\n", "label = last", AB).x().toArray()).containsExactly(1, 2, 3, 4);
        Dataset labelled = predict("1,2,9\n3,4,8\n", "label = last", AB);
        assertThat(labelled.x().toArray()).containsExactly(1, 2, 3, 4);
        assertThat(labelled.labels().orElseThrow().classes()).containsExactly("8", "9");
        Dataset named = predict("7,1,2\n8,3,4\n", "label = last, id = first", AB);
        assertThat(named.x().toArray()).containsExactly(1, 2, 3, 4);
        assertThat(named.rowNames()).containsExactly("7", "8");
        assertThat(predict("5,1,6,2\n", "columns = [2, 4]", AB).x().toArray()).containsExactly(1, 2);
    }

    @Test
    void saysWhichColumnsAreMissing() {
        assertThat(csv.message("a,Mass.g\n1,2\n", "", Features.of(List.of("a", "mass_g"))))
                .isEqualTo("new.csv: a column of the model is missing\n"
                        + "  got:      the columns \"a\", \"Mass.g\"\n"
                        + "  expected: also \"mass_g\"\n"
                        + "  try:      \"Mass.g\" may be \"mass_g\"");
        assertThat(csv.message("u,v\n1,2\n", "", Features.of(2)))
                .isEqualTo("new.csv: columns of the model are missing\n"
                        + "  got:      the columns \"u\", \"v\"\n"
                        + "  expected: also \"x1\", \"x2\"\n"
                        + "  try:      the model was trained on columns without names; remove the line of names here,"
                        + " or name them so");
    }

    @Test
    void saysThatTheWidthIsAnother() {
        assertThat(csv.message("1,2,3,4\n", "label = last", AB))
                .isEqualTo("new.csv: the file has another width than the model\n"
                        + "  got:      4 columns, none of them named\n"
                        + "  expected: 2 columns: \"a\", \"b\"\n"
                        + "  try:      with a line of column names, columns are found by name and others may stand"
                        + " beside them");
    }

    @Test
    void refusesAWantedNameThatStandsTwice() {
        assertThat(csv.message("a,b,a\n1,2,3\n", "", AB)).contains("several columns have the same name");
        assertThat(predict("a,b,c,c\n1,2,3,4\n", "", AB).x().toArray()).containsExactly(1, 2);
    }

    @Test
    void checksCellsAsTrainingDoes() {
        assertThat(csv.message("a,b\n1,u\n", "", AB)).contains("text in a number column");
        assertThat(csv.message("a,b\n1,NA\n", "", AB)).contains("missing values");
        assertThat(predict("a,b\n1,NA\n3,4\n", "missing = drop", AB).rowNames()).containsExactly("2");
    }
}
