package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.coterie.api.CoterieException;
import org.coterie.api.data.Table;
import org.junit.jupiter.api.Test;

/** Fuzzy c-means, k-planes, non-negative factors. */
class FactorsAndPlanesTest {

    /**
     * J of iris by Bezdek's iteration in NumPy, ten random starts, until no membership moved by 1e-10: {@code w = u**f},
     * {@code c = w.T @ x / w.sum(0)[:, None]}, {@code u = 1 / ((d[:, :, None] / d[:, None, :]) ** (1 / (f - 1))).sum(-1)}.
     */
    @Test
    void fuzzyCMeansReachesTheObjectiveOfNumPy() {
        Table iris = RealData.iris().x();
        FuzzyCMeans.Result usual = FuzzyCMeans.of(3).fit(iris, new SplittableRandom(1));
        assertThat(usual.objective()).isCloseTo(60.5057089, within(1e-5));
        assertThat(usual.converged()).isTrue();
        FuzzyCMeans.Result harder = new FuzzyCMeans(3, 1.3, 10, 1000, 1e-7).fit(iris, new SplittableRandom(1));
        assertThat(harder.objective()).isCloseTo(77.3707743, within(1e-4));
    }

    /** By hand: centres 0 and 2 by symmetry stay; a row between them belongs half to each, one on a centre wholly. */
    @Test
    void fuzzyMembershipsAreThoseOfTheirFormula() {
        Table x = Table.of(new float[][] {{0}, {0}, {0}, {0}, {4}, {4}, {4}, {4}, {2}});
        Table u = FuzzyCMeans.of(2).fit(x, new SplittableRandom(0)).memberships();
        assertThat(u.at(8, 0)).isCloseTo(0.5f, within(1e-4f));
        assertThat(Math.max(u.at(0, 0), u.at(0, 1))).isGreaterThan(0.99f);
    }

    /** Two crossing lines in the plane, 40 rows each: k-means cannot, k-planes can. */
    @Test
    void kPlanesTellCrossingLinesApart() {
        float[][] x = new float[80][2];
        int[] truth = new int[80];
        for (int i = 0; i < 80; i++) {
            int step = i / 2;
            float along = step / 10f - 1.95f;
            truth[i] = i % 2;
            x[i] = truth[i] == 0 ? new float[] {along, along} : new float[] {along, -along + 1};
        }
        KPlanes.Result found = KPlanes.of(2).fit(Table.of(x), new SplittableRandom(1));
        assertThat(Scores.of(truth, found.labels()).acc()).isGreaterThanOrEqualTo(0.97);
        assertThat(found.converged()).isTrue();
        float[] v = found.directions().toArray();
        assertThat(Math.abs(v[0] * v[2] + v[1] * v[3])).isLessThan(0.1f); // at right angles
    }

    /** As an own NumPy version of the same alternation measured: ARI 0.875 on iris, penalty 0.03, best of ten. */
    @Test
    void kPlanesOfIris() {
        RealData iris = RealData.iris();
        KPlanes.Result found = KPlanes.of(3).fit(iris.x(), new SplittableRandom(2));
        assertThat(Scores.of(iris.classes(), found.labels()).ari()).isGreaterThan(0.8);
    }

    @Test
    void kPlanesOfPenaltyOneIsKMeans() {
        Table iris = RealData.iris().x();
        double inertia = KMeans.of(3).fit(iris, new SplittableRandom(1)).inertia();
        KPlanes.Result found = new KPlanes(3, 1, 1, 10, 300).fit(iris, new SplittableRandom(1));
        assertThat(found.cost()).isCloseTo(inertia, within(0.02 * inertia));
    }

    /** {@code NMF(10, init='random', max_iter=2000, tol=1e-6).reconstruction_err_} of digits, least of three seeds. */
    @Test
    void factorsComeAsCloseAsScikitLearns() {
        Nmf.Result found = new Nmf(10, 1000, 1e-6).fit(RealData.digits().x(), new SplittableRandom(1));
        assertThat(found.error()).isLessThan(853.357 * 1.01);
    }

    /** By hand: a matrix of rank one is its own factorisation, the part of length 1. */
    @Test
    void aMatrixOfRankOneIsFactoredExactly() {
        Table x = Table.of(new float[][] {{3, 4}, {6, 8}, {0, 0}, {1.5f, 2}});
        Nmf.Result found = Nmf.of(1).fit(x, new SplittableRandom(1));
        assertThat(found.error()).isCloseTo(0, within(1e-6));
        assertThat(found.parts().toArray()).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        assertThat(found.codes().toArray()).containsExactly(new float[] {5, 10, 0, 2.5f}, within(1e-5f));
    }

    @Test
    void numbersBelowZeroHaveNoFactors() {
        assertThatThrownBy(() -> Nmf.of(1).fit(Table.of(new float[][] {{1}, {-1}}), new SplittableRandom(1)))
                .isInstanceOf(CoterieException.class)
                .hasMessageContaining("from 0 up");
    }
}
