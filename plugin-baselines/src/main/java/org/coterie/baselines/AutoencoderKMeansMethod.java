package org.coterie.baselines;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Settings;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;

/**
 * The plugin {@code autoencoder-kmeans}: dense layers down to a code and back, ReLU between them, trained on the squared
 * error alone; then k-means on the codes. Readouts {@code embed} and {@code reconstruct}.
 */
public final class AutoencoderKMeansMethod extends Baseline<AutoencoderKMeansMethod.Options> {

    /** For {@link java.util.ServiceLoader}. */
    public AutoencoderKMeansMethod() {
        super("autoencoder-kmeans", "k-means on the codes of a plain autoencoder (Hinton and Salakhutdinov 2006).");
    }

    /**
     * Its settings.
     *
     * @param k number of clusters, 1 to 10,000
     * @param widths of the encoder's layers before the code, each 1 to 100,000; the decoder is their mirror image
     * @param embedding numbers in a code, 1 to 100,000
     * @param steps batches of training, 1 to 100,000,000
     * @param batch rows in a batch, 1 to 1,000,000
     * @param rate of Adam, 1e-9 to 10
     * @param restarts of k-means, 1 to 1000
     */
    public record Options(int k, List<Integer> widths, int embedding, int steps, int batch, double rate, int restarts) {

        /** Copies the list and checks the ranges. */
        public Options {
            widths = List.copyOf(widths);
            check("k", k, 1, MOST);
            check("widths", widths.stream().allMatch(w -> w >= 1 && w <= 100_000), widths, "each 1 to 100000");
            check("embedding", embedding, 1, 100_000);
            check("steps", steps, 1, 100_000_000);
            check("batch", batch, 1, 1_000_000);
            check("rate", rate, 1e-9, 10);
            check("restarts", restarts, 1, 1000);
        }

        /** What {@code reference.conf} says, but for k. */
        public static Options of(int k) {
            return new Options(k, List.of(256, 128), 10, 2000, 256, 1e-3, 10);
        }
    }

    @Override
    public Options settings(Settings in) {
        return new Options(
                in.integer("k", 1, MOST),
                in.integers("widths", 1, 100_000),
                in.integer("embedding", 1, 100_000),
                in.integer("steps", 1, 100_000_000),
                in.integer("batch", 1, 1_000_000),
                in.real("rate", 1e-9, 10),
                in.integer("restarts", 1, 1000));
    }

    @Override
    public Plan plan(Problem problem, Options s) {
        enough(problem, s.k());
        Features x = problem.features();
        Latent code = Latent.of(s.embedding());
        List<Integer> up = new ArrayList<>(s.widths());
        java.util.Collections.reverse(up);
        Model<Features, Latent> encoder = Encoder.of(x, code, dense(s.widths(), s.embedding()))
                .bind(problem.vars().at("encoder"));
        Model<Latent, Features> decoder =
                Decoder.of(code, x, dense(up, x.width())).bind(problem.vars().at("decoder"));
        Loss<Features> squared = Loss.meanSquared();
        Readout.PerRow<Latent> embed = Readout.perRow("embed", code, encoder::apply);
        CodeClusters clusters = new CodeClusters(problem.vars(), s.k(), s.restarts(), embed);
        return Plan.of(problem.vars())
                .stage(
                        Stage.steps("train", s.steps())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend(
                                        "reconstruct",
                                        Optimizer.adam("adam", Schedule.constant(s.rate())),
                                        problem.vars().weights(),
                                        (t, b) -> Terms.of(t)
                                                .add(
                                                        "reconstruction",
                                                        t.m().mean(
                                                                        squared.rows(
                                                                                t,
                                                                                b.x(),
                                                                                decoder.apply(
                                                                                        t, encoder.apply(t, b.x()))),
                                                                        -1)))),
                        clusters.stage())
                .readout(
                        clusters.assign(),
                        embed,
                        Readout.perRow("reconstruct", x, (t, rows) -> decoder.apply(t, encoder.apply(t, rows))));
    }

    private static Layer[] dense(List<Integer> widths, int last) {
        List<Layer> layers = new ArrayList<>();
        for (int width : widths) {
            layers.add(Layers.dense(width, Init.glorotUniform(), Init.zeros()));
            layers.add(Layers.relu());
        }
        layers.add(Layers.dense(last, Init.glorotUniform(), Init.zeros()));
        return layers.toArray(Layer[]::new);
    }
}
