package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coterie.api.data.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code enrichment.csv} holds SciPy 1.17.1's fisher_exact and hypergeom; its log odds are the formula's. */
class EnrichmentTest {

    static Stream<Golden> cells() {
        return Golden.lines("enrichment.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void exactTailsAgreeWithScipy(Golden line) {
        int q = (int) line.number("q");
        Hypergeometric chance = new Hypergeometric(
                (int) line.number("population"), (int) line.number("marked"), (int) line.number("drawn"));
        near(chance.twoSided(q), line.number("fisher"));
        near(chance.doubled(q), line.number("doubled"));
        near(chance.atMost(q), line.number("at-most"));
        near(chance.atLeast(q), line.number("at-least"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aTableOfTheseCountsHasTheseOdds(Golden line) {
        int population = (int) line.number("population");
        int marked = (int) line.number("marked");
        int drawn = (int) line.number("drawn");
        int q = (int) line.number("q");
        int[] clusters =
                IntStream.range(0, population).map(i -> i < drawn ? 0 : 1).toArray();
        int[] of = IntStream.range(0, population)
                .map(i -> i < q || (i >= drawn && i < drawn + marked - q) ? 0 : 1)
                .toArray();
        Labels annotation = new Labels("phenotype", List.of("ours", "other"), of);
        Enrichment.of(clusters, List.of(annotation), 1).stream()
                .filter(cell -> cell.cluster() == 0 && cell.category().equals("ours"))
                .forEach(cell -> {
                    assertThat(cell.both()).isEqualTo(q);
                    assertThat(cell.log2Odds()).isCloseTo(line.number("log2-odds"), within(1e-12));
                    near(cell.p(), line.number("fisher"));
                    assertThat(cell.fdr()).isGreaterThanOrEqualTo(cell.p());
                });
    }

    /**
     * Twenty rows, five of a category, none of them among the six of cluster 0: that happens by chance in C(15,6)/C(20,6)
     * = 0.129 of draws and shows nothing. The published formula, 2·min(P(X ≤ q - 1), P(X ≥ q)), says 0.
     */
    @Test
    void anEmptyCellIsNotCertain() {
        int[] clusters = IntStream.range(0, 20).map(i -> i < 6 ? 0 : 1).toArray();
        int[] category = IntStream.range(0, 20).map(i -> i >= 15 ? 0 : 1).toArray();
        Hypergeometric chance = new Hypergeometric(20, 5, 6);
        assertThat(2 * Math.min(chance.atMost(-1), chance.atLeast(0))).isZero();
        Enrichment cell = Enrichment.of(
                        clusters, List.of(new Labels("condition", List.of("rare", "usual"), category)), 1)
                .get(0);
        assertThat(cell.both()).isZero();
        assertThat(cell.expected()).isEqualTo(1.5);
        assertThat(cell.p()).isCloseTo(0.26044891640866874, within(1e-12));
        assertThat(cell.fdr()).isGreaterThan(0.05);
        assertThat(cell.log2Odds()).isNegative();
        assertThat(cell.low()).isLessThan(0);
        assertThat(cell.high()).isGreaterThan(0);
    }

    @Test
    void unknownCategoriesAreLeftOutAndNoiseIsOutside() {
        int[] clusters = {0, 0, 0, -1, 1, 1, 2};
        Labels annotation = new Labels("a", List.of("x", "y", "never"), new int[] {0, 0, -1, 1, 1, -1, 1});
        List<Enrichment> cells = Enrichment.of(clusters, List.of(annotation), 2);
        assertThat(cells).hasSize(4).allSatisfy(cell -> assertThat(cell.rows()).isEqualTo(5));
        assertThat(cells.get(0)).satisfies(cell -> {
            assertThat(cell.cluster()).isZero();
            assertThat(cell.inCluster()).isEqualTo(2);
            assertThat(cell.both()).isEqualTo(2);
        });
        assertThat(Enrichment.of(new int[] {-1, -1}, List.of(new Labels("a", List.of("x"), new int[2])), 1))
                .isEmpty();
    }

    /** SciPy 1.17.1's false_discovery_control. */
    @Test
    void adjustsTheWholeTable() {
        assertThat(FalseDiscovery.adjust(new double[] {.001, .02, .03, .5, .02, 1, .04}))
                .usingComparatorWithPrecision(1e-15)
                .containsExactly(0.007, 0.14 / 3, 0.0525, 3.5 / 6, 0.14 / 3, 1, 0.056);
        assertThat(FalseDiscovery.adjust(new double[0])).isEmpty();
    }

    @Property(tries = 200)
    void tailsAddUpAndPValuesAreProper(
            @ForAll @IntRange(min = 1, max = 400) int population,
            @ForAll @IntRange(min = 0, max = 400) int marked,
            @ForAll @IntRange(min = 0, max = 400) int drawn) {
        Hypergeometric chance =
                new Hypergeometric(population, Math.min(marked, population), Math.min(drawn, population));
        for (int q = chance.least(); q <= chance.most(); q++) {
            assertThat(chance.atMost(q) + chance.atLeast(q + 1)).isCloseTo(1, within(1e-12));
            assertThat(chance.twoSided(q)).isGreaterThan(0).isLessThanOrEqualTo(1);
            assertThat(chance.twoSided(q)).isLessThanOrEqualTo(1);
        }
        assertThat(chance.expectation(q -> q)).isCloseTo(chance.mean(), within(1e-9));
    }

    /** Under no association Fisher's p falls below 0.05 in at most a twentieth of cases. */
    @Test
    void noiseIsRarelySignificant() {
        SplittableRandom random = new SplittableRandom(8);
        int below = 0;
        int cells = 0;
        for (int t = 0; t < 100; t++) {
            int[] clusters = random.ints(200, 0, 4).toArray();
            Labels annotation = new Labels(
                    "a", List.of("u", "v", "w"), random.ints(200, 0, 3).toArray());
            List<Enrichment> found = Enrichment.of(clusters, List.of(annotation), 1);
            below += (int) found.stream().filter(cell -> cell.p() < 0.05).count();
            cells += found.size();
        }
        assertThat((double) below / cells).isBetween(0.01, 0.06);
    }

    /** SciPy 1.17.1: χ² = 70.94385, p = 1.4344877503910492e-14; scikit-learn 1.9.1's AMI; Bergsma's V by formula. */
    @Test
    void clustersThatFollowABatchAreNoticed() {
        int[][] counts = {{20, 5, 3}, {4, 18, 9}, {1, 2, 30}};
        int[] batches = expand(counts, true);
        int[] clusters = expand(counts, false);
        BatchEffect found = BatchEffect.of(clusters, batches);
        assertThat(found.ami()).isCloseTo(0.33774897075613797, within(1e-12));
        assertThat(found.cramersV()).isCloseTo(0.6097186852783, within(1e-12));
        assertThat(found.p() / 1.4344877503910492e-14).isCloseTo(1, within(1e-9));
        assertThat(found.follows()).isTrue();
        SplittableRandom random = new SplittableRandom(2);
        assertThat(BatchEffect.of(
                                random.ints(500, 0, 8).toArray(),
                                random.ints(500, 0, 3).toArray())
                        .follows())
                .isFalse();
        assertThat(BatchEffect.of(clusters, new int[clusters.length])).isEqualTo(new BatchEffect(0, 0, 1, 92));
    }

    private static int[] expand(int[][] counts, boolean rows) {
        return IntStream.range(0, 9)
                .flatMap(cell -> IntStream.range(0, counts[cell / 3][cell % 3]).map(i -> rows ? cell / 3 : cell % 3))
                .toArray();
    }

    private static void near(double value, double right) {
        assertThat(value / right).as(value + " is " + right).isCloseTo(1, within(1e-10));
    }
}
