package org.coterie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.coterie.api.Init;
import org.coterie.api.Loss;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class GradientsTest {
    private static final Shape MATRIX = Shape.of(2, 3);

    /** d(w + stop w²) is 1 to the graph, and 1 + 2w to a difference; the scalar ½y² + y brings in y + 1. */
    @Test
    void aWrongGradientIsNamedWithItsIndexAndBothValues() {
        Gradients wrong = Gradients.check()
                .of("wrong", Init.ones(), (m, w) -> m.add(w.get(0), m.stop(m.square(w.get(0)))), MATRIX);
        assertThat(wrong.differences()).hasSize(6).allSatisfy(d -> {
            assertThat(d.parameter()).isEqualTo("wrong/w0");
            assertThat(d.gradient()).isEqualTo(3);
            assertThat(d.difference()).isCloseTo(9, within(1e-4));
        });
        assertThatThrownBy(wrong::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong/w0[0]: gradient 3.0, difference 9.0")
                .hasMessageContaining("wrong/w0[5]");
    }

    @Test
    void lossesAreCheckedAloneAndInAStack() {
        Gradients.check()
                .loss("mean-squared", Loss.meanSquared())
                .loss("product", (t, x, y) -> t.m().mean(t.m().mul(x.value(), y.value()), -1))
                .verify();
        Gradients wrong = Gradients.check().loss("cut", (t, x, y) -> {
            Operand<TFloat32> product = t.m().mul(t.m().stop(x.value()), y.value());
            return t.m().mean(t.m().add(product, x.value()), -1);
        });
        assertThat(wrong.differences())
                .isNotEmpty()
                .anyMatch(d -> d.parameter().equals("cut/target"))
                .anyMatch(d -> d.parameter().equals("cut-stack/target"))
                .noneMatch(d -> d.parameter().endsWith("prediction"));
    }

    /** Σ ½(xw)² + xw of the rows 1 and 2 at w = 1: d/dw = Σ x²w + x = 5 + 3. */
    @Test
    void theRowsAreThoseThatWereGiven() {
        Gradients wrong = Gradients.over(Table.of(new float[][] {{1}, {2}})).of("rows", v -> {
            var w = v.weight("w", Shape.of(1, 1), Init.ones());
            return (t, b) -> t.m().add(t.m().dot(b.x().value(), t.m().stop(t.read(w))), t.m().scale(t.read(w), 0));
        });
        assertThat(wrong.differences()).singleElement().satisfies(d -> {
            assertThat(d.gradient()).isZero();
            assertThat(d.difference()).isCloseTo(8, within(1e-4));
        });
    }
}
