package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CommunitiesTest {

    /** Zachary's karate club (1977), 34 members and 78 ties. */
    private static final String KARATE =
            "0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3"
                    + " 1-7 1-13 1-17 1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16"
                    + " 6-16 8-30 8-32 8-33 9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25"
                    + " 23-27 23-29 23-32 23-33 24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33"
                    + " 31-32 31-33 32-33";

    private static Edges karate() {
        int[][] ends = Arrays.stream(KARATE.split(" ", -1))
                .map(tie -> Arrays.stream(tie.split("-", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toArray(int[][]::new);
        double[] ones = new double[ends.length];
        Arrays.fill(ones, 1);
        return new Edges(
                34,
                Arrays.stream(ends).mapToInt(e -> e[0]).toArray(),
                Arrays.stream(ends).mapToInt(e -> e[1]).toArray(),
                ones);
    }

    /** Brandes et al. (2008) prove the optimum: 0.41979, four communities. */
    @Test
    void leidenFindsTheBestModularityOfTheKarateClub() {
        Communities.Result found = Communities.leiden(1).of(karate(), new SplittableRandom(0));
        assertThat(found.modularity()).isCloseTo(0.4197896, within(1e-6));
        assertThat(found.count()).isEqualTo(4);
    }

    @Test
    void louvainComesClose() {
        Communities.Result found = Communities.louvain(1).of(karate(), new SplittableRandom(0));
        assertThat(found.modularity()).isBetween(0.40, 0.41979);
    }

    @Test
    void aHigherResolutionGivesMoreCommunitiesAndTheSameSeedTheSame() {
        Communities fine = Communities.leiden(3);
        int[] labels = fine.of(karate(), new SplittableRandom(5)).labels();
        assertThat(fine.of(karate(), new SplittableRandom(5)).labels()).isEqualTo(labels);
        assertThat(Arrays.stream(labels).max().orElseThrow()).isGreaterThan(3);
    }

    @Test
    void nodesWithoutEdgesAreAlone() {
        Edges three = new Edges(3, new int[] {0}, new int[] {1}, new double[] {1});
        assertThat(Communities.leiden(1).of(three, new SplittableRandom(1)).labels())
                .containsExactly(0, 0, 1);
        Edges none = new Edges(2, new int[0], new int[0], new double[0]);
        assertThat(Communities.louvain(1).of(none, new SplittableRandom(1)).count())
                .isEqualTo(2);
    }

    /** By hand: rows 0, 1, 2 in a triangle of nearest rows, row 3 nearest to 0 and 1. */
    @Test
    void edgesOfNeighboursAreUnionsAndSharedShares() {
        Neighbours near = new Neighbours(4, 2, new int[] {1, 2, 0, 2, 0, 1, 0, 1}, new float[8]);
        Edges union = Edges.union(near);
        assertThat(union.from()).containsExactly(0, 0, 0, 1, 1);
        assertThat(union.to()).containsExactly(1, 2, 3, 2, 3);
        Edges shared = Edges.jaccard(near);
        // {1,2} and {0,2} share one of three; 3 has {0,1}, which shares 1 with {1,2}, and goes one way only
        assertThat(shared.weights())
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 6.0, 1 / 3.0, 1 / 6.0}, within(1e-12));
    }

    @Test
    void refusesEdgesOutOfOrder() {
        assertThatThrownBy(() -> new Edges(2, new int[] {1}, new int[] {0}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
