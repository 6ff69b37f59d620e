package example.vade;

import java.util.function.DoubleUnaryOperator;
import org.coterie.algorithms.GaussianMixture;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Desk;
import org.coterie.api.Encoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** VaDE: q(z|x) by the encoder, p(x|z) by the decoder, a mixture of Gaussians for p(z); descends −ELBO, equation (12). */
final class Vade {
    private final Vars vars;
    private final Vars autoencoder;
    private final VadeSettings s;
    private final Features x;
    private final Clusters clusters;
    private final Latent code;
    private final Model<Features, Latent> encoder; // mean and ln variance of q(z|x), side by side
    private final Model<Latent, Features> decoder;
    private final Var<TFloat32> logits; // of π
    private final Var<TFloat32> means; // μ_c
    private final Var<TFloat32> logVariances; // ln σ_c²
    private final Readout.PerRow<Latent> embed;

    Vade(Problem problem, VadeSettings s) {
        this.s = s;
        x = problem.features();
        clusters = new Clusters(s.k());
        code = Latent.of(s.code());
        vars = problem.vars();
        autoencoder = vars.at("autoencoder");
        encoder = Encoder.dense(x, Latent.of(2 * s.code()), s.widths()).bind(autoencoder.at("encoder"));
        decoder = Decoder.mirrored(code, x, s.widths()).bind(autoencoder.at("decoder"));
        embed = Readout.perRow("embed", code, (t, rows) -> Rows.of(code, mean(t, encoder.apply(t, rows))));
        Vars prior = vars.at("prior");
        logits = prior.weight("logits", Shape.of(1, s.k()), Init.zeros());
        means = prior.weight("means", Shape.of(s.k(), s.code()), Init.zeros());
        logVariances = prior.weight("log-variances", Shape.of(s.k(), s.code()), Init.zeros());
    }

    Plan plan() {
        Schedule falling = clock -> s.rate() * StrictMath.pow(s.decay(), (double) (clock.epoch() / 10));
        return Plan.of(vars)
                .stage(
                        Stage.host("check", this::check),
                        Stage.steps("pretrain", s.pretraining())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend(
                                        "reconstruct",
                                        Optimizer.adam("pretraining", Schedule.constant(s.pretrainingRate())),
                                        autoencoder.weights(),
                                        (t, b) -> Terms.of(t)
                                                .add("reconstruction", told(t, b, embed.of().apply(t, b.x()))))),
                        Stage.host("start", this::start),
                        Stage.steps("train", s.steps())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend(
                                        "descend", Optimizer.adam("adam", falling), vars.weights(), this::loss)))
                .readout(
                        // q(c|x) at the mean of q(z|x), so that it does not depend on chance
                        Readout.perRow("assign", clusters, (t, rows) -> Rows.of(
                                clusters, t.m().softmax(mixture(t).logs(t.m(), embed.of().apply(t, rows).value())))),
                        embed,
                        Readout.perRow("reconstruct", x, (t, rows) -> shown(t, embed.of().apply(t, rows))),
                        Readout.fixed("centroids", x, t -> shown(t, Rows.of(code, t.read(means))).value()),
                        Readout.drawn("generate", x, s.code(), this::generate));
    }

    /** −ELBO by its parts, with one draw of z for each row. */
    private Terms loss(Trace t, Batch b) {
        Maths m = t.m();
        Rows<Latent> q = encoder.apply(t, b.x());
        Operand<TFloat32> mean = mean(t, q);
        Operand<TFloat32> logVariance = m.columns(q.value(), s.code(), 2 * s.code());
        Operand<TFloat32> noise = t.noise("code").normal(mean);
        Operand<TFloat32> z = m.add(mean, m.mul(m.exp(m.scale(logVariance, 0.5)), noise));
        Mixture prior = mixture(t);
        Operand<TFloat32> logGamma = m.logSoftmax(prior.logs(m, z));
        return Terms.of(t)
                .add("reconstruction", told(t, b, Rows.of(code, z)))
                .add("codes", prior.codes(m, logGamma, mean, logVariance))
                .add("clusters", prior.clusters(m, logGamma));
    }

    /** −ln p(x|z), the sum over a row's numbers and the mean over the rows. */
    private Operand<TFloat32> told(Trace t, Batch b, Rows<Latent> z) {
        Loss<Features> each = bernoulli() ? Loss.binaryCrossEntropyOfLogits() : Loss.meanSquared();
        Operand<TFloat32> mean = t.m().mean(each.rows(t, b.x(), decoder.apply(t, z)), -1);
        return t.m().scale(mean, bernoulli() ? x.width() : x.width() / 2.0);
    }

    /** The mean of p(x|z). */
    private Rows<Features> shown(Trace t, Rows<Latent> z) {
        Rows<Features> out = decoder.apply(t, z);
        return bernoulli() ? Rows.of(x, t.m().sigmoid(out.value())) : out;
    }

    private Operand<TFloat32> generate(
            Trace t, Operand<TInt32> cluster, Operand<TFloat32> noise) {
        Maths m = t.m();
        Operand<TFloat32> deviation = m.exp(m.scale(m.pick(t.read(logVariances), cluster), 0.5));
        Operand<TFloat32> z = m.add(m.pick(t.read(means), cluster), m.mul(deviation, noise));
        return shown(t, Rows.of(code, z)).value();
    }

    private Operand<TFloat32> mean(Trace t, Rows<Latent> q) {
        return t.m().columns(q.value(), 0, s.code());
    }

    private Mixture mixture(Trace t) {
        return new Mixture(t.read(logits), t.read(means), t.read(logVariances), s.k(), s.code());
    }

    private boolean bernoulli() {
        return s.likelihood() == VadeSettings.Likelihood.BERNOULLI;
    }

    /** Probabilities lie between 0 and 1. */
    private void check(Desk desk) {
        Table rows = desk.data();
        for (int i = 0; bernoulli() && i < rows.rows(); i++) {
            for (int j = 0; j < rows.columns(); j++) {
                if (!(rows.at(i, j) >= 0 && rows.at(i, j) <= 1)) {
                    throw Fault.of("a Bernoulli likelihood needs numbers from 0 to 1")
                            .at("row " + (i + 1) + ", column " + x.names().get(j))
                            .got(rows.at(i, j))
                            .advise("set transforms = [min-max], or likelihood = gaussian")
                            .as(CoterieException.Kind.DATA);
                }
            }
        }
    }

    /** The prior begins as the mixture of the codes, with a variance for each number. */
    private void start(Desk desk) {
        GaussianMixture.Result found = new GaussianMixture(
                        s.k(), GaussianMixture.Covariance.DIAGONAL, s.restarts(), 100, 1e-3, 1e-6)
                .fit(desk.evaluate(embed), desk.random("mixture"));
        desk.write(means, found.means().toArray());
        desk.write(logits, floats(found.shares(), share -> Math.log(Math.max(share, 1e-6))));
        desk.write(logVariances, floats(found.factors(), factor -> -2 * Math.log(factor))); // a factor is 1/σ
    }

    private static float[] floats(double[] values, DoubleUnaryOperator of) {
        float[] all = new float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) of.applyAsDouble(values[i]);
        }
        return all;
    }
}
