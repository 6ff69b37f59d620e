package org.coterie.algorithms;

import java.util.Arrays;

/**
 * Optimal one-to-one assignment between the rows and columns of a rectangular matrix, by shortest augmenting paths with
 * dual prices (Jonker and Volgenant, <i>Computing</i> 38, 1987, without its column reduction). Time O(r²·c) for r ≤ c,
 * memory O(c). Deterministic: of equal optima the same one is returned for the same matrix.
 */
public final class Assignment {
    private static final int NONE = -1;

    private Assignment() {}

    /**
     * The assignment of least total cost.
     *
     * @param cost finite numbers; all rows of one length; not changed
     * @return for each row its column, or -1 where there are more rows than columns and the row stays alone; min(r, c)
     *     rows have a column, no column is used twice
     * @throws IllegalArgumentException if the matrix is ragged or holds a number that is not finite
     */
    public static int[] minimise(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        check(cost, columns);
        if (rows <= columns) {
            return columnOfRow(cost, rows, columns);
        }
        double[][] turned = new double[columns][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j][i] = cost[i][j];
            }
        }
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        int[] rowOf = columnOfRow(turned, columns, rows);
        for (int j = 0; j < columns; j++) {
            columnOf[rowOf[j]] = j;
        }
        return columnOf;
    }

    /** The assignment of greatest total gain; otherwise as {@link #minimise}. */
    public static int[] maximise(double[][] gain) {
        double[][] cost = new double[gain.length][];
        for (int i = 0; i < gain.length; i++) {
            cost[i] = new double[gain[i].length];
            for (int j = 0; j < gain[i].length; j++) {
                cost[i][j] = -gain[i][j];
            }
        }
        return minimise(cost);
    }

    /** Needs rows ≤ columns: every row gets a column. */
    private static int[] columnOfRow(double[][] cost, int rows, int columns) {
        double[] rowPrice = new double[rows];
        double[] columnPrice = new double[columns];
        int[] rowOf = new int[columns];
        int[] columnOf = new int[rows];
        int[] before = new int[columns]; // the row from which the shortest path enters a column
        double[] distance = new double[columns];
        boolean[] done = new boolean[columns];
        Arrays.fill(rowOf, NONE);
        Arrays.fill(columnOf, NONE);
        for (int start = 0; start < rows; start++) {
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(done, false);
            int row = start;
            int sink = NONE;
            double reached = 0;
            while (sink == NONE) {
                int next = NONE;
                for (int j = 0; j < columns; j++) {
                    if (done[j]) {
                        continue;
                    }
                    double through = reached + cost[row][j] - rowPrice[row] - columnPrice[j];
                    if (through < distance[j]) {
                        distance[j] = through;
                        before[j] = row;
                    }
                    // among equal columns a free one ends the search
                    if (next == NONE
                            || distance[j] < distance[next]
                            || (distance[j] == distance[next] && rowOf[j] == NONE && rowOf[next] != NONE)) {
                        next = j;
                    }
                }
                reached = distance[next];
                done[next] = true;
                row = rowOf[next];
                if (row == NONE) {
                    sink = next;
                }
            }
            for (int j = 0; j < columns; j++) {
                if (done[j] && j != sink) {
                    columnPrice[j] += distance[j] - reached;
                    rowPrice[rowOf[j]] += reached - distance[j];
                }
            }
            rowPrice[start] += reached;
            for (int j = sink, from = NONE; from != start; ) {
                from = before[j];
                rowOf[j] = from;
                int freed = columnOf[from];
                columnOf[from] = j;
                j = freed;
            }
        }
        return columnOf;
    }

    private static void check(double[][] cost, int columns) {
        for (int i = 0; i < cost.length; i++) {
            if (cost[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + cost[i].length + " costs, row 0 has " + columns);
            }
            for (double c : cost[i]) {
                if (!Double.isFinite(c)) {
                    throw new IllegalArgumentException("the cost " + c + " in row " + i + " is not finite");
                }
            }
        }
    }
}
