package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.coterie.api.CoterieException;
import org.coterie.api.Features;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.ConfSettings;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.Impute;
import org.coterie.transforms.MinMax;
import org.coterie.transforms.ZScore;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private static final float NA = Float.NaN;

    /** Third column constant. */
    private static final Table X = Table.of(new float[][] {{1.5f, -2, 7}, {2.5f, 0, 7}, {4, 6, 7}, {10, 1, 7}});

    /** scikit-learn 1.9.1, StandardScaler in double, result as float32. */
    @Test
    void zScoreIsThatOfScikitLearn() {
        assertThat(fit(new ZScore(), "", X).apply(rows(X)).x().toArray())
                .containsExactly(
                        -0.9097176790237427f,
                        -1.1026456356048584f,
                        0f,
                        -0.6064784526824951f,
                        -0.42409446835517883f,
                        0f,
                        -0.15161961317062378f,
                        1.6115589141845703f,
                        0f,
                        1.6678156852722168f,
                        -0.08481889218091965f,
                        0f);
    }

    /** scikit-learn 1.9.1, MinMaxScaler in double, result as float32. */
    @Test
    void minMaxIsThatOfScikitLearn() {
        assertThat(fit(new MinMax(), "", X).apply(rows(X)).x().toArray())
                .containsExactly(
                        0f, 0f, 0f, 0.11764705926179886f, 0.25f, 0f, 0.29411765933036804f, 1f, 0f, 1f, 0.375f, 0f);
    }

    @Test
    void aColumnConstantInTrainingStaysZeroForNewRows() {
        Table fresh = Table.of(new float[][] {{1.5f, -2, 1000}});
        assertThat(fit(new ZScore(), "", X).apply(rows(fresh)).x().at(0, 2)).isZero();
        assertThat(fit(new MinMax(), "", X).apply(rows(fresh)).x().at(0, 2)).isZero();
    }

    /** A thousand times 0.1f: the mean of the sum is not 0.1f in general. */
    @Test
    void aConstantColumnIsExactlyZeroWhateverItsRounding() {
        float[] tenths = new float[1000];
        java.util.Arrays.fill(tenths, 0.1f);
        Table x = Table.of(1000, 1, tenths);
        assertThat(fit(new ZScore(), "", x).apply(rows(x)).x().toArray()).containsOnly(0f);
        assertThat(fit(new ZScore(), "", x).state().get("deviation")).containsExactly(0);
    }

    @Test
    void imputePutsTheMeanOrMedianOfWhatIsThere() {
        Table x = Table.of(new float[][] {{1, 4}, {NA, 8}, {3, NA}, {11, 6}});
        assertThat(fit(new Impute(), "", x).apply(rows(x)).x().toArray()).containsExactly(1, 4, 5, 8, 3, 6, 11, 6);
        assertThat(fit(new Impute(), "statistic = median", x).apply(rows(x)).x().toArray())
                .containsExactly(1, 4, 3, 8, 3, 6, 11, 6);
        assertThat(fit(new Impute(), "statistic = median", Table.of(new float[][] {{1}, {2}, {9}, {4}}))
                        .state()
                        .get("value"))
                .containsExactly(3);
    }

    @Test
    void scalingPassesMissingValuesOver() {
        Table x = Table.of(new float[][] {{1}, {NA}, {3}});
        assertThat(fit(new ZScore(), "", x).apply(rows(x)).x().toArray()).containsExactly(-1f, NA, 1f);
        assertThat(fit(new MinMax(), "", x).apply(rows(x)).x().toArray()).containsExactly(0f, NA, 1f);
    }

    @Test
    void imputeRefusesAColumnWithoutValues() {
        assertThat(Csv.message(() -> fit(new Impute(), "", Table.of(new float[][] {{1, NA}, {2, NA}}))))
                .isEqualTo("test, column \"b\": a column has no value at all\n"
                        + "  try:      leave it out with data.ignore");
    }

    @Test
    void stateRestoresTheSameBits() {
        Table x = Table.of(new float[][] {{1.1f, NA, 5}, {2.7f, 1e30f, 5}, {1e-30f, 3, 5}});
        for (Transform transform : List.of(new MinMax(), new ZScore(), new Impute())) {
            Transform.Fitted fitted = fit(transform, "", x);
            Transform.Fitted again = transform.restore(fitted.in(), fitted.state());
            assertThat(again.apply(rows(x)).x().toArray())
                    .isEqualTo(fitted.apply(rows(x)).x().toArray());
            assertThat(again.out()).isEqualTo(fitted.in());
            assertThat(again.state().keySet()).isEqualTo(fitted.state().keySet());
            again.state().values().forEach(numbers -> java.util.Arrays.fill(numbers, 0));
            assertThat(again.apply(rows(x)).x().toArray())
                    .isEqualTo(fitted.apply(rows(x)).x().toArray());
        }
    }

    @Test
    void damagedStateIsRefused() {
        Features two = Features.of(List.of("a", "b"));
        assertThatThrownBy(() -> new MinMax().restore(two, Map.of("least", new double[] {1})))
                .isInstanceOf(CoterieException.class)
                .hasMessage("transform min-max, least: the saved numbers of a transform are damaged\n"
                        + "  got:      1 numbers\n"
                        + "  expected: 2 finite numbers");
        assertThatThrownBy(() -> new Impute().restore(two, Map.of()))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("got:      nothing");
    }

    @Test
    void rowsOfAnotherWidthAreRefused() {
        assertThat(Csv.message(() -> fit(new ZScore(), "", X)
                        .apply(rows(Table.of(new float[][] {{1, 2}})))
                        .x()))
                .isEqualTo("rows of another width than the transform was fitted on\n"
                        + "  got:      2 columns\n"
                        + "  expected: 3 columns");
    }

    private static Dataset rows(Table x) {
        return Dataset.of("rows", x);
    }

    private static Transform.Fitted fit(Transform transform, String settings, Table x) {
        List<String> names = List.of("a", "b", "c").subList(0, x.columns());
        Dataset training = Dataset.of("test", x).with(x, Features.of(names));
        return transform
                .settings(ConfSettings.at("transforms." + transform.id(), settings))
                .fit(training);
    }
}
