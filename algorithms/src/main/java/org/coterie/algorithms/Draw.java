package org.coterie.algorithms;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws without putting back. */
final class Draw {
    private Draw() {}

    /** All numbers below n in random order. */
    static int[] shuffled(int n, RandomGenerator random) {
        return first(n, n, random);
    }

    /** Some of the numbers below n, ascending; all where there are no more. */
    static int[] some(int n, int size, RandomGenerator random) {
        int[] drawn = first(n, Math.min(n, size), random);
        Arrays.sort(drawn);
        return drawn;
    }

    private static int[] first(int n, int size, RandomGenerator random) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < size && i < n - 1; i++) {
            int other = random.nextInt(i, n);
            int kept = all[i];
            all[i] = all[other];
            all[other] = kept;
        }
        return Arrays.copyOf(all, size);
    }
}
