package org.coterie.moesimvae;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What a trained model answers, each row by itself, and what has to be known for it: where the codes of each cluster lie,
 * which experts are kept, and in which order they are numbered.
 */
final class Answers {
    /** The most rows the check looks at, evenly spread. */
    private static final int ENOUGH = 20_000;

    /** Clusters with at least this share of the rows count as used, as for the mixtures of the paper (figure B.1). */
    private static final double USED = 0.01;

    /** What is taken off the score of a dropped expert: no row comes to it. */
    private static final double NEVER = 1e6;

    private final MoeSimVae.Bound model;
    private final Features x;
    private final int k;
    private final Var<TFloat32> mass;
    private final Var<TFloat32> sum;
    private final Var<TFloat32> squares;
    private final Var<TFloat32> dropped;
    private final Var<TInt32> order;
    private final Readout.PerRow<Clusters> gate;

    Answers(MoeSimVae.Bound model, Vars v, Features x) {
        this.model = model;
        this.x = x;
        this.k = model.of().k();
        Shape matrix = Shape.of(k, model.of().codes().width());
        Vars found = v.at("found");
        this.mass = found.state("mass", Shape.of(k, 1), Init.zeros());
        this.sum = found.state("sum", matrix, Init.zeros());
        this.squares = found.state("squares", matrix, Init.zeros());
        this.dropped = found.state("dropped", Shape.of(1, k), Init.zeros());
        this.order = found.count("order", Shape.of(k));
        this.gate = Readout.perRow("gate", new Clusters(k), (t, rows) -> t.soft(model.scores(t, model.embed(t, rows))));
    }

    /** The memberships before experts are dropped; a probe of the plan. */
    Readout.PerRow<Clusters> gate() {
        return gate;
    }

    /** Adds the last stages and the readouts. */
    Plan addTo(Plan plan) {
        Latent codes = model.of().codes();
        return plan.stage(
                        Stage.host("experts", this::experts),
                        Stage.sweep("modes", this::modes).reset(mass, sum, squares))
                .probe(gate)
                .readout(
                        Readout.perRow("assign", new Clusters(k), this::assign),
                        Readout.perRow("embed", codes, model::embed),
                        Readout.perRow("reconstruct", x, this::reconstruct),
                        Readout.drawn("generate", x, codes.width(), this::generate));
    }

    /** p of the kept experts, numbered from the largest cluster of the training rows down where some were dropped. */
    private Rows<Clusters> assign(Trace t, Rows<Features> rows) {
        Maths m = t.m();
        Operand<TFloat32> p = m.softmax(kept(t, model.embed(t, rows)));
        return Rows.of(new Clusters(k), m.swap(m.pick(m.swap(p), t.read(order))));
    }

    private Operand<TFloat32> kept(Trace t, Rows<Latent> z) {
        return t.m().sub(model.scores(t, z).value(), t.read(dropped));
    }

    private Rows<Features> reconstruct(Trace t, Rows<Features> rows) {
        Rows<Latent> z = model.embed(t, rows);
        return model.decode(t, z, t.m().argMax(kept(t, z)));
    }

    /** z = μ_c + σ_c ⊙ noise of the training rows' codes, decoded by the expert of c. */
    private Operand<TFloat32> generate(Trace t, Operand<TInt32> cluster, Operand<TFloat32> noise) {
        Maths m = t.m();
        Operand<TInt32> expert = t.tf().gather(t.read(order), cluster, t.tf().constant(0));
        Operand<TFloat32> rows = m.max(t.read(mass), m.real(1e-12));
        Operand<TFloat32> mean = m.div(t.read(sum), rows);
        Operand<TFloat32> variance = m.sub(m.div(t.read(squares), rows), m.square(mean));
        Operand<TFloat32> spread = m.sqrt(m.max(variance, m.real(1e-12)));
        Operand<TFloat32> z = m.add(m.pick(mean, expert), m.mul(m.pick(spread, expert), noise));
        return model.decode(t, Rows.of(model.of().codes(), z), expert).value();
    }

    /** Equation (6) over all training rows, with the variances of the codes, their noise included. */
    private void modes(Trace t, Batch b) {
        Maths m = t.m();
        Rows<Gaussian> g = model.encoder().apply(t, b.x());
        Rows<Latent> loc = model.loc(t, g);
        Operand<TFloat32> scores = kept(t, loc);
        Operand<TFloat32> share = m.mul(m.oneHot(m.argMax(scores), k), m.softmax(scores));
        Operand<TFloat32> second = m.add(m.square(loc.value()), m.exp(model.logVariance(t, g)));
        t.write(mass, old -> m.add(old, m.swap(m.sumKept(share, -2))));
        t.write(sum, old -> m.add(old, m.dotT(share, loc.value())));
        t.write(squares, old -> m.add(old, m.dotT(share, second)));
    }

    /** Counts rows, drops what is used too little, numbers the rest. */
    private void experts(Desk desk) {
        int n = desk.data().rows();
        int looked = Math.min(n, ENOUGH);
        int[] rows = IntStream.range(0, looked)
                .map(i -> (int) ((long) i * n / looked))
                .toArray();
        double[] usage = usage(desk.evaluate(gate, rows));
        double prune = model.of().form().prune();
        double most = Arrays.stream(usage).max().orElse(1);
        float[] gone = new float[k];
        List<Integer> numbers = IntStream.range(0, k).boxed().toList();
        if (prune > 0) {
            for (int c = 0; c < k; c++) {
                gone[c] = (float) (usage[c] < prune && usage[c] < most ? NEVER : 0);
            }
            numbers = numbers.stream()
                    .sorted(Comparator.comparingDouble(c -> gone[c] > 0 ? 1 : -usage[c]))
                    .toList();
            int left = (int) IntStream.range(0, k).filter(c -> gone[c] == 0).count();
            desk.found(left);
            desk.report("moesimvae.experts-kept", left);
        }
        desk.write(dropped, gone);
        desk.write(order, numbers.stream().mapToInt(Integer::intValue).toArray());
        report(desk, usage);
    }

    /** The share of rows whose largest membership is each cluster's. */
    static double[] usage(Table p) {
        double[] usage = new double[p.columns()];
        for (int i = 0; i < p.rows(); i++) {
            int best = 0;
            for (int c = 1; c < usage.length; c++) {
                best = p.at(i, c) > p.at(i, best) ? c : best;
            }
            usage[best] += 1.0 / p.rows();
        }
        return usage;
    }

    private void report(Desk desk, double[] usage) {
        double entropy = 0;
        for (double share : usage) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        long used = Arrays.stream(usage).filter(share -> share >= USED).count();
        desk.report("moesimvae.experts-used", used);
        desk.report("moesimvae.usage-perplexity", Math.exp(entropy));
        if (Math.exp(entropy) < 1.05) {
            desk.warn("MoE-Sim-VAE collapsed: all rows share one expert. Lower training.weights.depict or"
                    + " training.weights.divergence, or look at the similarity.");
        } else if (used < k) {
            desk.warn(String.format(
                    Locale.ROOT, "MoE-Sim-VAE uses %d of %d experts (those with at least 1 %% of the rows).", used, k));
        }
    }

    /** Binary cross-entropy is one of numbers between 0 and 1. */
    static void inUnitRange(Desk desk) {
        Table data = desk.data();
        for (int i = 0; i < data.rows(); i++) {
            for (int j = 0; j < data.columns(); j++) {
                float value = data.at(i, j);
                if (!(value >= 0 && value <= 1)) {
                    throw Fault.of("binary cross-entropy needs data from 0 to 1")
                            .at("row " + (i + 1) + ", column " + (j + 1))
                            .got(value)
                            .expected("0 to 1")
                            .advise("add transforms = [min-max], or set reconstruction = real")
                            .as(CoterieException.Kind.DATA);
                }
            }
        }
    }
}
