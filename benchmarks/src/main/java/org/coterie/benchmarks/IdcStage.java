package org.coterie.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Layer;
import org.coterie.api.Layers;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Interpretable deep clustering, stage 1 with the gates open: four reconstructions (clean, gated, masked, noisy code;
 * the clean code serves two), open-gate regulariser, coding rate of the gates from the Gram matrix of the rows; Adam.
 *
 * @param batch rows per step
 * @param steps steps of training
 */
record IdcStage(int batch, long steps) {
    private static final Latent CODE = Latent.of(10);
    private static final double GATE_NOISE = 0.25;
    private static final double KEPT = 0.1;
    private static final double CODE_NOISE = 0.01;
    private static final double RATE_WEIGHT = 0.01;

    Plan plan(Problem problem) {
        Features x = problem.features();
        int m = x.width();
        Model<Features, Latent> encoder = Arch.of(x, CODE, stack(m, 512, 512, 2048, 10))
                .bind(problem.vars().at("encoder"));
        Model<Latent, Features> decoder = Arch.of(CODE, x, stack(10, 2048, 512, 512, m))
                .bind(problem.vars().at("decoder"));
        Model<Features, Features> gating = Arch.of(x, x, dense(m, m), Layers.tanh(), dense(m, m), Layers.tanh())
                .bind(problem.vars().at("gating"));
        List<Var<TFloat32>> weights = new ArrayList<>(encoder.weights());
        weights.addAll(decoder.weights());
        weights.addAll(gating.weights());
        Optimizer adam = Optimizer.adam("autoencoder", Schedule.cosine(1e-3, 1e-6, steps));
        Stage.Train train = Stage.steps("train", steps)
                .draw(Sampler.shuffled(batch))
                .update(Update.descend("descend", adam, weights, (t, b) -> terms(t, b.x(), encoder, decoder, gating)));
        return Plan.of(problem.vars())
                .stage(train)
                .readout(Readout.perRow(
                        "assign",
                        new Clusters(10),
                        (t, rows) -> t.soft(
                                Rows.of(new Scores(10), encoder.apply(t, rows).value()))));
    }

    private Terms terms(
            Trace t,
            Rows<Features> x,
            Model<Features, Latent> encoder,
            Model<Latent, Features> decoder,
            Model<Features, Features> gating) {
        Maths m = t.m();
        Operand<TFloat32> mu = gating.apply(t, x).value();
        Operand<TFloat32> noise = m.scale(t.noise("gates").normal(mu), GATE_NOISE);
        Operand<TFloat32> gates = m.clip(m.add(m.plus(mu, 0.5), noise), 0, 1);
        Operand<TFloat32> kept = m.less(t.noise("mask").uniform(x.value()), m.real(KEPT));
        Rows<Latent> code = encoder.apply(t, x);
        Operand<TFloat32> factor = m.plus(m.scale(t.noise("code").normal(code.value()), CODE_NOISE), 1);
        Rows<Latent> noisy = Rows.of(CODE, m.mul(code.value(), factor));
        return Terms.of(t)
                .add("clean", error(m, decoder.apply(t, code), x))
                .add("gated", error(m, decoder.apply(t, encoder.apply(t, times(m, x, gates))), x))
                .add("masked", error(m, decoder.apply(t, encoder.apply(t, times(m, x, kept))), x))
                .add("noisy", error(m, decoder.apply(t, noisy), x))
                .add(
                        "open",
                        t.now("lambda", Schedule.ramp(0, 1, steps)),
                        m.mean(m.mean(m.normalCdf(m.plus(mu, 0.5)), -1), -1))
                .add("rate", -RATE_WEIGHT / batch, codingRate(m, gates));
    }

    /** ½ ln det(I + d/n Z Zᵀ), the same value as over features by Sylvester's identity. */
    private Operand<TFloat32> codingRate(Maths m, Operand<TFloat32> z) {
        double d = z.shape().get(1);
        return m.scale(m.logDet(m.add(m.eye(batch), m.scale(m.dotBT(z, z), d / batch))), 0.5);
    }

    private static Rows<Features> times(Maths m, Rows<Features> x, Operand<TFloat32> factor) {
        return Rows.of(x.space(), m.mul(x.value(), factor));
    }

    private static Operand<TFloat32> error(Maths m, Rows<Features> back, Rows<Features> x) {
        return m.meanSquare(m.sub(back.value(), x.value()));
    }

    private static Layer dense(int in, int out) {
        return Layers.dense(out, Init.normal(1e-3), Init.torchUniform(in));
    }

    /** Batch norm and ReLU after every layer but the last. */
    private static Layer[] stack(int... widths) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            layers.add(dense(widths[i - 1], widths[i]));
            if (i < widths.length - 1) {
                layers.add(Layers.batchNorm());
                layers.add(Layers.relu());
            }
        }
        return layers.toArray(Layer[]::new);
    }
}
