package org.coterie.api;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which rows a step sees. Pure: the same epoch, stream and variables give the same draws. */
public interface Sampler {

    /** Rows in a step, given the number of training rows; at most that number unless rows may repeat. */
    int batch(int rows);

    /** Steps in an epoch, at least 1. */
    default int steps(int rows) {
        return Math.max(1, rows / batch(rows));
    }

    /** The names of the partner columns it draws alongside. */
    default List<String> partners() {
        return List.of();
    }

    /** Whether every step takes all rows in order, so that nothing needs to be drawn. */
    default boolean whole() {
        return false;
    }

    /** Whether draws depend on variables; then they are made when the epoch begins and not ahead of it. */
    default boolean readsVariables() {
        return true;
    }

    /** The rows of all steps of an epoch: {@code steps(rows) * batch(rows)} numbers, step after step. */
    Draws epoch(long epoch, RandomGenerator random, Desk desk);

    /**
     * Row numbers.
     *
     * @param rows step after step
     * @param partners columns of as many numbers, drawn alongside
     */
    record Draws(int[] rows, Map<String, int[]> partners) {

        /** Draws without partners. */
        public static Draws of(int[] rows) {
            return new Draws(rows, Map.of());
        }
    }

    /** All rows in every step, in order. */
    static Sampler full() {
        return new Samplers.Full();
    }

    /**
     * Every epoch in a new order, {@code batch} rows a step, or all where there are fewer. The last rows of an epoch that do not
     * fill a batch are left out of that epoch.
     */
    static Sampler shuffled(int batch) {
        return new Samplers.Shuffled(Samplers.positive(batch));
    }

    /** Rows drawn independently; an epoch is as many steps as the rows fill batches. */
    static Sampler withReplacement(int batch) {
        return new Samplers.WithReplacement(Samplers.positive(batch));
    }
}
