package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** What IDC reports of its gates, on small tables whose values follow by hand or from NumPy, SciPy and scikit-learn. */
class GatesTest {
    /** x_ij = (7i + 3j(i+1) mod 11)/8, 12×4; two rows of it are equal. */
    private static final Table X = eighths(12, 4, (i, j) -> (7 * i + 3 * j * (i + 1)) % 11);

    /** The gates ((5i + 3j) mod 7)/6, shut where ij + i + j is divisible by 4; 12×8. */
    private static final Table GATES = gates();

    /** NumPy 2.4.6 in double on the float gates; the coded one by torch.median, which takes the lower of two. */
    @Test
    void sizeIsToldAsSumAndAsCount() {
        GateSize size = GateSize.of(GATES, 5);
        assertThat(size.meanSum()).isCloseTo(3.486111128081878, within(1e-12));
        assertThat(size.medianSum()).isCloseTo(3.583333343267441, within(1e-12));
        assertThat(size.meanCount()).isCloseTo(73 / 12.0, within(1e-12));
        assertThat(size.medianCount()).isEqualTo(6);
        assertThat(size.codedSum()).isCloseTo(3.333333353201548, within(1e-12));
    }

    /**
     * By hand: cluster c opens features j with (j + 2c) mod 8 < 4, the last of them for half its rows: {0..3}, {6, 7, 0,
     * 1}, {4..7}; J is 1/3, 0, 1/3. Printed 1 - 4/9; coded 1 - (3 + 4/3)/6, and with an empty fourth cluster 1 - (3 +
     * 4/3)/12.
     */
    @Test
    void diversityHasThreeForms() {
        Table gates = eighths(12, 8, (i, j) -> {
            int place = (j + 2 * (i % 3)) % 8;
            return place < 3 || (place == 3 && i % 2 == 0) ? 4 : 0;
        });
        int[] clusters = IntStream.range(0, 12).map(i -> i % 3).toArray();
        assertThat(Diversity.open(gates, clusters, 1).stream()).containsExactly(0, 1, 6, 7);
        Diversity three = Diversity.of(gates, clusters, 3).orElseThrow();
        assertThat(three.pairs()).isCloseTo(7 / 9.0, within(1e-15));
        assertThat(three.printed()).isCloseTo(5 / 9.0, within(1e-15));
        assertThat(three.coded()).isCloseTo(5 / 18.0, within(1e-15));
        Diversity four = Diversity.of(gates, clusters, 4).orElseThrow();
        assertThat(four.pairs()).isEqualTo(three.pairs());
        assertThat(four.coded()).isCloseTo(1 - 13 / 36.0, within(1e-15));
        assertThat(Diversity.of(gates, new int[12], 3)).isEmpty();
    }

    /** Disjoint sets: the code's best is 1 - 1/(K-1), so 0.889 for ten clusters and 0 for two. */
    @Test
    void theCodedDiversityHasACeiling() {
        for (int k : new int[] {2, 3, 10}) {
            Table own = eighths(k, k, (i, j) -> i == j ? 8 : 0);
            Diversity found =
                    Diversity.of(own, IntStream.range(0, k).toArray(), k).orElseThrow();
            assertThat(found.pairs()).isEqualTo(1);
            assertThat(found.coded()).isCloseTo(1 - 1.0 / (k - 1), within(1e-12));
        }
        Table shut = eighths(4, 3, (i, j) -> 0);
        Diversity none = Diversity.of(shut, new int[] {0, 0, 1, 1}, 2).orElseThrow();
        assertThat(none.pairs()).isZero();
        assertThat(none.coded()).isEqualTo(1);
    }

    /** SciPy 1.17.1's distance_matrix, zero distances passed over. */
    @Test
    void uniquenessIsThatOfNearestAndOfNearRows() {
        Uniqueness nearest = Uniqueness.ofNearest(X, GATES);
        assertThat(nearest.mean()).isCloseTo(2.2936124707366434, within(1e-9));
        assertThat(nearest.min()).isCloseTo(1.6798420817373225, within(1e-9));
        assertThat(nearest.pairs()).isEqualTo(12);
        Uniqueness near = Uniqueness.within(X, GATES, 1);
        assertThat(near.mean()).isCloseTo(1.771058977403098, within(1e-9));
        assertThat(near.min()).isCloseTo(0.5904099254529583, within(1e-9));
        assertThat(near.pairs()).isEqualTo(26);
        Table equal = Table.of(2, 1, new float[] {3, 3});
        assertThat(Uniqueness.ofNearest(equal, equal).mean()).isNaN();
    }

    /**
     * The performance falls by the weight of every feature taken. With importances equal to the weights both tests see
     * it; with importances that mean nothing the cumulative one still says 0.9 and more.
     */
    @Test
    void fallingCurvesCorrelateWhateverTheImportance() {
        double[] weight = {5, 1, 4, 2, 3, 9, 8, 7, 6, 10};
        Faithfulness.Performance model =
                away -> 100 - away.stream().mapToDouble(d -> weight[d]).sum();
        assertThat(Faithfulness.oneAtATime(weight, model).correlation().orElseThrow())
                .isCloseTo(1, within(1e-12));
        assertThat(Faithfulness.cumulative(weight, model).order()).containsExactly(9, 5, 6, 7, 8, 0, 2, 4, 3, 1);
        double[] wrong = {6, 5.9, 5.8, 5.7, 5.6, 5.5, 5.4, 5.3, 5.2, 5.1};
        assertThat(Faithfulness.cumulative(wrong, model).correlation().orElseThrow())
                .isGreaterThan(0.9);
        assertThat(Faithfulness.oneAtATime(wrong, model).correlation().orElseThrow())
                .isNegative();
        Faithfulness control = Faithfulness.randomOrder(weight, model, new SplittableRandom(5));
        assertThat(control.correlation().orElseThrow()).isGreaterThan(0.9);
        assertThat(control.importance()).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(Arrays.stream(control.order()).sorted()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void featuresThatNeverOpenAreNotTaken() {
        double[] openings = Faithfulness.openings(Table.of(2, 3, new float[] {0.5f, 0, 1, 0, 0, 1}));
        assertThat(openings).containsExactly(1, 0, 2);
        assertThat(Faithfulness.meanGates(Table.of(2, 3, new float[] {0.5f, 0, 1, 0, 0, 1})))
                .containsExactly(0.25, 0, 1);
        Faithfulness found = Faithfulness.cumulative(openings, away -> 1);
        assertThat(found.order()).containsExactly(2, 0);
        assertThat(found.correlation()).isEmpty();
    }

    /** All three informative features open for everyone, two of which matter for each: precision 2/3, F1 0.8. */
    @Test
    void openingEverythingInformativeForEveryoneScoresFourFifths() {
        Table gates = eighths(4, 13, (i, j) -> j < 3 ? 8 : 0);
        List<BitSet> informative = List.of(BitSet.valueOf(new long[] {0b011}), BitSet.valueOf(new long[] {0b101}));
        Selection found = Selection.of(gates, new int[] {0, 0, 1, -1}, informative, 0.5);
        assertThat(found.precision()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(found.recall()).isEqualTo(1);
        assertThat(found.f1()).isCloseTo(0.8, within(1e-15));
        assertThat(Selection.of(gates, new int[] {0, 0, 1, 1}, informative, 1)).isEqualTo(new Selection(1, 0, 0));
    }

    /** scikit-learn 1.9.1's LinearSVC, tol 1e-10: decision values of the first rows and its accuracy on these rows. */
    @Test
    void theClassifierIsThatOfScikitLearn() {
        Table x = eighths(30, 4, (i, j) -> (7 * i + 3 * j * (i + 1)) % 11);
        int[] three = IntStream.range(0, 30).map(i -> (i * i + i / 3) % 3).toArray();
        LinearSvc machine = LinearSvc.fit(x, three, new SplittableRandom(1));
        assertThat(machine.values(x, 0))
                .usingComparatorWithPrecision(1e-3)
                .containsExactly(-0.5651034024025454, -0.17369408311694257, -0.2263162212441544);
        assertThat(machine.values(x, 1))
                .usingComparatorWithPrecision(1e-3)
                .containsExactly(-0.5951989582082421, -0.03592793908669181, -0.35820861882378185);
        assertThat(Generalizability.of(x, three, x, three, new SplittableRandom(1)))
                .isEqualTo(new Generalizability(0.5, 30));
        int[] two = Arrays.stream(three).map(c -> Math.min(1, c)).toArray();
        assertThat(LinearSvc.fit(x, two, new SplittableRandom(1)).values(x, 0)[1])
                .isCloseTo(0.5651034024025451, within(1e-3));
        assertThat(Generalizability.of(x, two, x, two, new SplittableRandom(1)).accuracy())
                .isEqualTo(0.7);
    }

    @Test
    void gatesThatShutTheInformativeFeatureCostAccuracy() {
        Table x = eighths(40, 2, (i, j) -> j == 0 ? (i % 2 == 0 ? 8 : -8) : i % 5);
        int[] classes = IntStream.range(0, 40).map(i -> i % 2).toArray();
        Table open = Generalizability.gated(x, eighths(40, 2, (i, j) -> j == 0 ? 8 : 0));
        Table shut = Generalizability.gated(x, eighths(40, 2, (i, j) -> j == 1 ? 8 : 0));
        assertThat(Generalizability.of(open, classes, open, classes, new SplittableRandom(1))
                        .accuracy())
                .isEqualTo(1);
        assertThat(Generalizability.of(shut, classes, shut, classes, new SplittableRandom(1))
                        .accuracy())
                .isLessThan(0.7);
    }

    /** By hand: ARI is 1 between equal runs and 0 against one cluster of all; (1 + 0 + 0)/3, sd of 1, 0, 0. */
    @Test
    void stabilityIsTheMeanOverPairsOfRuns() {
        int[] run = {0, 0, 1, 1};
        Stability found = Stability.of(List.of(run, new int[] {1, 1, 0, 0}, new int[4]));
        assertThat(found.mean()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(found.sd()).isCloseTo(Math.sqrt(1 / 3.0), within(1e-15));
        assertThat(found.min()).isZero();
        // without each run in turn: 0, 0, 1
        assertThat(found.error()).isCloseTo(Math.sqrt(2 / 3.0 * 2 / 3.0), within(1e-15));
        assertThat(found.ofRun()).containsExactly(0.5, 0.5, 0.0);
        assertThat(Stability.of(List.of(new int[4], run, run)).medoid()).isEqualTo(1);
        assertThat(Stability.of(List.of(run, run)).error()).isNaN();
    }

    private static Table gates() {
        float[] values = new float[96];
        for (int k = 0; k < 96; k++) {
            int i = k / 8;
            int j = k % 8;
            values[k] = (i * j + i + j) % 4 == 0 ? 0 : (float) ((5 * i + 3 * j) % 7 / 6.0);
        }
        return Table.of(12, 8, values);
    }

    private static Table eighths(int rows, int columns, IntBinaryOperator eighths) {
        float[] values = new float[rows * columns];
        for (int k = 0; k < values.length; k++) {
            values[k] = eighths.applyAsInt(k / columns, k % columns) / 8f;
        }
        return Table.of(rows, columns, values);
    }
}
