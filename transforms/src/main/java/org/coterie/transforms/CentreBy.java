package org.coterie.transforms;

import java.util.List;
import java.util.Map;
import org.coterie.api.Features;
import org.coterie.api.Settings;
import org.coterie.api.data.Dataset;
import org.coterie.api.data.Transform;

/**
 * {@code centre-by}: x − mean of the training rows of the same batch, per column. The batch of a row is an annotation with
 * classes, such as a donor or a plate. A row of a batch that training did not have, or of none, is centred by the mean of
 * all training rows ({@code unseen = overall}) or refused ({@code unseen = refuse}); rows without the annotation are
 * refused. Missing values are passed over and stay; where a batch has no value of a column, the mean of all rows is taken.
 */
public final class CentreBy implements Transform {
    private static final String ID = "centre-by";

    /** What becomes of rows of other batches. */
    enum Unseen {
        OVERALL,
        REFUSE
    }

    /** For ServiceLoader. */
    public CentreBy() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Fitter settings(Settings in) {
        String annotation = in.text("annotation");
        Unseen unseen = in.choice("unseen", Unseen.class);
        if (annotation.isBlank()) {
            in.problem("annotation", "the name of an annotation of the rows", "for example annotation = batch");
        }
        return training -> fit(training, annotation, unseen == Unseen.REFUSE);
    }

    @Override
    public Fitted restore(Features in, Map<String, double[]> state) {
        State saved = new State(ID, state);
        List<String> batches = saved.texts("batches");
        int m = in.width();
        return new Centred(
                in,
                new Batches(String.join("", saved.texts("annotation")), batches, saved.number("refuse") != 0),
                saved.perColumn("mean", in),
                saved.finite("means", batches.size() * m, batches.size() + " × " + m + " finite numbers"));
    }

    private static Fitted fit(Dataset training, String annotation, boolean refuse) {
        Features in = training.features();
        int[] of = Batches.of(training, annotation);
        List<String> batches = Batches.named(training, annotation).classes();
        int m = in.width();
        double[] mean = Moments.of(training.x()).mean;
        double[] means = new double[Math.multiplyExact(batches.size(), m)];
        int[] counts = new int[means.length];
        int[] row = {0};
        Scan.rows(training.x(), values -> {
            int batch = of[row[0]++];
            for (int j = 0; batch >= 0 && j < m; j++) {
                if (!Float.isNaN(values[j])) {
                    means[batch * m + j] += values[j];
                    counts[batch * m + j]++;
                }
            }
        });
        for (int c = 0; c < means.length; c++) {
            means[c] = counts[c] == 0 ? mean[c % m] : means[c] / counts[c];
        }
        return new Centred(in, new Batches(annotation, batches, refuse), mean, means);
    }

    private record Centred(Features in, Batches batches, double[] mean, double[] means) implements Fitted {

        @Override
        public Features out() {
            return in;
        }

        @Override
        public Dataset apply(Dataset rows) {
            Border.width(rows, in);
            int m = in.width();
            int[] batch = batches.known(rows);
            return rows.with(
                    Computed.of(rows.x(), m, (i, from, to, offset) -> {
                        for (int j = 0; j < m; j++) {
                            double centre = batch[i] < 0 ? mean[j] : means[batch[i] * m + j];
                            to[offset + j] = (float) (from[j] - centre);
                        }
                    }),
                    in);
        }

        @Override
        public Map<String, double[]> state() {
            return Map.of(
                    "annotation", State.coded(List.of(batches.annotation())),
                    "batches", State.coded(batches.names()),
                    "refuse", new double[] {batches.refuse() ? 1 : 0},
                    "mean", mean.clone(),
                    "means", means.clone());
        }
    }
}
