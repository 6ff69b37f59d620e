package org.coterie.datasets.generators;

/**
 * The numbers of NumPy's {@code RandomState}: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), doubles of 53
 * bits, normal numbers by the polar method, shuffles by masked rejection. Data that a paper's code made with them can be
 * made here, to the last bit but for the rounding of a logarithm.
 */
final class NumPyRandom {
    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int next = N;
    private double spare = Double.NaN;

    /** As {@code RandomState(seed)}. */
    NumPyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /** 32 random bits. */
    int bits() {
        if (next == N) {
            twist();
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
            state[i] = state[(i + M) % N] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }

    /** A number in [0, 1). */
    double uniform() {
        int high = bits() >>> 5;
        int low = bits() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** A number in [low, high). */
    double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** A standard normal number. */
    double normal() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        double x1;
        double x2;
        double square;
        do {
            x1 = 2 * uniform() - 1;
            x2 = 2 * uniform() - 1;
            square = x1 * x1 + x2 * x2;
        } while (square >= 1 || square == 0);
        double f = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = f * x1;
        return f * x2;
    }

    /** A normal number. */
    double normal(double mean, double deviation) {
        return mean + deviation * normal();
    }

    /** A whole number in [0, most]. */
    int upTo(int most) {
        if (most == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(most);
        int value;
        do {
            value = bits() & mask;
        } while (value > most);
        return value;
    }

    /** Shuffles in place. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = upTo(i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** The numbers 0 to n − 1, shuffled. */
    int[] permutation(int n) {
        int[] order = java.util.stream.IntStream.range(0, n).toArray();
        shuffle(order);
        return order;
    }

    /** A whole number with the Poisson law, by search from 0; the mean is at most 500. */
    int poisson(double mean) {
        double left = uniform();
        double probability = StrictMath.exp(-Math.min(mean, 500));
        int k = 0;
        while (left > probability && k < 5000) {
            left -= probability;
            k++;
            probability *= Math.min(mean, 500) / k;
        }
        return k;
    }
}
