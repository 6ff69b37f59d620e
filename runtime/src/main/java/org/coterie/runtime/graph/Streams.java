package org.coterie.runtime.graph;

import java.util.random.RandomGenerator;

/**
 * Named random streams. A stream is a key made of the run's seed and a name, and a counter: SplitMix64 over both (Steele,
 * Lea and Flood 2014). Nothing is shared between streams and nothing needs to be saved, because a stream is made anew wherever
 * it is used. All draws are defined here, down to the bits, so that another JDK gives the same.
 */
public final class Streams {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private final long seed;

    /** The streams of a run. */
    public Streams(long seed) {
        this.seed = seed;
    }

    /** The seed of the run. */
    public long seed() {
        return seed;
    }

    /** The key of a name: 64 well-mixed bits. */
    public long key(String name) {
        long key = mix(seed + GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            key = mix(key ^ (name.charAt(i) + GOLDEN * (i + 1)));
        }
        return key;
    }

    /** A stream from its beginning. */
    public RandomGenerator stream(String name) {
        return new Stream(key(name));
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    private static final class Stream implements RandomGenerator {
        private long state;
        private double spare = Double.NaN;

        Stream(long key) {
            this.state = key;
        }

        @Override
        public long nextLong() {
            state += GOLDEN;
            return mix(state);
        }

        @Override
        public double nextDouble() {
            return (nextLong() >>> 11) * 0x1.0p-53;
        }

        /** Multiply and shift; the bias is below 2^-32 of the bound. */
        @Override
        public int nextInt(int bound) {
            if (bound < 1) {
                throw new IllegalArgumentException("bound " + bound);
            }
            return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
        }

        /** The polar method of Marsaglia and Bray, with the strict logarithm. */
        @Override
        public double nextGaussian() {
            if (!Double.isNaN(spare)) {
                double second = spare;
                spare = Double.NaN;
                return second;
            }
            double u;
            double v;
            double s;
            do {
                u = 2 * nextDouble() - 1;
                v = 2 * nextDouble() - 1;
                s = u * u + v * v;
            } while (s >= 1 || s == 0);
            double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
            spare = v * scale;
            return u * scale;
        }
    }
}
