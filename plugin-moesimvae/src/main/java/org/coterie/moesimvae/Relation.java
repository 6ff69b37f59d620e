package org.coterie.moesimvae;

import java.util.function.Function;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;

/**
 * Which rows are alike, kept as a few numbers for every row and never as n×n: it is found once, on all training rows, and
 * restricted to the rows of each batch inside the graph. A row is always like itself. The functions must be pure.
 */
public sealed interface Relation {

    /**
     * Points; two rows are alike if they lie near each other. Memory n×(dimensions + 1).
     *
     * @param dimensions of the points
     * @param rule what near means
     * @param of the points and how far each reaches
     */
    record Placed(int dimensions, Rule rule, Function<Desk, Points> of) implements Relation {}

    /** When two points are near. */
    sealed interface Rule {}

    /** Nearer than the farther of the two points reaches: a graph on all rows, restricted to the batch. */
    record Reaching() implements Rule {}

    /**
     * One of them is among the {@code count} nearest of the other in this batch, itself counted: the graph of the papers,
     * built anew in every batch.
     *
     * @param count at least 1; the whole batch where it has fewer rows
     */
    record AmongNearest(int count) implements Rule {
        /** Checks the range. */
        public AmongNearest {
            if (count < 1) {
                throw Fault.of("a number of neighbours is out of range")
                        .got(count)
                        .expected("at least 1")
                        .as(CoterieException.Kind.CONFIG);
            }
        }
    }

    /**
     * Points in Euclidean space.
     *
     * @param coordinates n×dimensions in row order
     * @param reach of each, n numbers, at least 0
     */
    record Points(float[] coordinates, float[] reach) {
        /** Copies the arrays. */
        public Points {
            coordinates = coordinates.clone();
            reach = reach.clone();
        }

        @Override
        public float[] coordinates() {
            return coordinates.clone();
        }

        @Override
        public float[] reach() {
            return reach.clone();
        }
    }

    /**
     * Pairs by number, a sparse matrix. A pair is listed with either row or with both; where both, the larger value counts.
     * Memory n×2·partners.
     *
     * @param partners most pairs listed with one row
     * @param others what pairs that are not listed are
     * @param gathering whether batches are drawn by neighbourhoods, so that listed pairs meet in them
     * @param of the pairs
     */
    record Listed(int partners, Others others, boolean gathering, Function<Desk, Pairs> of) implements Relation {}

    /** What pairs are that a sparse matrix does not list. */
    enum Others {
        /** Not alike. */
        UNLIKE,
        /** Not known: left out of the loss. */
        UNKNOWN
    }

    /**
     * Pairs.
     *
     * @param rows n×partners numbers of other rows in row order; −1 fills what a row has fewer
     * @param values what is wanted of each, in [0, 1]; as many
     */
    record Pairs(int[] rows, float[] values) {
        /** Copies the arrays. */
        public Pairs {
            rows = rows.clone();
            values = values.clone();
        }

        @Override
        public int[] rows() {
            return rows.clone();
        }

        @Override
        public float[] values() {
            return values.clone();
        }
    }

    /**
     * Groups: rows of one group are alike, rows of two are not, and nothing is known of rows without one.
     *
     * @param of the group of each row, −1 for none
     */
    record Grouped(Function<Desk, int[]> of) implements Relation {}

    /**
     * Flags, one per cluster: no relation of rows but what memberships should be, for the rows that count.
     *
     * @param of the flags
     */
    record Flagged(Function<Desk, Flags> of) implements Relation {}

    /**
     * Flags.
     *
     * @param values n×k of 0 and 1 in row order
     * @param counts of each row, 1 if it is trained on, 0 if it is ambiguous
     */
    record Flags(float[] values, float[] counts) {
        /** Copies the arrays. */
        public Flags {
            values = values.clone();
            counts = counts.clone();
        }

        @Override
        public float[] values() {
            return values.clone();
        }

        @Override
        public float[] counts() {
            return counts.clone();
        }
    }
}
