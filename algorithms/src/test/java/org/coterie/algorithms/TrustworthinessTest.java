package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are scikit-learn 1.9.1's sklearn.manifold.trustworthiness. */
class TrustworthinessTest {

    @ParameterizedTest
    @CsvSource({"1, 0.862931034482759", "5, 0.787179487179487", "15, 0.735405405405405"})
    void isScikitLearnsOnAMapThatErrs(int k, double expected) {
        float[] x = new float[180];
        float[] map = new float[120];
        for (int i = 0; i < 60; i++) {
            map[2 * i] = (float) Math.sin(0.7 * i * i);
            map[2 * i + 1] = (float) Math.cos(1.3 * i * i);
            x[3 * i] = map[2 * i];
            x[3 * i + 1] = (float) Math.sin(2.1 * i * i);
            x[3 * i + 2] = (float) Math.cos(0.3 * i * i);
        }
        assertThat(Trustworthiness.of(Table.of(60, 3, x), Table.of(60, 2, map), k))
                .isCloseTo(expected, within(1e-12));
    }

    /** Equal distances abound in the data, and scikit-learn leaves their order open. */
    @ParameterizedTest
    @CsvSource({"5, 0.769787793020664", "15, 0.730642473352703"})
    void isScikitLearnsOnTwoColumnsOfDigits(int k, double expected) {
        Table x = RealData.digits().x();
        float[] map = new float[2 * x.rows()];
        for (int i = 0; i < x.rows(); i++) {
            map[2 * i] = (float) (x.at(i, 20) + 1e-3 * x.at(i, 10) + 1e-6 * x.at(i, 36));
            map[2 * i + 1] = (float) (x.at(i, 43) + 1e-3 * x.at(i, 53) + 1e-6 * x.at(i, 28));
        }
        assertThat(Trustworthiness.of(x, Table.of(x.rows(), 2, map), k)).isCloseTo(expected, within(1e-3));
    }

    @Test
    void isOneWhereTheMapIsTheData() {
        float[] x = new float[300];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 7919) % 1009;
        }
        Table table = Table.of(100, 3, x);
        assertThat(Trustworthiness.of(table, table, 7)).isEqualTo(1);
    }

    @Test
    void refusesTooManyNeighbours() {
        Table x = Table.of(10, 1, new float[10]);
        assertThatThrownBy(() -> Trustworthiness.of(x, x, 5))
                .isInstanceOf(CoterieException.class)
                .hasMessage("too few rows for so many neighbours\n  got:      10 rows, k = 5\n"
                        + "  expected: k at least 1 and rows above 2k");
    }
}
