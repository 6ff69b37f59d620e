package org.coterie.moesimvae;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.coterie.api.Arch;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Loss;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
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
 * MoE-Sim-VAE(E, G, D): an encoder, a gate and k experts.
 *
 * <pre>{@code
 * var x = Features.of(64);
 * var z = new Gaussian(20);
 * var moe = new MoeSimVae(
 *         Arch.of(x, z, dense(256), batchNorm(), elu(), dense(40)),
 *         Partitioner.of(Latent.of(20), 10, dense(200), elu(), dropout(0.5), dense(10)),
 *         Decoder.of(Latent.of(20), x, dense(256), elu(), dense(64)),
 *         MoeSimVae.Form.defaults());
 * Plan plan = moe.plan(problem, Training.defaults(), Map.of("neighbours", new Wanted(1, relation)));
 * }</pre>
 *
 * @param encoder E : Arch(m, L), data to normal distributions of codes
 * @param gate G : Arch(L, k), codes to scores of k clusters; its dropout is DEPICT's noise
 * @param expert D : Arch(L, m), codes to data, k times; gives logits where the reconstruction
 *     is {@link Output#LOGITS}
 * @param form what the equations leave open
 */
public record MoeSimVae(Arch<Features, Gaussian> encoder, Partitioner<Latent> gate, Decoder expert, Form form) {

    /** What the experts give. */
    public enum Output {
        /** Logits of numbers in [0, 1]; binary cross-entropy, equation (4). */
        LOGITS,
        /** The data; mean squared error. */
        REAL
    }

    /** Where the means of the clusters come from, equation (6). */
    public enum Means {
        /** Moving averages of the codes of their rows. */
        MOVING,
        /** Weights that only the divergence moves, as in the public code. */
        TRAINED
    }

    /**
     * What the equations leave open.
     *
     * @param output what the experts give
     * @param divergence which KL
     * @param means where cluster means come from
     * @param shared whether one decoder serves all clusters
     * @param stopped whether DEPICT's target has no gradient and its prediction dropout, as printed; else as coded
     * @param balanced whether wanted and unwanted pairs weigh alike together
     * @param revive whether experts that lose all rows in the first half of the training get the gate of the largest cluster
     * @param prune clusters with less than this share of the rows are dropped at the end, 0 to 0.5; 0 for none
     */
    public record Form(
            Output output,
            Objective.Divergence divergence,
            Means means,
            boolean shared,
            boolean stopped,
            boolean balanced,
            boolean revive,
            double prune) {
        /** Checks the range. */
        public Form {
            if (!(prune >= 0 && prune <= 0.5)) {
                throw Fault.of("a share is out of range")
                        .at("prune")
                        .got(prune)
                        .expected("0 to 0.5")
                        .as(CoterieException.Kind.CONFIG);
            }
        }

        /** Logits, the proper KL to moving means, k experts, DEPICT as printed, experts revived, nothing pruned. */
        public static Form defaults() {
            return new Form(Output.LOGITS, Objective.Divergence.PROPER, Means.MOVING, false, true, false, true, 0);
        }
    }

    /**
     * A similarity that is wanted.
     *
     * @param weight its factor, at least 0
     * @param relation which rows are alike
     */
    public record Wanted(double weight, Relation relation) {}

    // -------------------------------------------------------------------------------------------- constructor

    /**
     * Checks that the parts meet.
     *
     * @throws CoterieException naming the two parts that do not
     */
    public MoeSimVae {
        Latent code = Latent.of(encoder.out().d());
        meet("encoder", encoder, "gives codes", code, "gate", gate, gate.in());
        meet("encoder", encoder, "gives codes", code, "expert", expert, expert.in());
        meet("encoder", encoder, "takes data", encoder.in(), "expert", expert, expert.out());
    }

    /** k, clusters offered. */
    public int k() {
        return gate.out().k();
    }

    /** Where codes live. */
    public Latent codes() {
        return gate.in();
    }

    // -------------------------------------------------------------------------------------------- application

    /** The parts bound to variables below {@code v}. */
    public Bound bind(Vars v) {
        Shape matrix = Shape.of(k(), codes().width());
        Vars mode = v.at("mode");
        return new Bound(
                this,
                encoder.bind(v.at("encoder")),
                gate.bind(v.at("gate")),
                Experts.bind(expert, k(), form.shared(), v),
                form.means() == Means.TRAINED
                        ? mode.weight("mean", matrix, Init.glorotUniform())
                        : mode.state("mean", matrix, Init.zeros()),
                mode.state("seen", Shape.of(k(), 1), Init.zeros()));
    }

    /**
     * A bound model.
     *
     * @param of what it is of
     * @param encoder E(θ)
     * @param gate G(π)
     * @param experts D(φ_1), …, D(φ_k)
     * @param mean μ, k×L
     * @param seen how much of each moving mean there is, k×1, from 0 to 1
     */
    public record Bound(
            MoeSimVae of,
            Model<Features, Gaussian> encoder,
            Model<Latent, Scores> gate,
            Experts experts,
            Var<TFloat32> mean,
            Var<TFloat32> seen) {
        private static final double KEPT = 0.95;
        private static final double WIDEST = 8;

        /** loc(x), the mean of a row's code: its code at rest. */
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            return loc(t, encoder.apply(t, x));
        }

        Rows<Latent> loc(Trace t, Rows<Gaussian> g) {
            return Rows.of(of.codes(), t.m().columns(g.value(), 0, g.space().d()));
        }

        /** ln s², limited to ±8. */
        Operand<TFloat32> logVariance(Trace t, Rows<Gaussian> g) {
            int d = g.space().d();
            return t.m().clip(t.m().columns(g.value(), d, 2 * d), -WIDEST, WIDEST);
        }

        /** The scores of codes. */
        public Rows<Scores> scores(Trace t, Rows<Latent> z) {
            return gate.apply(t, z);
        }

        /** The expert's answer to each code; logits become numbers in (0, 1). */
        public Rows<Features> decode(Trace t, Rows<Latent> z, Operand<TInt32> cluster) {
            Rows<Features> y = experts.decode(t, z, cluster);
            return of.form().output() == Output.LOGITS ? Rows.of(y.space(), t.m().sigmoid(y.value())) : y;
        }

        /** Everything that is trained. */
        public List<Var<TFloat32>> weights() {
            List<Var<TFloat32>> all = new ArrayList<>(encoder.weights());
            all.addAll(gate.weights());
            all.addAll(experts.decoder().weights());
            if (of.form().means() == Means.TRAINED) {
                all.add(mean);
            }
            return all;
        }

        /** Equation (6) of a batch, and its moving average; a cluster without rows stays where it is. */
        void follow(Trace t, Operand<TFloat32> members, Rows<Clusters> p, Operand<TFloat32> z) {
            Maths m = t.m();
            Operand<TFloat32> share = m.stop(m.mul(members, p.value()));
            Operand<TFloat32> mass = m.swap(m.sumKept(share, -2)); // k×1
            Operand<TFloat32> here = m.div(m.dotT(share, m.stop(z)), m.max(mass, m.real(1e-12)));
            Operand<TFloat32> rate = m.scale(m.where(m.positive(mass), m.real(1), m.real(0)), 1 - KEPT);
            Operand<TFloat32> grown = m.add(m.mul(t.read(seen), m.sub(m.real(1), rate)), rate);
            Operand<TFloat32> towards = m.div(rate, m.max(grown, m.real(1e-12)));
            Operand<TFloat32> moved = m.add(t.read(mean), m.mul(towards, m.sub(here, t.read(mean))));
            t.write(mean, old -> moved);
            t.write(seen, old -> grown);
        }
    }

    // -------------------------------------------------------------------------------------------- training

    /**
     * Finds the similarities of all rows, descends equation (11), measures where the clusters' codes lie, drops the experts
     * that are not used, and says what the model answers.
     *
     * @param similarities by name
     * @throws CoterieException if the problem has other columns than the parts, or fewer rows than clusters
     */
    public Plan plan(Problem problem, Training how, Map<String, Wanted> similarities) {
        return plan(problem, how, codes -> similarities);
    }

    /**
     * Likewise, with similarities that may be made of codes, which is of use after {@link Training#pretraining}.
     *
     * @param wanted similarities by name, given a probe for the codes of the encoder at the time
     * @throws CoterieException likewise
     */
    public Plan plan(Problem problem, Training how, Function<Readout.PerRow<Latent>, Map<String, Wanted>> wanted) {
        Vars v = problem.vars();
        Bound bound = bind(v);
        Plan plan = Plan.of(v);
        Readout.PerRow<Latent> codes = Readout.perRow("codes", codes(), bound::embed);
        plan.probe(codes);
        Map<String, Wanted> similarities = wanted.apply(codes);
        check(problem, similarities);
        if (form.output() == Output.LOGITS) {
            plan.stage(Stage.host("range", Answers::inUnitRange));
        }
        Optional<Pretraining> first = how.pretraining() > 0
                ? Optional.of(new Pretraining(bound, v.at("pretraining"), how))
                : Optional.empty();
        first.ifPresent(pretraining -> plan.stage(pretraining.before()));
        Map<String, Known> known = new LinkedHashMap<>();
        similarities.forEach((name, one) -> {
            Known found = Known.bind(one.relation(), v.at("similarity").at(name), problem.rows(), k());
            known.put(name, found);
            plan.stage(found.stage(name));
        });
        first.ifPresent(pretraining -> plan.stage(pretraining.after()));
        Answers answers = new Answers(bound, v, problem.features());
        Stage.Train train = how.stage();
        if (form.revive()) {
            train = new Revival(bound, answers.gate()).addTo(train);
        }
        plan.stage(train.draw(sampler(how, known))
                .update(Update.descend(
                        "descend",
                        how.optimizer("adam"),
                        bound.weights(),
                        (t, b) -> loss(t, b, bound, how, similarities, known))));
        return answers.addTo(plan);
    }

    private static Sampler sampler(Training how, Map<String, Known> known) {
        Optional<Known> gathering = known.values().stream()
                .filter(one -> one.partners().isPresent())
                .findFirst();
        if (gathering.isPresent()) {
            return new Neighbourhoods(how.batch(), gathering.get().partners().orElseThrow());
        }
        return how.replacement() ? Sampler.withReplacement(how.batch()) : Sampler.shuffled(how.batch());
    }

    /** Equation (4): how far a batch is from what the experts say of it. */
    Operand<TFloat32> misfit(Trace t, Batch b, Rows<Features> decoded) {
        Maths m = t.m();
        Loss<Features> fit = form.output() == Output.LOGITS ? Loss.binaryCrossEntropyOfLogits() : Loss.meanSquared();
        return m.mean(fit.rows(t, b.x(), decoded), -1);
    }

    /** Equations (10) and (11) of a batch. */
    private Terms loss(
            Trace t, Batch b, Bound bound, Training how, Map<String, Wanted> similarities, Map<String, Known> known) {
        Maths m = t.m();
        Training.Weights w = how.weights();
        Rows<Gaussian> g = bound.encoder().apply(t, b.x());
        Rows<Latent> loc = bound.loc(t, g);
        Operand<TFloat32> logVariance = bound.logVariance(t, g);
        Operand<TFloat32> noise =
                m.mul(m.exp(m.scale(logVariance, 0.5)), t.noise("code").normal(loc.value()));
        Rows<Latent> z = Rows.of(loc.space(), m.add(loc.value(), noise));
        Rows<Scores> clean = bound.scores(t.in(Trace.Mode.INFER), z);
        Rows<Clusters> p = t.soft(clean);
        Operand<TInt32> own = m.argMax(clean.value());
        Terms terms = Terms.of(t);
        if (w.reconstruction() > 0) {
            Rows<Features> decoded = bound.experts().decode(t, z, own);
            terms.add("reconstruction", w.reconstruction(), misfit(t, b, decoded));
        }
        similarities.forEach((name, wanted) -> terms.add(
                "similarity-" + name,
                w.clustering() * wanted.weight(),
                known.get(name).term(t, b, p, form.balanced())));
        if (w.depict() > 0) {
            Rows<Scores> noisy = form.stopped() ? bound.scores(t, z) : clean;
            terms.add("depict", t.now("depict", how.depict()), Objective.depict(t, p, noisy, form.stopped()));
        }
        Operand<TFloat32> members = m.oneHot(own, k());
        if (w.divergence() > 0) {
            Operand<TFloat32> mean = t.read(bound.mean());
            Operand<TFloat32> kl = form.divergence() == Objective.Divergence.PROPER
                    ? Objective.proper(t, p, loc.value(), logVariance, mean)
                    : Objective.spread(t, members, z.value(), mean, form.divergence() == Objective.Divergence.PRINTED);
            terms.add("divergence", w.divergence(), kl);
        }
        if (form.means() == Means.MOVING) {
            bound.follow(t, members, p, z.value());
        }
        return terms;
    }

    private void check(Problem problem, Map<String, Wanted> similarities) {
        if (!problem.features().row().equals(encoder.in().row())) {
            throw Fault.of("the data and the encoder do not meet")
                    .at(encoder.toString())
                    .got("data of " + problem.features() + ", an encoder that takes " + encoder.in())
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
        if (problem.rows() < k()) {
            throw Fault.of("there are fewer rows than clusters")
                    .at("MoE-Sim-VAE")
                    .got(problem.rows() + " rows, k = " + k())
                    .expected("at least as many rows as clusters")
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
        if (similarities.isEmpty()) {
            throw Fault.of("there is no similarity to follow")
                    .at("similarity.sources")
                    .expected("at least one")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    private static void meet(String a, Object first, String does, Space x, String b, Object second, Space y) {
        if (!x.row().equals(y.row())) {
            throw Fault.of("the " + a + " and the " + b + " do not meet")
                    .at(first + " and " + second)
                    .got("the " + a + " " + does + " of " + x.row() + ", the " + b + " has " + y.row())
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }
}
