package org.coterie.api;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The three ways to draw rows that need nothing but a stream. */
final class Samplers {

    private Samplers() {}

    static int positive(int batch) {
        if (batch < 1) {
            throw Fault.of("a batch is empty")
                    .got(batch)
                    .expected("at least 1 row")
                    .as(CoterieException.Kind.PLUGIN);
        }
        return batch;
    }

    record Full() implements Sampler {
        @Override
        public int batch(int rows) {
            return rows;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public boolean readsVariables() {
            return false;
        }

        @Override
        public Draws epoch(long epoch, RandomGenerator random, Desk desk) {
            return Draws.of(inOrder(desk.data().rows()));
        }
    }

    record Shuffled(int size) implements Sampler {
        @Override
        public int batch(int rows) {
            return Math.min(size, rows);
        }

        @Override
        public boolean readsVariables() {
            return false;
        }

        @Override
        public Draws epoch(long epoch, RandomGenerator random, Desk desk) {
            int n = desk.data().rows();
            int[] order = inOrder(n);
            for (int i = n - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            return Draws.of(Arrays.copyOf(order, steps(n) * batch(n)));
        }
    }

    record WithReplacement(int size) implements Sampler {
        @Override
        public int batch(int rows) {
            return size;
        }

        @Override
        public boolean readsVariables() {
            return false;
        }

        @Override
        public Draws epoch(long epoch, RandomGenerator random, Desk desk) {
            int n = desk.data().rows();
            int[] rows = new int[steps(n) * size];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = random.nextInt(n);
            }
            return Draws.of(rows);
        }
    }

    private static int[] inOrder(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }
}
