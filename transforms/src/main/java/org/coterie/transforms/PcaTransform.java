package org.coterie.transforms;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.coterie.algorithms.Pca;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code pca}: the scores of the first principal components of the training rows, columns {@code pc1}, {@code pc2}, … by
 * falling variance, never more than the rows have dimensions; signs as in scikit-learn. Exact for small tables, randomised for wide and long ones. A missing value
 * makes all scores of a row missing; the training rows must have none.
 */
public final class PcaTransform implements Transform {
    private static final String ID = "pca";

    /** For ServiceLoader. */
    public PcaTransform() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        Pca pca = new Pca(
                in.integer("components", 1, 100_000),
                in.choice("solver", Pca.Solver.class),
                in.flag("whiten"),
                in.integer("seed", 0, Integer.MAX_VALUE));
        return training -> fit(training, pca);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        State saved = new State(ID, state);
        double[] scale = state.getOrDefault("scale", new double[0]);
        int k = Math.max(1, scale.length);
        return new Scores(
                in,
                saved.perColumn("mean", in),
                saved.finite("directions", k * in.width(), in.width() + " × " + k + " finite numbers"),
                saved.finite("scale", k, "a finite number for each component"));
    }

    private static Fitted fit(Dataset training, Pca pca) {
        int n = training.x().rows();
        int m = training.x().columns();
        if (n < 2) {
            throw Fault.of("principal components need at least two rows")
                    .at(training.name() + ", transform " + ID)
                    .got(n + " rows")
                    .as(CoterieException.Kind.DATA);
        }
        if ((long) n * m > Integer.MAX_VALUE - 8) {
            throw Fault.of("a table too large for principal components")
                    .at(training.name() + ", transform " + ID)
                    .got(n + " rows, " + m + " columns")
                    .expected("at most 2147483639 values")
                    .advise("choose columns first, for example with variable-genes")
                    .as(CoterieException.Kind.DATA);
        }
        // n rows lie in n − 1 dimensions about their mean
        int k = Math.min(pca.components(), Math.min(n - 1, m));
        Pca.Result found = new Pca(k, pca.solver(), pca.whiten(), pca.seed()).fit(training.x());
        double[] scale = Arrays.stream(found.variances())
                .map(v -> pca.whiten() && v > 0 ? 1 / Math.sqrt(v) : 1)
                .toArray();
        return new Scores(training.features(), found.mean(), turned(found.directions(), m), scale);
    }

    /** From k×m to m×k. */
    private static double[] turned(double[] directions, int m) {
        int k = directions.length / m;
        double[] turned = new double[directions.length];
        Arrays.setAll(turned, at -> directions[at % k * m + at / k]);
        return turned;
    }

    /**
     * The components.
     *
     * @param directions m×k in row order, so that all scores grow side by side
     * @param scale what each score is multiplied by
     */
    private record Scores(Features in, double[] mean, double[] directions, double[] scale, Features out)
            implements Fitted {

        Scores(Features in, double[] mean, double[] directions, double[] scale) {
            this(
                    in,
                    mean,
                    directions,
                    scale,
                    Features.of(IntStream.rangeClosed(1, scale.length)
                            .mapToObj(c -> "pc" + c)
                            .toList()));
        }

        @Override
        public Dataset apply(Dataset rows) {
            Border.width(rows, in);
            return rows.with(Computed.of(rows.x(), scale.length, (i, from, to, offset) -> row(from, to, offset)), out);
        }

        private void row(float[] from, float[] to, int offset) {
            int k = scale.length;
            double[] sums = new double[k];
            for (int j = 0; j < mean.length; j++) {
                double centred = from[j] - mean[j];
                for (int c = 0; c < k; c++) {
                    sums[c] += centred * directions[j * k + c];
                }
            }
            for (int c = 0; c < k; c++) {
                to[offset + c] = (float) (sums[c] * scale[c]);
            }
        }

        @Override
        public Map<String, double[]> state() {
            return Map.of("mean", mean.clone(), "directions", directions.clone(), "scale", scale.clone());
        }
    }
}
