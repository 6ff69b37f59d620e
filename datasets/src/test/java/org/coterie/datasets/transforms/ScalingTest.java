package org.coterie.datasets.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.coterie.api.data.Table;
import org.coterie.datasets.csv.Csv;
import org.coterie.transforms.Arcsinh;
import org.coterie.transforms.Centre;
import org.coterie.transforms.DivideByMax;
import org.coterie.transforms.Log1p;
import org.coterie.transforms.LogNoise;
import org.coterie.transforms.MaxAbs;
import org.coterie.transforms.MinMax;
import org.coterie.transforms.RowL2;
import org.coterie.transforms.RowMax;
import org.coterie.transforms.Tpm;
import org.coterie.transforms.ZScore;
import org.junit.jupiter.api.Test;

/** Values by hand, or by NumPy 2 in double where said. */
class ScalingTest {
    private static final float NA = Float.NaN;

    @Test
    void maxAbsDividesByTheLargestMagnitudeOfAColumn() {
        assertThat(Fit.of(new MaxAbs(), "", new float[][] {{-4, 1, 0}, {2, NA, 0}, {1, 0.5f, 0}}))
                .containsExactly(-1f, 1f, 0f, 0.5f, NA, 0f, 0.25f, 0.5f, 0f);
    }

    @Test
    void divideByMaxDividesByTheGreatestValueOfAColumn() {
        assertThat(Fit.of(new DivideByMax(), "", new float[][] {{-4, 1, 0}, {2, NA, 0}, {1, 0.5f, 0}}))
                .containsExactly(-2f, 1f, 0f, 1f, NA, 0f, 0.5f, 0.5f, 0f);
        assertThat(Csv.message(() -> Fit.of(new DivideByMax(), "", new float[][] {{1, -3}, {2, 0}})))
                .isEqualTo("test, column \"b\": a column without a value above zero cannot be divided by its greatest\n"
                        + "  got:      values from -3.0 to 0.0\n"
                        + "  try:      the transform max-abs divides by the largest |value|");
    }

    @Test
    void centreTakesTheMeanAway() {
        assertThat(Fit.of(new Centre(), "", new float[][] {{1, 5, 0.1f}, {3, NA, 0.1f}, {8, 7, 0.1f}}))
                .containsExactly(-3f, -1f, 0f, -1f, NA, 0f, 4f, 1f, 0f);
    }

    @Test
    void log1pIsTheLogarithmOfOneMore() {
        assertThat(Fit.of(new Log1p(), "", new float[][] {{0, 1, 1e-6f, 100, NA}}))
                .containsExactly(0f, 0.6931471824645996f, 9.999995427278918e-07f, 4.6151204109191895f, NA);
    }

    @Test
    void log1pRefusesMinusOneAndLess() {
        assertThat(Csv.message(() -> Fit.of(new Log1p(), "", new float[][] {{0, 1}, {3, -1}})))
                .isEqualTo("test, row 2, column \"b\": a value that a transform cannot take\n"
                        + "  got:      -1.0\n"
                        + "  expected: a number above -1");
    }

    /** numpy.arcsinh(x / 5). */
    @Test
    void arcsinhIsThatOfNumPy() {
        assertThat(Fit.of(new Arcsinh(), "", new float[][] {{-1000, -5, -1e-7f, 0, 3, 1e6f, NA}}))
                .containsExactly(
                        -5.991470813751221f,
                        -0.8813735842704773f,
                        -1.999999987845058e-08f,
                        0f,
                        0.5688248872756958f,
                        12.899219512939453f,
                        NA);
        assertThat(Fit.of(new Arcsinh(), "cofactor = 150", new float[][] {{-150, 90}}))
                .containsExactly(-0.8813735842704773f, 0.5688248872756958f);
    }

    @Test
    void rowMaxDividesByTheLargestMagnitudeOfTheRow() {
        assertThat(Fit.of(new RowMax(), "", new float[][] {{-4, 1, NA}, {0, 0, 0}, {3, 0, 1.5f}}))
                .containsExactly(-1f, 0.25f, NA, 0f, 0f, 0f, 1f, 0f, 0.5f);
    }

    @Test
    void rowL2GivesEveryRowLengthOne() {
        assertThat(Fit.of(new RowL2(), "", new float[][] {{3, -4, NA}, {0, 0, 0}, {2, 0, 0}}))
                .containsExactly(0.6f, -0.8f, NA, 0f, 0f, 0f, 1f, 0f, 0f);
    }

    @Test
    void tpmGivesEveryRowTheSameTotal() {
        assertThat(Fit.of(new Tpm(), "", new float[][] {{1, 3, NA}, {0, 0, 0}, {8, 0, 2}}))
                .containsExactly(250_000f, 750_000f, NA, 0f, 0f, 0f, 800_000f, 0f, 200_000f);
        assertThat(Fit.of(new Tpm(), "target = 10000", new float[][] {{1, 3}})).containsExactly(2500f, 7500f);
        assertThat(Csv.message(() -> Fit.of(new Tpm(), "", new float[][] {{1, 3}, {5, -1}})))
                .startsWith("test, row 2: a value below zero among counts");
    }

    @Test
    void logNoiseIsTheLogarithmWithALittleNoise() {
        float[] clean = Fit.of(new LogNoise(), "noise = 0", new float[][] {{0, 1, 9, NA}});
        assertThat(clean).containsExactly(0f, (float) Math.log(2), (float) Math.log(10), NA);
        assertThat(Fit.of(new LogNoise(), "noise = 0, pseudo-count = 0.5", new float[][] {{0.5f}}))
                .containsExactly(0f);
        assertThat(Csv.message(() -> Fit.of(new LogNoise(), "pseudo-count = 0.5", new float[][] {{-1}})))
                .contains("row 1, column \"a\"", "expected: a number above -0.5");
    }

    /** 20,000 normal numbers: the mean lies within 4/√20000 = 0.028 deviations, the deviation within 2 %. */
    @Test
    void theNoiseIsNormalWithTheGivenDeviation() {
        float[][] rows = new float[200][100];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = i;
        }
        float[] noisy = Fit.of(new LogNoise(), "noise = 0.5", rows);
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int c = 0; c < noisy.length; c++) {
            if (c % 100 > 0) {
                sum += noisy[c];
                squares += noisy[c] * noisy[c];
                n++;
            }
        }
        assertThat(sum / n).isBetween(-0.014, 0.014);
        assertThat(Math.sqrt(squares / n)).isBetween(0.49, 0.51);
    }

    @Test
    void theNoiseOfARowFollowsFromTheRowAndTheSeed() {
        float[][] rows = {{1, 2, 3}, {4, 5, 6}, {1, 2, 3}};
        float[] noisy = Fit.of(new LogNoise(), "noise = 1", rows);
        assertThat(new float[] {noisy[0], noisy[1], noisy[2]}).containsExactly(noisy[6], noisy[7], noisy[8]);
        assertThat(Fit.of(new LogNoise(), "noise = 1", new float[][] {rows[1]}))
                .containsExactly(noisy[3], noisy[4], noisy[5]);
        assertThat(Fit.of(new LogNoise(), "noise = 1, seed = 1", rows)[0]).isNotEqualTo(noisy[0]);
    }

    /** One column after another, as the code before this had it. */
    @Test
    void zScoreAndMinMaxKeepTheBitsOfTheColumnwiseFormula() {
        for (String shipped :
                new String[] {"file = \"shipped:iris\", label = species", "file = \"shipped:digits\", label = last"}) {
            var data = new Csv(java.nio.file.Path.of("")).opener(shipped).open();
            Table z = Fit.on(new ZScore(), "", data).apply(data).x();
            Table u = Fit.on(new MinMax(), "", data).apply(data).x();
            int n = data.x().rows();
            for (int j = 0; j < data.x().columns(); j++) {
                double sum = 0;
                double least = Double.POSITIVE_INFINITY;
                double greatest = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < n; i++) {
                    sum += data.x().at(i, j);
                    least = Math.min(least, data.x().at(i, j));
                    greatest = Math.max(greatest, data.x().at(i, j));
                }
                double mean = sum / n;
                double squares = 0;
                for (int i = 0; i < n; i++) {
                    squares += (data.x().at(i, j) - mean) * (data.x().at(i, j) - mean);
                }
                double deviation = Math.sqrt(squares / n);
                for (int i = 0; i < n; i++) {
                    boolean constant = least == greatest;
                    double value = data.x().at(i, j);
                    assertThat(z.at(i, j)).isEqualTo(constant ? 0 : (float) ((value - mean) / deviation));
                    assertThat(u.at(i, j)).isEqualTo(constant ? 0 : (float) ((value - least) / (greatest - least)));
                }
            }
        }
    }
}
