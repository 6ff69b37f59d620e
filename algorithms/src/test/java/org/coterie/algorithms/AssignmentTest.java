package org.coterie.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    /** The example of SciPy's linear_sum_assignment: columns 1, 0, 2 and a cost of 5. */
    @Test
    void findsTheExampleOfScipy() {
        assertThat(Assignment.minimise(new double[][] {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}}))
                .containsExactly(1, 0, 2);
    }

    @Test
    void leavesRowsAloneWhereColumnsAreTooFew() {
        assertThat(Assignment.maximise(new double[][] {{1, 2}, {8, 9}, {7, 3}})).containsExactly(-1, 1, 0);
    }

    @Test
    void nothingIsAssignedInAnEmptyMatrix() {
        assertThat(Assignment.minimise(new double[0][])).isEmpty();
        assertThat(Assignment.minimise(new double[2][0])).containsExactly(-1, -1);
    }

    @Test
    void refusesRaggedAndInfiniteCosts() {
        assertThatThrownBy(() -> Assignment.minimise(new double[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has 1 costs, row 0 has 2");
        assertThatThrownBy(() -> Assignment.minimise(new double[][] {{1, Double.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the cost NaN in row 0 is not finite");
    }

    @Property(tries = 2000)
    void isAsGoodAsTheBestOfAllAssignments(
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 6) int columns,
            @ForAll @IntRange(min = 1, max = 12) int spread,
            @ForAll long seed) {
        var random = new java.util.SplittableRandom(seed);
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            // few different costs in some tries, so that ties are met
            Arrays.setAll(row, j -> spread < 4 ? random.nextInt(spread + 1) : random.nextDouble(-spread, spread));
        }
        int[] columnOf = Assignment.minimise(cost);
        double total = 0;
        boolean[] used = new boolean[columns];
        int assigned = 0;
        for (int i = 0; i < rows; i++) {
            if (columnOf[i] >= 0) {
                assertThat(used[columnOf[i]]).isFalse();
                used[columnOf[i]] = true;
                total += cost[i][columnOf[i]];
                assigned++;
            }
        }
        assertThat(assigned).isEqualTo(Math.min(rows, columns));
        assertThat(total).isCloseTo(best(cost, 0, new boolean[columns], Math.max(0, rows - columns)), within(1e-9));
    }

    private static double best(double[][] cost, int row, boolean[] used, int mayStayAlone) {
        if (row == cost.length) {
            return 0;
        }
        double best = mayStayAlone > 0 ? best(cost, row + 1, used, mayStayAlone - 1) : Double.POSITIVE_INFINITY;
        for (int j = 0; j < used.length; j++) {
            if (!used[j]) {
                used[j] = true;
                best = Math.min(best, cost[row][j] + best(cost, row + 1, used, mayStayAlone));
                used[j] = false;
            }
        }
        return best;
    }
}
