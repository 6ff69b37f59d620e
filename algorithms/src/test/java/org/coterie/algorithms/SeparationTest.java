package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class SeparationTest {

    /** By hand on 0, 1 and 10, 11: (10.5 - 1)/10.5 for the outer rows, (9.5 - 1)/9.5 for the inner. */
    @Test
    void silhouettesOfFourPointsAreThoseByHand() {
        Separation found = Separation.of(Table.of(4, 1, new float[] {0, 1, 10, 11}), new int[] {0, 0, 1, 1});
        assertThat(found.silhouettes())
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(9.5 / 10.5, 8.5 / 9.5, 8.5 / 9.5, 9.5 / 10.5);
    }

    @Test
    void aSampleOfAllRowsIsExact() {
        Table x = rows(70, 3, 1);
        int[] clusters = labels(70, 4, 2);
        Separation found = Separation.of(x, clusters);
        Separation.Silhouette all =
                found.silhouette(500, new SplittableRandom(1)).orElseThrow();
        assertThat(all.mean()).isEqualTo(found.silhouette().orElseThrow());
        assertThat(all.error()).isZero();
        assertThat(all.rows()).isEqualTo(70);
    }

    /** Over many draws the estimates spread about the exact mean as their standard error says. */
    @Test
    void aSampleIsUnbiasedAndKnowsItsError() {
        Separation found = Separation.of(rows(400, 3, 5), labels(400, 3, 6));
        double exact = found.silhouette().orElseThrow();
        double sum = 0;
        double squares = 0;
        double said = 0;
        int draws = 300;
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < draws; i++) {
            Separation.Silhouette s = found.silhouette(40, random).orElseThrow();
            sum += s.mean() - exact;
            squares += (s.mean() - exact) * (s.mean() - exact);
            said += s.error() / draws;
        }
        double spread = Math.sqrt(squares / draws);
        assertThat(sum / draws).isCloseTo(0, within(4 * spread / Math.sqrt(draws)));
        assertThat(said / spread).isBetween(0.85, 1.15);
    }

    @Test
    void sameSeedGivesTheSameBits() {
        Separation found = Separation.of(rows(300, 9, 5), labels(300, 3, 6));
        assertThat(found.silhouette(50, new SplittableRandom(4)))
                .isEqualTo(found.silhouette(50, new SplittableRandom(4)));
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> Separation.of(Table.of(2, 1, new float[] {0, Float.NaN}), new int[2]))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("row 2, column 1");
    }

    /** Rows, features and clusters in any order, moved and stretched as a whole: all three keep their values. */
    @Property(tries = 100)
    void scoresDoNotDependOnOrderPlaceOrScale(
            @ForAll @IntRange(min = 4, max = 300) int n,
            @ForAll @IntRange(min = 1, max = 9) int m,
            @ForAll @IntRange(min = 2, max = 3) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Table x = rows(n, m, seed);
        int[] clusters = labels(n, k, seed + 1);
        int[] order = Draw.shuffled(n, random);
        float[] moved = new float[n * m];
        int[] renamed = new int[n];
        for (int i = 0; i < n; i++) {
            renamed[i] = 7 - 2 * clusters[order[i]];
            for (int j = 0; j < m; j++) {
                moved[i * m + j] = 4 * x.at(order[i], m - 1 - j) + 8;
            }
        }
        Separation one = Separation.of(x, clusters);
        Separation other = Separation.of(Table.of(n, m, moved), renamed);
        assertThat(one.silhouette().isPresent()).isEqualTo(other.silhouette().isPresent());
        if (one.silhouette().isPresent()) {
            double silhouette = one.silhouette().orElseThrow();
            assertThat(silhouette).isBetween(-1.0, 1.0);
            assertThat(other.silhouette().orElseThrow()).isCloseTo(silhouette, within(1e-10));
            double db = one.daviesBouldin().orElseThrow();
            assertThat(other.daviesBouldin().orElseThrow()).isCloseTo(db, within(1e-9 * (1 + db)));
            double ch = one.calinskiHarabasz().orElseThrow();
            assertThat(other.calinskiHarabasz().orElseThrow()).isCloseTo(ch, within(1e-9 * (1 + ch)));
        }
    }

    /** Eighths, so that moving and stretching is exact. */
    private static Table rows(int n, int m, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n * m];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(-800, 800) / 8f;
        }
        return Table.of(n, m, values);
    }

    private static int[] labels(int n, int k, long seed) {
        return new SplittableRandom(seed).ints(n, 0, k).toArray();
    }
}
