package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** The numbers are scikit-learn 1.9.1's PCA with svd_solver="full", the data rounded to float32 as here. */
class PcaTest {

    /** By hand: (2, 1) has length √5, and the rows lie at −√5, 0 and √5 along it. */
    @Test
    void findsALine() {
        Pca.Result found = Pca.of(1).fit(Table.of(new float[] {-1, 1}, new float[] {1, 2}, new float[] {3, 3}));
        close(found.mean(), 1e-15, 1, 2);
        close(found.directions(), 1e-15, 2 / Math.sqrt(5), 1 / Math.sqrt(5));
        close(found.variances(), 1e-14, 5);
        close(found.ratios(), 1e-15, 1);
        assertThat(found.transform(Table.of(1, 2, new float[] {3, 3})).at(0, 0))
                .isCloseTo((float) Math.sqrt(5), within(1e-6f));
    }

    @Test
    void isScikitLearnsOnIris() {
        Table x = RealData.iris().x();
        Pca.Result found = Pca.of(4).fit(x);
        close(found.ratios(), 1e-9, 0.92461872568, 0.053066480353, 0.017102610083, 0.005212183884);
        close(found.variances(), 1e-9, 4.22824166218, 0.242670732123, 0.07820950028, 0.02383509271);
        close(
                found.directions(),
                1e-9,
                0.361386589289,
                -0.084522518971,
                0.85667060802,
                0.358289193561,
                0.656588752691,
                0.730161455372,
                -0.173372651681,
                -0.07548100806,
                -0.582029857152,
                0.597910794452,
                0.076236064198,
                0.545831466459,
                0.315487223679,
                -0.31972312202,
                -0.47983898916,
                0.753657403216);
        close(row(found.transform(x), 0), 1e-6, -2.684125665885, 0.3193971724151, -0.02791479038531, 0.002262420507079);
        close(row(Pca.of(2).whitened().fit(x).transform(x), 149), 1e-6, 0.676073462364, -0.573795236551);
    }

    @Test
    void isScikitLearnsOnDigits() {
        Table x = RealData.digits().x();
        for (Pca.Solver solver : Pca.Solver.values()) {
            Pca.Result found = Pca.of(5).by(solver).fit(x);
            boolean random = solver == Pca.Solver.RANDOMISED;
            close(
                    found.variances(),
                    1e-6,
                    179.006930097972,
                    163.717746881678,
                    141.788439092284,
                    101.100375202848,
                    69.513165590987);
            close(
                    row(found.transform(x), 0),
                    random ? 1e-3 : 1e-5,
                    -1.259466450102,
                    -21.274883480738,
                    9.463054617605,
                    -13.014188691055,
                    7.128822779244);
        }
    }

    @Test
    void isScikitLearnsWithFewerRowsThanColumns() {
        Table x = first(RealData.digits().x(), 40);
        Pca.Result found = Pca.of(5).fit(x);
        close(found.ratios(), 1e-9, 0.17362183288, 0.163054874814, 0.140085134039, 0.109750155289, 0.073590548817);
        close(
                row(found.transform(x), 39),
                1e-5,
                17.511160177215,
                3.967568634033,
                -10.989182660928,
                9.828119615239,
                0.7519234582);
    }

    @Test
    void findsTheSameByAnySolverAndTheSameBitsAgain() {
        Random random = new Random(3);
        float[] values = new float[300 * 500];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(0.97, i % 500));
        }
        Table x = Table.of(300, 500, values);
        Pca.Result exact = Pca.of(8).fit(x);
        Pca.Result random1 = Pca.of(8).by(Pca.Solver.RANDOMISED).fit(x);
        close(random1.variances(), 1e-4, exact.variances());
        close(random1.directions(), 1e-2, exact.directions());
        assertThat(Pca.of(8).by(Pca.Solver.RANDOMISED).fit(x).directions()).isEqualTo(random1.directions());
    }

    @Test
    void givesNothingWhereNothingVaries() {
        Table x = Table.of(new float[] {1, 7}, new float[] {2, 7}, new float[] {4, 7});
        Pca.Result found = Pca.of(2).whitened().fit(x);
        close(found.directions(), 1e-12, 1, 0, 0, 0);
        assertThat(found.variances()[1]).isZero();
        assertThat(found.transform(x).at(0, 1)).isZero();
        assertThat(found.participationRatio()).isCloseTo(1, within(1e-12));
        assertThat(Pca.of(1).fit(Table.of(3, 1, new float[] {5, 5, 5})).ratios())
                .containsExactly(0);
    }

    @Test
    void refusesMoreComponentsThanRowsOrColumns() {
        assertThatThrownBy(() -> Pca.of(3).fit(Table.of(5, 2, new float[10])))
                .isInstanceOf(CoterieException.class)
                .hasMessage("fewer rows or columns than components\n  got:      5 rows, 2 columns, 3 components\n"
                        + "  expected: at least 2 rows, and as many rows and columns as components");
    }

    private static Table first(Table x, int n) {
        return Table.of(n, x.columns(), Arrays.copyOf(x.toArray(), n * x.columns()));
    }

    private static double[] row(Table x, int i) {
        double[] row = new double[x.columns()];
        Arrays.setAll(row, j -> x.at(i, j));
        return row;
    }

    private static void close(double[] found, double error, double... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as("number %d", i).isCloseTo(expected[i], within(error));
        }
    }
}
