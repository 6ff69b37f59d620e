package org.coterie.runtime.graph;

import static org.coterie.api.Layers.batchNorm;
import static org.coterie.api.Layers.dense;
import static org.coterie.api.Layers.relu;
import static org.coterie.api.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Arch;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.Decoder;
import org.coterie.api.Desk;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Space;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Interpretable deep clustering as its plugin would write it: two stages, stochastic gates, four reconstructions, coding rates,
 * recalibration and cached embeddings, a head under Gumbel noise, global gates. Small, to show that the api fits.
 */
final class Idc {
    private static final int K = 3;
    private static final int WIDTH = 4;
    private static final int BATCH = 16;
    private static final int CLOSED = 2;
    private static final int GATED = 6;
    private static final int HEAD = 9;
    private static final int ALL = 11;

    private final Vars v;
    private final Features x;
    private final Latent e = Latent.of(WIDTH);
    private final Model<Features, Latent> encoder;
    private final Model<Latent, Features> decoder;
    private final Model<Features, Gates> gating;
    private final Model<Latent, Scores> head;
    private final Model<Features, Scores> auxiliary;
    private final Var<TFloat32> table;
    private final RowVar<TFloat32> cache;
    private final int perEpoch;

    /** Gates of the features: not data, though of the same width. */
    private record Gates(int d) implements Space {
        @Override
        public Shape row() {
            return Shape.of(d);
        }
    }

    private final boolean published;

    private Idc(Problem p, boolean published) {
        this.published = published;
        v = p.vars();
        x = p.features();
        int d = x.width();
        Gates mu = new Gates(d);
        encoder = Encoder.of(x, e, dense(8), batchNorm(), relu(), dense(WIDTH)).bind(v.at("encoder"));
        decoder = Decoder.of(e, x, dense(8), batchNorm(), relu(), dense(d)).bind(v.at("decoder"));
        gating = Arch.of(x, mu, dense(d), tanh(), dense(d), tanh()).bind(v.at("gating"));
        head = Partitioner.of(e, K, dense(8), batchNorm(), relu(), dense(K)).bind(v.at("head"));
        auxiliary =
                Partitioner.of(x, K, dense(8), batchNorm(), relu(), dense(K)).bind(v.at("auxiliary"));
        table = v.weight("global-gates", Shape.of(K, d), Init.normal(0.01));
        cache = v.perRow("embedding", e.row());
        perEpoch = p.rows() / BATCH;
    }

    /** With recalibration and cached embeddings. */
    static Plan recommended(Problem p) {
        return new Idc(p, false).plan();
    }

    /** As published: the head sees the encoder in training mode, whose statistics go on moving. */
    static Plan published(Problem p) {
        return new Idc(p, true).plan();
    }

    private Plan plan() {
        Sampler draw = Sampler.shuffled(BATCH);
        Optimizer adam = Optimizer.adam("autoencoder", Schedule.cosine(1e-2, 1e-6, (long) perEpoch * GATED));
        Update closed = Update.descend(
                "autoencoder", adam, join(encoder, decoder), (t, b) -> reconstructions(t, b, Optional.empty()));
        Update gated = Update.descend("gates", adam, join(encoder, decoder, gating), this::gatedTerms);
        Update compress =
                Update.descend("head", Optimizer.adam("head", Schedule.constant(1e-2)), head.weights(), (t, b) -> {
                    Rows<Latent> h = embedding(t, b);
                    Operand<TFloat32> l = head.apply(t, h).value();
                    return Terms.of(t).add("compress", compress(t.m(), h.value(), gumbelSoftmax(t, l)));
                });
        List<Var<TFloat32>> last = new ArrayList<>(auxiliary.weights());
        last.add(table);
        Update global =
                Update.descend("global", Optimizer.sgd("global", Schedule.constant(0.1)), last, this::globalTerms);
        Readout.PerRow<Clusters> assign = Readout.perRow(
                "assign", new Clusters(K), (t, rows) -> t.soft(head.apply(t, encoder.apply(t, open(t, rows)))));
        Stage select = Stage.host("select", desk -> desk.keepIfBest(used(desk, assign)));
        Plan plan = Plan.of(v)
                .stage(
                        Stage.epochs("reconstruct", 0, CLOSED + 1).draw(draw).update(closed),
                        Stage.epochs("gated", CLOSED + 1, GATED + 1).draw(draw).update(gated));
        if (!published) {
            plan.stage(
                    Stage.sweep("recalibrate", (t, b) -> encoder.apply(t.in(Trace.Mode.CALIBRATE), open(t, b.x()))),
                    Stage.sweep(
                            "embed",
                            (t, b) -> t.write(
                                    cache, b, encoder.apply(t, open(t, b.x())).value())));
        }
        return plan.stage(
                        Stage.epochs("compress", GATED + 1, HEAD)
                                .draw(draw)
                                .update(compress)
                                .everyEpochs(1, select),
                        Stage.epochs("global", HEAD, ALL)
                                .draw(draw)
                                .update(compress, global)
                                .everyEpochs(1, select))
                .readout(
                        assign,
                        Readout.perRow("embed", e, (t, rows) -> encoder.apply(t, open(t, rows))),
                        Readout.perRow("gates", x, (t, rows) -> Rows.of(x, gates(t, rows))),
                        Readout.fixed("global-gates", x, t -> clip(t.m(), t.m().plus(t.m().tanh(t.read(table)), 0.5))));
    }

    private static List<Var<TFloat32>> join(Model<?, ?>... models) {
        List<Var<TFloat32>> all = new ArrayList<>();
        for (Model<?, ?> model : models) {
            all.addAll(model.weights());
        }
        return all;
    }

    private Rows<Latent> embedding(Trace t, Batch b) {
        return published ? encoder.apply(t, open(t, b.x())) : Rows.of(e, b.at(cache));
    }

    /** The gates at rest: no noise. */
    private Operand<TFloat32> gates(Trace t, Rows<Features> rows) {
        return clip(t.m(), t.m().plus(gating.apply(t.in(Trace.Mode.INFER), rows).value(), 0.5));
    }

    private Rows<Features> open(Trace t, Rows<Features> rows) {
        return Rows.of(x, t.m().mul(rows.value(), gates(t, rows)));
    }

    static Operand<TFloat32> clip(Maths m, Operand<TFloat32> a) {
        return m.clip(a, 0, 1);
    }

    /** papers.md §2: gated, clean, input noise (nine of ten entries hidden), noise on the code. */
    private Terms reconstructions(Trace t, Batch b, Optional<Operand<TFloat32>> z) {
        Maths m = t.m();
        Operand<TFloat32> rows = b.x().value();
        Operand<TFloat32> seen = m.less(m.real(0.9), t.noise("mask").uniform(rows));
        Rows<Features> hidden = Rows.of(x, m.mul(rows, seen));
        Rows<Features> gated = z.map(open -> Rows.of(x, m.mul(rows, open))).orElse(b.x());
        Operand<TFloat32> code = encoder.apply(t, b.x()).value();
        Operand<TFloat32> factor = m.plus(m.scale(t.noise("code").normal(code), 0.01), 1);
        return Terms.of(t)
                .add("gated", error(t, b, decoder.apply(t, encoder.apply(t, gated))))
                .add("clean", error(t, b, decoder.apply(t, encoder.apply(t, b.x()))))
                .add("hidden", error(t, b, decoder.apply(t, encoder.apply(t, hidden))))
                .add("code-noise", error(t, b, decoder.apply(t, Rows.of(e, m.mul(code, factor)))));
    }

    private static Operand<TFloat32> error(Trace t, Batch b, Rows<Features> back) {
        return t.m().mean(Loss.<Features>meanSquared().rows(t, b.x(), back), -1);
    }

    private Terms gatedTerms(Trace t, Batch b) {
        Maths m = t.m();
        Operand<TFloat32> mu = gating.apply(t, b.x()).value();
        Operand<TFloat32> noise = m.scale(t.noise("gates").normal(mu), 0.25);
        Operand<TFloat32> z = clip(m, m.add(m.plus(mu, 0.5), noise));
        return reconstructions(t, b, Optional.of(z))
                .add("open", t.now("ramp", ramp(CLOSED, GATED, 1)), openness(m, mu))
                .add("coding-rate", 0.01, codingRate(m, z));
    }

    private Terms globalTerms(Trace t, Batch b) {
        Maths m = t.m();
        Operand<TInt32> y = m.argMax(head.apply(t, embedding(t, b)).value());
        Operand<TFloat32> mu = m.tanh(m.pick(t.read(table), y));
        Operand<TFloat32> noise = m.scale(t.noise("gates").normal(mu), 0.25);
        Operand<TFloat32> z = clip(m, m.add(m.plus(mu, 0.5), noise));
        Rows<Features> seen = Rows.of(x, m.mul(open(t, b.x()).value(), z));
        Operand<TFloat32> logs = m.logSoftmax(auxiliary.apply(t, seen).value());
        return Terms.of(t)
                .add("cross-entropy", m.neg(m.mean(m.sum(m.mul(m.oneHot(y, K), logs), -1), -1)))
                .add("open", 1e-4, openness(m, mu));
    }

    /** λ(t) = ½ max (1 + cos(π (t − to)/(to − from))), t the epoch. */
    static Schedule ramp(int from, int to, double max) {
        return c -> 0.5 * max * (1 + StrictMath.cos(Math.PI * (c.epoch() - to) / (to - from)));
    }

    /** Mean of Φ(μ + ½). */
    static Operand<TFloat32> openness(Maths m, Operand<TFloat32> mu) {
        return m.mean(m.mean(m.normalCdf(m.plus(mu, 0.5)), -1), -1);
    }

    /** −½ ln det(I_B + (D/B) Z Zᵀ)/B, the Gram form of idc.md §1.4 with ε = 1. */
    static Operand<TFloat32> codingRate(Maths m, Operand<TFloat32> z) {
        int rows = Math.toIntExact(z.shape().get(0));
        double columns = z.shape().get(1);
        Operand<TFloat32> gram = m.add(m.eye(rows), m.scale(m.dotBT(z, z), columns / rows));
        return m.scale(m.logDet(gram), -0.5 / rows);
    }

    private static Operand<TFloat32> gumbelSoftmax(Trace t, Operand<TFloat32> logits) {
        Maths m = t.m();
        Operand<TFloat32> noisy = m.add(m.logSoftmax(logits), t.noise("gumbel").gumbel(logits));
        return m.softmax(m.scale(noisy, 0.01));
    }

    /** (1/E) Σ_k (n_k/2B) ln det(I + (E/(n_k ε)) Σ_i p_ik c_i c_iᵀ), c = h/‖h‖, ε = 0.1: all clusters in one program. */
    static Operand<TFloat32> compress(Maths m, Operand<TFloat32> h, Operand<TFloat32> p) {
        long rows = h.shape().get(0);
        int width = Math.toIntExact(h.shape().get(1));
        long k = p.shape().get(1);
        Operand<TFloat32> c = m.div(h, m.sqrt(m.sumKept(m.square(h), -1)));
        Operand<TFloat32> each = m.reshape(m.swap(p), k, rows, 1);
        Operand<TFloat32> n = m.plus(m.sumKept(each, -2), 1e-8);
        Operand<TFloat32> scatter = m.dotT(m.mul(c, each), c);
        Operand<TFloat32> a = m.add(m.eye(width), m.mul(scatter, m.div(m.real(width / 0.1), n)));
        Operand<TFloat32> rates = m.mul(m.logDet(a), m.reshape(n, k));
        return m.scale(m.sum(rates, -1), 0.5 / rows / width);
    }

    /** How many clusters are used; a stand-in for the silhouette. */
    private static double used(Desk desk, Readout.PerRow<Clusters> assign) {
        var table = desk.evaluate(assign);
        boolean[] seen = new boolean[K];
        int count = 0;
        for (int i = 0; i < table.rows(); i++) {
            int best = 0;
            for (int j = 1; j < K; j++) {
                best = table.at(i, j) > table.at(i, best) ? j : best;
            }
            count += seen[best] ? 0 : 1;
            seen[best] = true;
        }
        return count;
    }
}
