package org.coterie.runtime.events;

import java.util.Locale;

/** How fast a stage goes, from the steps since it began in this process. */
final class StageClock {
    /** Steps come in bursts, many to a call: reports this close together are of one burst and say nothing of speed. */
    private static final long BURST = 5_000_000L;

    private final long startNanos;
    private long firstStep = -1;
    private long firstNanos;
    private double stepsPerSecond;

    StageClock(long nanos) {
        this.startNanos = nanos;
        this.firstNanos = nanos;
    }

    /**
     * Takes note of a step. Time counts from the first report: what precedes it holds the making of the graph, and the
     * steps of an earlier process where the run was resumed.
     */
    void step(long step, long nanos) {
        if (firstStep < 0) {
            firstStep = step;
            firstNanos = nanos;
        } else if (nanos - firstNanos < BURST) {
            firstStep = step;
        } else {
            stepsPerSecond = (step - firstStep) * 1e9 / (nanos - firstNanos);
        }
    }

    double seconds(long nanos) {
        return (nanos - startNanos) / 1e9;
    }

    /** {@code 152 steps/s}, or {@code 3.2 s/step} where it is slow; empty while unknown. */
    String speed() {
        if (stepsPerSecond <= 0) {
            return "";
        }
        if (stepsPerSecond < 1) {
            return String.format(Locale.ROOT, "%.1f s/step", 1 / stepsPerSecond);
        }
        return String.format(Locale.ROOT, stepsPerSecond < 10 ? "%.1f steps/s" : "%.0f steps/s", stepsPerSecond);
    }

    /** The time left for so many steps, empty while unknown. */
    String left(long steps) {
        return stepsPerSecond <= 0 ? "" : duration(steps / stepsPerSecond);
    }

    /** {@code 9.5 s}, {@code 4:05}, {@code 1:02:03}. */
    static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        long hours = whole / 3600;
        return hours > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
