package org.coterie.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From values to places.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}, greater
 * @param log whether equal factors are equal distances
 * @param from a place
 * @param to another
 */
record Axis(double low, double high, boolean log, double from, double to) {

    /** An axis that holds all finite values, with a little room at both ends. */
    static Axis around(double[] values, double from, double to) {
        double[] finite = finite(values);
        double low = finite.length == 0 ? 0 : finite[0];
        double high = finite.length == 0 ? 1 : finite[finite.length - 1];
        double room = high > low ? 0.05 * (high - low) : Math.max(1e-9, Math.abs(high)) * 0.5;
        return new Axis(low - room, high + room, false, from, to);
    }

    /** An axis for losses: logarithmic where they are positive and fall by more than a factor of thirty. */
    static Axis ofLoss(double[] values, double from, double to) {
        double[] finite = finite(values);
        if (finite.length > 1 && finite[0] > 0 && finite[finite.length - 1] > 30 * finite[0]) {
            return new Axis(finite[0] / 1.2, finite[finite.length - 1] * 1.2, true, from, to);
        }
        return around(values, from, to);
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    }

    double at(double value) {
        double share = log
                ? (StrictMath.log(value) - StrictMath.log(low)) / (StrictMath.log(high) - StrictMath.log(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Round values within, at most so many. */
    List<Double> ticks(int most) {
        return log ? powers(most) : steps(most);
    }

    /** A round value as text. */
    String label(double tick) {
        return log ? Num.tick(tick) : Num.tick(tick, high - low);
    }

    private List<Double> steps(int most) {
        double rough = (high - low) / Math.max(1, most);
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double step = 10 * power;
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - 1e-9)) {
                step = factor * power;
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9);
                i * step <= high + 1e-9 * step && ticks.size() <= most;
                i++) {
            double digits = StrictMath.pow(10, Math.max(0, 2 - Math.floor(StrictMath.log10(step))));
            ticks.add(Math.rint(i * step * digits) / digits); // 0.30000000000000004 is no label
        }
        return ticks;
    }

    private List<Double> powers(int most) {
        int first = (int) Math.ceil(StrictMath.log10(low));
        int last = (int) Math.floor(StrictMath.log10(high));
        int every = Math.max(1, (last - first + most) / most);
        List<Double> ticks = new ArrayList<>();
        for (int i = first; i <= last; i += every) {
            for (double factor : last - first < 2 ? new double[] {0.2, 0.5, 1, 2, 5} : new double[] {1}) {
                double tick = factor * StrictMath.pow(10, i);
                if (tick >= low && tick <= high && !ticks.contains(tick)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
