package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.coterie.algorithms.Consensus.Way;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expectations are counted by hand. */
class ConsensusTest {

    /** One-hot memberships; −1 is a row of zeros. */
    private static Table member(int k, int... labels) {
        float[][] rows = new float[labels.length][k];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0) {
                rows[i][labels[i]] = 1;
            }
        }
        return Table.of(rows);
    }

    private static int[] consensus(Way way, int k, Table... members) {
        return Consensus.by(way, k)
                .of(List.of(members), Consensus.equalWeights(members.length), new SplittableRandom(1));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theMajorityDecidesWhereMembersDisagree(Way way) {
        Table two = member(2, 0, 0, 0, 1, 1, 1);
        Table renumbered = member(2, 1, 1, 1, 0, 0, 0);
        Table other = member(3, 0, 0, 1, 1, 2, 2);
        int[] found = consensus(way, 2, two, renumbered, other);
        assertThat(Agreement.between(found, new int[] {0, 0, 0, 1, 1, 1}).ari()).isEqualTo(1);
    }

    @Test
    void aWeightOfZeroSilencesAMember() {
        Table two = member(2, 0, 0, 1, 1);
        Table other = member(2, 0, 1, 0, 1);
        Consensus rule = Consensus.by(Way.HARD, 2);
        SplittableRandom random = new SplittableRandom(1);
        assertThat(rule.of(List.of(two, other), new double[] {1, 0}, random)).containsExactly(0, 0, 1, 1);
        assertThat(rule.of(List.of(two, other), new double[] {0, 1}, random)).containsExactly(0, 1, 0, 1);
    }

    @Test
    void softMembershipsCountByTheirSize() {
        // rows 0, 1 against 2, 3: K·K is 0.82 within and 0.18 between; the arg-max of row 1 alone would move it
        Table sure = Table.of(new float[][] {{0.9f, 0.1f}, {0.9f, 0.1f}, {0.1f, 0.9f}, {0.1f, 0.9f}});
        Table unsure = Table.of(new float[][] {{1, 0}, {0.49f, 0.51f}, {0, 1}, {0, 1}});
        assertThat(consensus(Way.SOFT, 2, sure, unsure)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void aRowOnWhichMembersDisagreeIsNoClusterOfItsOwn() {
        int[] clear = IntStream.range(0, 60).map(i -> i / 20).toArray();
        int[] odd = clear.clone();
        odd[0] = 1;
        int[] odder = clear.clone();
        odder[0] = 2;
        // row 0 is with each cluster a third of the time, the clusters with each other never: average linkage into
        // three
        // leaves it alone only where it must not join two of them
        int[] found = consensus(Way.HARD, 3, member(3, clear), member(3, odd), member(3, odder));
        assertThat(IntStream.range(0, 3)
                        .map(c -> (int) IntStream.of(found).filter(l -> l == c).count()))
                .allMatch(size -> size >= 19);
    }

    @Test
    void fewAnchorsGiveTheClustersOfAllRows() {
        int[] clear = IntStream.range(0, 3000).map(i -> i % 3).toArray();
        int[] split = IntStream.range(0, 3000).map(i -> i % 6).toArray();
        List<Table> members = List.of(member(3, clear), member(6, split));
        int[] found = new Consensus(Way.SOFT, 3, 50).of(members, Consensus.equalWeights(2), new SplittableRandom(1));
        assertThat(Agreement.between(found, clear).ari()).isEqualTo(1);
    }

    @Test
    void noiseIsTogetherWithNothing() {
        Table one = member(2, 0, 0, 0, -1, 1, 1, 1);
        Table other = member(2, 0, 0, 0, 1, 1, 1, 1);
        assertThat(consensus(Way.HARD, 2, one, other)).containsExactly(0, 0, 0, 1, 1, 1, 1);
        assertThat(Consensus.labels(one)).containsExactly(0, 0, 0, -1, 1, 1, 1);
    }

    @Test
    void aMemberThatSaysWhatNoOtherSaysHasNoWeight() {
        Table two = member(2, 0, 0, 1, 1);
        // ARI of {0,0,1,1} with {0,1,0,1} is −0.5 (scikit-learn)
        assertThat(Consensus.stabilityWeights(List.of(two, two, member(2, 0, 1, 0, 1))))
                .containsExactly(0.5, 0.5, 0);
        assertThat(Consensus.stabilityWeights(List.of(two, member(2, 0, 1, 0, 1))))
                .as("none agrees with another")
                .containsExactly(0.5, 0.5);
        assertThat(Consensus.stabilityWeights(List.of(two))).containsExactly(1);
    }

    @Test
    void membersSideBySideComeApart() {
        Table both = Table.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        List<Table> parts = Consensus.apart(both, 1, 2);
        assertThat(parts.get(0).toArray()).containsExactly(1, 4);
        assertThat(parts.get(1).toArray()).containsExactly(2, 3, 5, 6);
    }

    @Test
    void aClusterWithoutRowsHasTheMeanOfAll() {
        Table x = Table.of(new float[][] {{1, 0}, {3, 0}, {8, 3}});
        assertThat(Consensus.means(x, new int[] {0, 0, 2}, 3).toArray()).containsExactly(2, 0, 4, 1, 8, 3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Consensus.by(Way.SOFT, 0))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("a consensus is out of range");
        assertThatThrownBy(() -> consensus(Way.SOFT, 5, member(2, 0, 1, 0)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("fewer rows than clusters");
        assertThatThrownBy(() -> Consensus.by(Way.SOFT, 2)
                        .of(List.of(member(2, 0, 1)), new double[] {0.5}, new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClustersOfMembersVoteAsTheirRowsWent() {
        List<Table> members = List.of(member(2, 0, 0, 0, 1), member(2, 0, 0, 1, 1));
        Votes votes = Votes.of(members, Consensus.equalWeights(2), new int[] {0, 0, 1, 1}, 2);
        float third = 1 / 3f;
        assertThat(votes.table())
                .containsExactly(new float[] {third, third / 2, 0, 0.5f, 0.5f, 0, 0, 0.5f}, within(1e-7f));
        assertThat(votes.of(members).toArray())
                .containsExactly(
                        new float[] {2.5f * third, third / 2, 2.5f * third, third / 2, third, 2 * third, 0, 1},
                        within(1e-6f));
        assertThat(votes.agreement(members)).isCloseTo((5 / 6.0 + 5 / 6.0 + 2 / 3.0 + 1) / 4, within(1e-6));
        assertThat(votes.table(3)).hasSize(12).startsWith(votes.table()[0], votes.table()[1], 0);
    }

    @Test
    void aClusterToWhichNoRowIsVotedIsLeftOut() {
        List<Table> members = List.of(member(2, 0, 0, 0, 0, 1), member(2, 0, 0, 0, 0, 1));
        Votes votes = Votes.settled(members, Consensus.equalWeights(2), new int[] {0, 1, 0, 0, 2}, 3);
        assertThat(votes.clusters()).isEqualTo(2);
        assertThat(Consensus.labels(votes.of(members))).containsExactly(0, 0, 0, 0, 1);
    }
}
