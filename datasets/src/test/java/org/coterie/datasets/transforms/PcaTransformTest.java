package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.coterie.algorithms.Pca;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Table;
import org.coterie.api.data.Transform;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.PcaTransform;
import org.junit.jupiter.api.Test;

class PcaTransformTest {

    private static Dataset iris() {
        return new Csv(Path.of(""))
                .opener("file = \"shipped:iris\", label = species")
                .open();
    }

    /** scikit-learn 1.9.1, {@code PCA(2).fit_transform(iris)}. */
    @Test
    void scoresAreThoseOfScikitLearn() {
        Transform.Fitted fitted = Fit.on(new PcaTransform(), "components = 2", iris());
        Table scores = fitted.apply(iris()).x();
        assertThat(scores.at(0, 0)).isCloseTo(-2.6841256f, within(1e-5f));
        assertThat(scores.at(0, 1)).isCloseTo(0.31939725f, within(1e-5f));
        assertThat(scores.at(149, 0)).isCloseTo(1.3901889f, within(1e-5f));
        assertThat(scores.at(149, 1)).isCloseTo(-0.28266094f, within(1e-5f));
        assertThat(fitted.out().names()).containsExactly("pc1", "pc2");
        Table white = Fit.on(new PcaTransform(), "components = 2, whiten = true", iris())
                .apply(iris())
                .x();
        assertThat(white.at(0, 0)).isCloseTo(-1.3053379f, within(1e-5f));
        assertThat(white.at(0, 1)).isCloseTo(0.64836932f, within(1e-5f));
    }

    @Test
    void scoresAreThoseOfTheAlgorithm() {
        Dataset data = iris();
        assertThat(Fit.on(new PcaTransform(), "components = 3, solver = exact", data)
                        .apply(data)
                        .x()
                        .toArray())
                .isEqualTo(Pca.of(3).fit(data.x()).transform(data.x()).toArray());
    }

    @Test
    void thereAreNoMoreComponentsThanTheRowsHaveDimensions() {
        assertThat(Fit.on(new PcaTransform(), "", iris()).out().width()).isEqualTo(4);
        Dataset three = iris().select(0, 60, 120);
        assertThat(Fit.on(new PcaTransform(), "", three).out().names()).containsExactly("pc1", "pc2");
        assertThat(Csv.message(() -> Fit.on(new PcaTransform(), "", iris().select(0))))
                .isEqualTo("iris, transform pca: principal components need at least two rows\n  got:      1 rows");
    }
}
