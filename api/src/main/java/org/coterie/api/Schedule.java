package org.coterie.api;

/** A number as a pure function of time: a learning rate, a ramp. Evaluated by the host in double precision. */
@FunctionalInterface
public interface Schedule {

    /** The value for the step about to be taken. */
    double at(Clock clock);

    /** Always the same. */
    static Schedule constant(double value) {
        return clock -> value;
    }

    /**
     * Half a cosine from {@code high} to {@code low} over {@code steps} updates of the optimiser:
     * low + ½(high − low)(1 + cos(πt/T)); continues past T as the cosine does.
     */
    static Schedule cosine(double high, double low, long steps) {
        positive("cosine", steps);
        return clock -> low + (high - low) * 0.5 * (1 + StrictMath.cos(Math.PI * clock.updates() / steps));
    }

    /** A straight line from {@code from} to {@code to} over the first {@code steps} steps of the stage, then {@code to}. */
    static Schedule ramp(double from, double to, long steps) {
        positive("ramp", steps);
        return clock -> from + (to - from) * Math.min(1.0, clock.stageStep() / (double) steps);
    }

    /** {@code value}, multiplied by {@code factor} after every {@code every} updates of the optimiser. */
    static Schedule steps(double value, double factor, long every) {
        positive("steps", every);
        return clock -> {
            long falls = clock.updates() / every;
            return value * StrictMath.pow(factor, (double) falls);
        };
    }

    private static void positive(String what, long steps) {
        if (steps < 1) {
            throw Fault.of("a schedule needs a length")
                    .at(what)
                    .got(steps)
                    .expected("at least 1 step")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }
}
