package org.coterie.idc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void equalGatesHaveNoSpread() {
        assertThat(Diagnosis.spread(Table.of(new float[][] {{0, 0.5f}, {0, 0.5f}})))
                .isZero();
        // deviations 0.5 and 0
        assertThat(Diagnosis.spread(Table.of(new float[][] {{0, 1}, {1, 1}}))).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void shutFeaturesThatFollowAnOpenOneAreNamed() {
        Table x = Table.of(new float[][] {{1, 2, 5}, {2, 4.1f, 1}, {3, 6, 4}, {4, 8.1f, 2}});
        Table z = Table.of(new float[][] {{1, 0, 0}, {1, 0, 0}, {1, 0, 0}, {1, 0, 0}});
        List<Correlated.Group> groups = Correlated.of(x, z);
        assertThat(groups).containsExactly(new Correlated.Group(0, List.of(1)));
        assertThat(Correlated.text(groups, List.of("a", "b", "c"))).contains("a speaks for b", "0.95");
    }

    @Test
    void aConstantColumnFollowsNothing() {
        Table x = Table.of(new float[][] {{1, 3}, {2, 3}, {3, 3}});
        Table z = Table.of(new float[][] {{1, 0}, {1, 0}, {1, 0}});
        assertThat(Correlated.of(x, z)).isEmpty();
    }

    @Test
    void aClusterOfAFewStrayRowsIsNotUsed() {
        int[] clusters = new int[100];
        clusters[0] = 1;
        assertThat(HeadChoice.used(clusters, 2)).isEqualTo(1);
        java.util.Arrays.fill(clusters, 50, 100, 1);
        assertThat(HeadChoice.used(clusters, 2)).isEqualTo(2);
    }

    @Test
    void theRateOfClustersAlongOneAxisIsThatOfTheAxis() {
        float[][] c = {{1, 0}, {1, 0}, {0, 1}, {0, 1}};
        // each cluster: ln det(I + (2/(2 eps)) diag(2, 0)) = ln(1 + 2/eps); half of its mean per dimension
        double expected = Math.log(1 + 2 / 0.1) / 2 / 2;
        assertThat(HardRate.of(c, new int[] {0, 0, 1, 1}, 2, 0.1)).isCloseTo(expected, within(1e-12));
        assertThat(HardRate.of(c, new int[] {0, 1, 0, 1}, 2, 0.1)).isGreaterThan(expected);
    }
}
