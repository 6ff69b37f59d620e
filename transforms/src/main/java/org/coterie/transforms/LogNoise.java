package org.coterie.transforms;

import java.util.Map;
import org.coterie.algorithms.Quote;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code log-noise}: ln(x + pseudo-count) + noise · N(0, 1), IDC's preparation of gene counts with a pseudo-count of 1 and
 * noise of 0.001. The noise of a row comes from the seed and the row's own values: the same row gets the same noise
 * whenever and beside whatever other rows it is asked about. Missing values stay missing; x + pseudo-count must be above
 * zero.
 */
public final class LogNoise implements Transform {
    private static final String ID = "log-noise";

    /** For ServiceLoader. */
    public LogNoise() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        double pseudo = in.real("pseudo-count", 0, 1e9);
        double noise = in.real("noise", 0, 1e9);
        int seed = in.integer("seed", 0, Integer.MAX_VALUE);
        return training -> new Noisy(training.features(), pseudo, noise, seed);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        State saved = new State(ID, state);
        return new Noisy(in, saved.number("pseudo-count"), saved.number("noise"), (int) saved.number("seed"));
    }

    private record Noisy(Features in, double pseudo, double noise, int seed) implements Fitted {

        @Override
        public Features out() {
            return in;
        }

        @Override
        public Dataset apply(Dataset rows) {
            Border.width(rows, in);
            return rows.with(
                    Computed.of(rows.x(), in.width(), (i, from, to, offset) -> row(i, from, to, offset, rows)), in);
        }

        private void row(int i, float[] from, float[] to, int offset, Dataset rows) {
            Gaussians random = Gaussians.of(seed, from);
            for (int j = 0; j < from.length; j++) {
                double normal = random.next();
                double value = from[j] + pseudo;
                if (value <= 0) {
                    throw Fault.of("a value that a transform cannot take")
                            .at(rows.name() + ", row " + rows.rowName(i) + ", column "
                                    + Quote.of(in.names().get(j)))
                            .got(from[j])
                            .expected("a number above " + -pseudo)
                            .as(CoterieException.Kind.DATA);
                }
                to[offset + j] = (float) (StrictMath.log(value) + noise * normal);
            }
        }

        @Override
        public Map<String, double[]> state() {
            return Map.of(
                    "pseudo-count", new double[] {pseudo}, "noise", new double[] {noise}, "seed", new double[] {seed});
        }
    }
}
