package org.coterie.runtime;

import java.util.SplittableRandom;
import java.util.function.Function;
import org.coterie.api.Clusters;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Layers;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Update;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.ndarray.Shape;

/** Three clouds, and a small method that uses a little of everything: batch norm, dropout, noise, states, a sweep. */
final class Blobs {
    static final int K = 3;
    static final int WIDTH = 6;

    private Blobs() {}

    /** Clouds around three corners, standard deviation 0.3; row i belongs to cloud i mod 3. */
    static Table rows(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n * WIDTH];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < WIDTH; j++) {
                values[i * WIDTH + j] = (float) ((j % K == i % K ? 2 : 0) + 0.3 * random.nextGaussian());
            }
        }
        return Table.of(n, WIDTH, values);
    }

    /** An autoencoder whose code is scored, and a state that averages the rows. */
    static Function<Problem, Plan> method(int epochs) {
        return problem -> plan(problem, epochs);
    }

    private static Plan plan(Problem problem, int epochs) {
        Vars v = problem.vars();
        Features x = problem.features();
        Latent z = Latent.of(K);
        Model<Features, Latent> encoder = Encoder.of(
                        x, z, Layers.dense(16), Layers.batchNorm(), Layers.elu(), Layers.dropout(0.1), Layers.dense(K))
                .bind(v.at("encoder"));
        Model<Latent, Features> decoder = Decoder.of(z, x, Layers.dense(16), Layers.tanh(), Layers.dense(WIDTH))
                .bind(v.at("decoder"));
        Model<Latent, Scores> partitioner =
                Partitioner.of(z, K, Layers.dense(K)).bind(v.at("partitioner"));
        var mean = v.state("mean", Shape.of(1, WIDTH), org.coterie.api.Init.zeros());
        Loss<Features> squared = Loss.meanSquared();
        Optimizer adam = Optimizer.adam("adam", Schedule.constant(0.01));
        Update descend = Update.descend("fit", adam, v.weights(), (t, b) -> {
            Maths m = t.m();
            Rows<Latent> code = encoder.apply(t, b.x());
            Rows<Latent> noisy =
                    Rows.of(z, m.add(code.value(), m.scale(t.noise("code").normal(code.value()), 0.1)));
            Rows<Scores> scores = partitioner.apply(t, code);
            return Terms.of(t)
                    .add("reconstruction", m.mean(squared.rows(t, b.x(), decoder.apply(t, noisy)), -1))
                    .add(
                            "entropy",
                            0.01,
                            m.neg(m.mean(
                                    m.sum(m.mul(m.softmax(scores.value()), m.logSoftmax(scores.value())), -1), -1)));
        });
        Clusters k = new Clusters(K);
        return Plan.of(v)
                .stage(
                        Stage.epochs("train", 0, epochs)
                                .draw(Sampler.shuffled(32))
                                .update(descend),
                        Stage.sweep(
                                "mean",
                                (t, b) -> t.write(
                                        mean,
                                        old -> t.m().add(
                                                        old,
                                                        t.m().mul(
                                                                        t.share(),
                                                                        t.m().sub(
                                                                                        t.m().meanKept(
                                                                                                        b.x().value(),
                                                                                                        -2),
                                                                                        old))))))
                .readout(
                        Readout.perRow("assign", k, (t, rows) -> t.soft(partitioner.apply(t, encoder.apply(t, rows)))),
                        Readout.perRow("embed", z, encoder::apply),
                        Readout.perRow("reconstruct", x, (t, rows) -> decoder.apply(t, encoder.apply(t, rows))),
                        Readout.fixed("mean", x, t -> t.read(mean)),
                        Readout.drawn(
                                "generate",
                                x,
                                K,
                                (t, cluster, noise) -> decoder.apply(
                                                t, Rows.of(z, t.m().add(t.m().oneHot(cluster, K), noise)))
                                        .value()));
    }
}
