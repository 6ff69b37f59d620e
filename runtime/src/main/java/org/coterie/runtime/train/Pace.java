package org.coterie.runtime.train;

import java.util.function.LongSupplier;

/**
 * How many steps one call performs: as many as take about half a second, so that stopping and saving do not wait long. The bits do
 * not depend on it.
 */
final class Pace {
    private static final double NANOS = 5e8;

    private final LongSupplier clock;
    private long began;
    private double perStep;

    Pace(LongSupplier clock) {
        this.clock = clock;
    }

    int steps(int most) {
        int cautious = Math.min(most, 16);
        return perStep == 0 ? cautious : (int) Math.max(1, Math.min(most, NANOS / perStep));
    }

    void begin() {
        began = clock.getAsLong();
    }

    void end(int steps) {
        perStep = Math.max(1.0, clock.getAsLong() - began) / steps;
    }
}
