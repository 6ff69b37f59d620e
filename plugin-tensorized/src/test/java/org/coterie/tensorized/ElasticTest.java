package org.coterie.tensorized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElasticTest {
    private static final int SIDE = 28;

    private static float[] picture() {
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i / SIDE > 8 && i / SIDE < 20 && i % SIDE > 8 && i % SIDE < 20 ? 1 : 0;
        }
        return pixels;
    }

    private static float[] transformed(Elastic elastic, long seed) {
        float[] to = new float[SIDE * SIDE];
        elastic.draw(SIDE, SIDE, new SplittableRandom(seed)).apply(picture(), 0, to, 0);
        return to;
    }

    @Test
    void withoutStrengthNothingMoves() {
        assertThat(transformed(new Elastic(0, 4), 1)).containsExactly(picture());
    }

    @Test
    void theSameSeedGivesTheSamePictureAndAnotherAnother() {
        assertThat(transformed(Elastic.of(), 1)).containsExactly(transformed(Elastic.of(), 1));
        assertThat(transformed(Elastic.of(), 2)).isNotEqualTo(transformed(Elastic.of(), 1));
    }

    /** Interpolation: values stay between those of the picture, and most of the square stays where it is. */
    @Test
    void aPictureIsBentAndNotTorn() {
        float[] to = transformed(Elastic.of(), 3);
        int same = 0;
        for (int i = 0; i < to.length; i++) {
            assertThat(to[i]).isBetween(0f, 1.000001f);
            same += Math.abs(to[i] - picture()[i]) < 0.5 ? 1 : 0;
        }
        assertThat(same).isBetween(600, SIDE * SIDE - 1);
    }

    /**
     * Far from the edges a displacement is a weighted mean of uniform numbers: its deviation is 1/√3 · Σ w², w² summed along one
     * axis of a Gaussian of σ pixels being 1/(2 σ √π); α = 34, σ = 4: 1.38 pixels.
     */
    @Test
    void displacementsHaveTheDeviationOfAGaussianMean() {
        int middle = (SIDE / 2) * SIDE + SIDE / 2;
        double squares = 0;
        int draws = 2000;
        for (int seed = 0; seed < draws; seed++) {
            Elastic.Field field = Elastic.of().draw(SIDE, SIDE, new SplittableRandom(seed));
            double row = 0;
            for (int corner = 0; corner < 4; corner++) {
                int at = field.at()[corner * SIDE * SIDE + middle];
                int from = at / SIDE;
                row += field.share()[corner * SIDE * SIDE + middle] * from;
            }
            squares += (row - SIDE / 2.0) * (row - SIDE / 2.0) / draws;
        }
        double expected = 34 / Math.sqrt(3) / (2 * 4 * Math.sqrt(Math.PI));
        assertThat(Math.sqrt(squares)).isCloseTo(expected, within(0.05 * expected));
    }
}
