package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers are scikit-learn 1.9.1's normalized_mutual_info_score and adjusted_rand_score, and for the accuracy
 * SciPy's linear_sum_assignment on scikit-learn's contingency_matrix.
 */
class ScoresTest {

    static Stream<Arguments> vectors() {
        return Stream.of(
                vector("equal up to names", "0 0 1 1 2 2", "5 5 3 3 9 9", 1, 1, 1),
                vector("a class in two clusters", "0 0 1 1", "0 0 1 2", 0.75, 0.7999999999999999, 0.5714285714285714),
                vector("one class, all alone", "0 0 0 0", "0 1 2 3", 0.25, 0, 0),
                vector("one class, halves", "0 0 0 0", "0 0 1 1", 0.5, 0, 0),
                vector("one cluster", "0 0 1 1", "0 0 0 0", 0.5, 0, 0),
                vector("one class and one cluster", "0 0 0", "7 7 7", 1, 1, 1),
                vector("all alone in both", "0 1 2 3", "3 2 1 0", 1, 1, 1),
                vector("one row", "0", "4", 1, 1, 1),
                vector("independent", "0 0 1 1", "0 1 0 1", 0.5, 0, -0.5),
                vector("worse than chance", "0 0 0 1 1 1", "0 1 2 0 1 2", 0.3333333333333333, 0, -0.36363636363636365),
                vector(
                        "noise is one more cluster",
                        "0 0 0 1 1 1 2 2",
                        "0 0 -1 1 1 -1 -1 -1",
                        0.75,
                        0.5300257549140327,
                        0.18181818181818182),
                vector(
                        "more clusters than classes",
                        "0 0 0 0 1 1 1 1 1",
                        "0 0 1 1 2 2 3 3 4",
                        0.4444444444444444,
                        0.6057714452459172,
                        0.2702702702702703),
                vector(
                        "more classes than clusters",
                        "0 1 2 3 4 5 0 1 2",
                        "0 0 0 1 1 1 0 0 1",
                        0.3333333333333333,
                        0.44005739050109416,
                        0.08163265306122448),
                vector(
                        "unbalanced",
                        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1",
                        "0 0 0 0 0 0 0 0 0 1 1 1 1 1 1 1 1 1 1 1",
                        0.55,
                        0.12693440276955173,
                        -0.015549076773566569),
                vector(
                        "random, 3 and 4",
                        "2 1 2 2 1 2 2 0 0 0 0 2 2 0 1 2 0 2 0 1 2 0 1 0 2",
                        "2 1 2 2 0 2 1 0 0 0 0 2 2 0 2 0 0 2 0 1 2 2 1 0 2",
                        0.8,
                        0.42594673544395856,
                        0.461757766417617),
                vector(
                        "random, 5 and 3",
                        "3 1 3 2 0 0 3 1 2 1 1 0 1 4 2 1 2 4 1 2 2 3 2 3 2 3 4 0 2 2",
                        "0 1 0 0 0 1 0 0 2 1 1 2 0 1 2 1 0 1 1 2 2 0 2 0 2 0 2 0 2 2",
                        0.6333333333333333,
                        0.44147303918522457,
                        0.3293786446812789));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void agreeWithScikitLearn(String name, int[] truth, int[] clusters, double acc, double nmi, double ari) {
        check(Scores.of(truth, clusters), acc, nmi, ari);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void doNotDependOnNumbersOrOrder(String name, int[] truth, int[] clusters, double acc, double nmi, double ari) {
        var order = new java.util.ArrayList<>(
                IntStream.range(0, truth.length).boxed().toList());
        Collections.shuffle(order, new java.util.Random(3));
        int[] t = order.stream().mapToInt(i -> 100 - 7 * truth[i]).toArray();
        int[] c = order.stream().mapToInt(i -> 11 - 5 * clusters[i]).toArray();
        check(Scores.of(t, c), acc, nmi, ari);
    }

    @Test
    void agreeWithScikitLearnOnSixtyThousandRows() {
        int[] truth = IntStream.range(0, 60000).map(i -> (int) (i * 7919L % 10)).toArray();
        int[] clusters = IntStream.range(0, 60000)
                .map(i -> i % 3 == 0 ? truth[i] : (int) (i * 104729L % 97 % 13))
                .toArray();
        check(Scores.of(truth, clusters), 0.38556666666666667, 0.14400007929136455, 0.121636839257759);
    }

    @Test
    void leaveRowsOfUnknownClassOut() {
        int[] truth = {0, 0, -1, 1, 1, -1};
        int[] clusters = {0, 0, 0, 1, 2, 1};
        Scores scores = Scores.of(truth, clusters);
        check(scores, 0.75, 0.7999999999999999, 0.5714285714285714);
        assertThat(scores.rows()).isEqualTo(4);
    }

    @Test
    void areOneOverNoRowsAndSaySo() {
        assertThat(Scores.of(new int[0], new int[0])).isEqualTo(new Scores(1, 1, 1, 0));
        assertThat(Scores.of(new int[] {-1, -1}, new int[] {0, 1})).isEqualTo(new Scores(1, 1, 1, 0));
    }

    @Test
    void refuseLabellingsOfDifferentLength() {
        assertThatThrownBy(() -> Scores.of(new int[3], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 classes for 2 clusters");
    }

    private static void check(Scores scores, double acc, double nmi, double ari) {
        assertThat(scores.acc()).isCloseTo(acc, within(1e-12));
        assertThat(scores.nmi()).isCloseTo(nmi, within(1e-12));
        assertThat(scores.ari()).isCloseTo(ari, within(1e-12));
    }

    private static Arguments vector(String name, String truth, String clusters, double acc, double nmi, double ari) {
        return Arguments.of(name, numbers(truth), numbers(clusters), acc, nmi, ari);
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
