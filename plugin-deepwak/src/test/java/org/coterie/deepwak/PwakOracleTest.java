package org.coterie.deepwak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The form without pairs is exact: the numbers of the paper's form, guards included. */
class PwakOracleTest {

    @Test
    void bothFormsAgreeOverAllSoftnessesAndBothNormalizations() {
        for (double scale : new double[] {0.1, 1, 5}) {
            double[][] k = memberships(60, 5, scale, 1);
            double[][] e = normal(60, 4, 2);
            for (double tau : new double[] {0, 1e-3, 1}) {
                same(PwakOracle.lowRank(k, e, true, tau), PwakOracle.naive(k, e, true, tau), 1e-13);
                same(PwakOracle.lowRank(k, e, false, tau), PwakOracle.naive(k, e, false, tau), 1e-13);
            }
        }
    }

    @Test
    void aRowIsPredictedByTheMeanOfItsClusterWithoutItself() {
        double[][] k = {{1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}};
        double[][] e = {{1}, {2}, {6}, {10}, {20}};
        same(PwakOracle.lowRank(k, e, true, 0), new double[][] {{4}, {3.5}, {1.5}, {20}, {10}}, 1e-14);
    }

    @Test
    void rowsThatSumToOneReturnAConstantAndColumnsDoNot() {
        double[][] k = memberships(40, 3, 2, 3);
        double[][] ones = new double[40][1];
        for (double[] row : ones) {
            row[0] = 1;
        }
        same(PwakOracle.lowRank(k, ones, true, 1e-3), ones, 1e-13);
        double worst = 0;
        for (double[] row : PwakOracle.lowRank(k, ones, false, 0)) {
            worst = Math.max(worst, Math.abs(row[0] - 1));
        }
        assertThat(worst).isGreaterThan(0.01);
    }

    @Test
    void aMemberWithoutCompanyIsPredictedByTheMeanOfTheOthers() {
        double[][] k = {{1, 0}, {0, 1}, {0, 1}, {0, 1}};
        double[][] e = {{100}, {1}, {2}, {6}};
        assertThat(PwakOracle.lowRank(k, e, true, 1e-3)[0][0]).isCloseTo(3, within(1e-10));
        assertThat(PwakOracle.lowRank(k, e, true, 0)[0][0])
                .as("as in the published code")
                .isZero();
    }

    @Test
    void theResultTendsToThePapersAsThePseudoCountTendsToZero() {
        double[][] k = memberships(30, 4, 1, 4);
        double[][] e = normal(30, 2, 5);
        same(PwakOracle.lowRank(k, e, true, 1e-9), PwakOracle.naive(k, e, true, 0), 1e-8);
    }

    static double[][] memberships(int n, int k, double scale, long seed) {
        double[][] scores = normal(n, k, seed);
        for (double[] row : scores) {
            double sum = 0;
            for (int c = 0; c < k; c++) {
                row[c] = Math.exp(scale * row[c]);
                sum += row[c];
            }
            for (int c = 0; c < k; c++) {
                row[c] /= sum;
            }
        }
        return scores;
    }

    static double[][] normal(int n, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[n][d];
        for (double[] row : values) {
            for (int j = 0; j < d; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return values;
    }

    private static void same(double[][] got, double[][] wanted, double tolerance) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(got[i]).as("row " + i).containsExactly(wanted[i], within(tolerance));
        }
    }
}
