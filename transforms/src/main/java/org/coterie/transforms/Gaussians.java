package org.coterie.transforms;

import java.util.SplittableRandom;

/** Standard normal numbers that follow from numbers; by Box and Muller, the same on every machine. */
final class Gaussians {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    private Gaussians(long key) {
        random = new SplittableRandom(key);
    }

    /** The stream that belongs to a seed and a row. */
    static Gaussians of(int seed, float[] row) {
        long key = 0x9E3779B97F4A7C15L * (seed + 1L);
        for (float value : row) {
            key = Long.rotateLeft(key ^ Float.floatToIntBits(value + 0f), 23) * 0xBF58476D1CE4E5B9L;
        }
        return new Gaussians(key ^ key >>> 31);
    }

    double next() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        double length = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        double angle = 2 * Math.PI * random.nextDouble();
        spare = length * StrictMath.sin(angle);
        return length * StrictMath.cos(angle);
    }
}
