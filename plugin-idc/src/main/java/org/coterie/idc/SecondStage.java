package org.coterie.idc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Readout;
import org.coterie.api.RowVar;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
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

/** Stage 2: the head learns clusters of the codes, several heads side by side where wanted; then gates of whole clusters. */
final class SecondStage implements Placing {
    private final Idc parts;
    private final Idc.Networks networks;
    private final Training how;
    private final int rows;
    private final boolean cached;
    private final RowVar<TFloat32> codes;
    private final Model<Latent, Scores> heads;
    private final Model<Latent, Scores> head;
    private final HeadChoice choice;
    private final Optional<Global> global;
    private final Optional<MapTeacher> teacher;

    /** What the gates of clusters are trained with. */
    private record Global(Model<Features, Scores> auxiliary, Var<TFloat32> table) {
        List<Var<TFloat32>> weights() {
            List<Var<TFloat32>> all = new ArrayList<>(auxiliary.weights());
            all.add(table);
            return all;
        }
    }

    SecondStage(Idc parts, Idc.Networks networks, Vars v, Training how, int rows) {
        this.parts = parts;
        this.networks = networks;
        this.how = how;
        this.rows = rows;
        this.cached = how.boundary() == Training.Boundary.RECALIBRATED;
        this.codes = v.perRow("codes", networks.codes().row());
        this.teacher =
                how.head().kind() == Training.Kind.MAP ? Optional.of(new MapTeacher(v, parts.k())) : Optional.empty();
        int restarts = how.head().restarts();
        Vars place = restarts == 1 ? v.at("head") : v.stack("head", restarts);
        this.heads = parts.head().bind(place);
        this.choice = new HeadChoice(v, place, parts.k(), how.head());
        this.head = restarts == 1 ? heads : parts.head().bind(place.member(choice.best()));
        this.global = networks.gated() && how.global().trains(how.epochs())
                ? Optional.of(new Global(
                        parts.auxiliary().bind(v.at("auxiliary")),
                        v.weight(
                                "global-gates", Shape.of(parts.k(), networks.x().width()), Init.normal(0.01))))
                : Optional.empty();
    }

    @Override
    public Rows<Clusters> place(Trace t, Rows<Features> rows) {
        return t.soft(scores(t, rows));
    }

    @Override
    public List<Readout> readouts(Features x) {
        return global.stream()
                .<Readout>map(g -> Readout.fixed("global-gates", x, t -> globalGates(t, g)))
                .toList();
    }

    /** The scores of rows by the chosen head. */
    private Rows<Scores> scores(Trace t, Rows<Features> x) {
        return head.apply(t, networks.embed(t, x));
    }

    /** zᴳ = clip(tanh T + ½, 0, 1), one row of features for each cluster. */
    private static Operand<TFloat32> globalGates(Trace t, Global g) {
        return StochasticGate.atRest(t.m(), t.m().tanh(t.read(g.table())));
    }

    @Override
    public void addTo(Plan plan) {
        Training.Epochs epochs = how.epochs();
        int from = epochs.open() + epochs.gated();
        int to = from + epochs.head();
        if (cached) {
            plan.stage(Stage.sweep(
                    "embed",
                    (t, b) -> t.write(codes, b, networks.embed(t, b.x()).value())));
        }
        teacher.ifPresent(map -> plan.stage(map.stage(codes, networks.codes())));
        Optional<Global> beside = global.filter(g -> how.global().beside(epochs));
        if (beside.isPresent()) {
            Optimizer plain =
                    Optimizer.sgd("global-gates", Schedule.constant(how.global().rate()));
            Global g = beside.orElseThrow();
            plan.stage(
                    train("head", from, from + epochs.globalGatesFrom()),
                    train("head-and-global-gates", from + epochs.globalGatesFrom(), to)
                            .update(Update.descend(
                                    "global-gates", plain, g.weights(), (t, b) -> publishedGlobal(t, b, g))));
        } else {
            plan.stage(train("head", from, to));
        }
        global.filter(g -> how.global().epochs() > 0).ifPresent(g -> {
            Optimizer adam = Optimizer.adam(
                    "global-gates", Schedule.constant(how.global().rate()));
            plan.stage(Stage.epochs("global-gates", to, to + how.global().epochs())
                    .draw(Sampler.shuffled(how.batch()))
                    .update(Update.descend("global-gates", adam, g.weights(), (t, b) -> global(t, b, g))));
        });
    }

    private Stage.Train train(String name, int from, int to) {
        Sampler draw = Sampler.shuffled(how.batch());
        long steps = Math.max(1, (long) draw.steps(rows) * how.epochs().head());
        double end = Math.min(how.rateEnd(), how.head().rate());
        Optimizer adam = Optimizer.adam("head", Schedule.cosine(how.head().rate(), end, steps));
        Stage.Train train = Stage.epochs(name, from, to)
                .draw(draw)
                .update(Update.descend("head", adam, heads.weights(), this::headTerms));
        if (cached && how.head().selection() != Training.Selection.LAST) {
            choice.watch(train, heads, codes, networks.codes(), to - from);
        }
        return train;
    }

    /** H of the batch: from the cache, or as published from an encoder in training mode. */
    private Rows<Latent> codes(Trace t, Batch b) {
        return cached ? Rows.of(networks.codes(), b.at(codes)) : networks.embed(t, b.x());
    }

    private Terms headTerms(Trace t, Batch b) {
        return teacher.map(map -> map.loss(t, b, heads, codes(t, b))).orElseGet(() -> compress(t, b));
    }

    /** L_head. Softmax forgets what all scores of a row have in common, so (l + g)/τ needs no log-softmax before. */
    private Terms compress(Trace t, Batch b) {
        Maths m = t.m();
        Training.Head head = how.head();
        Rows<Latent> h = codes(t, b);
        Operand<TFloat32> scores = heads.apply(t, h).value();
        Operand<TFloat32> noisy = m.add(scores, t.noise("gumbel").gumbel(scores));
        Operand<TFloat32> p = m.softmax(m.scale(noisy, 1 / head.temperature()));
        Operand<TFloat32> c = CodingRate.normalised(m, m.stop(h.value()));
        Terms terms = Terms.of(t).add("compress", CodingRate.withinClusters(m, c, p, head.epsilon(), head.over()));
        if (head.balance() > 0) {
            // of the same p: an entropy of softmax(scores) is τ times as steep and decides alone
            Operand<TFloat32> mean = m.mean(p, -2);
            Operand<TFloat32> negative = m.sum(m.mul(mean, m.log(m.plus(mean, 1e-12))), -1);
            terms.add("balance", head.balance(), m.scale(negative, 1 / Math.log(parts.k())));
        }
        return terms;
    }

    /** As published: the head in training mode, clusters weighing by their rows, a constant weight. */
    private Terms publishedGlobal(Trace t, Batch b, Global g) {
        Maths m = t.m();
        Operand<TInt32> y = m.argMax(head.apply(t, codes(t, b)).value());
        Operand<TFloat32> mu = m.tanh(m.pick(t.read(g.table()), y));
        Terms terms = crossEntropy(t, b, g, y, mu);
        return terms.add("open", how.global().weight(), openness(m, mu));
    }

    /** The head at rest; every cluster weighs the same, and the weight rises along half a cosine. */
    private Terms global(Trace t, Batch b, Global g) {
        Maths m = t.m();
        Rows<Scores> scores = cached
                ? head.apply(t.in(Trace.Mode.INFER), Rows.of(networks.codes(), b.at(codes)))
                : scores(t.in(Trace.Mode.INFER), b.x());
        Operand<TInt32> y = m.argMax(scores.value());
        Operand<TFloat32> all = m.tanh(t.read(g.table()));
        Terms terms = crossEntropy(t, b, g, y, m.pick(all, y));
        Operand<TFloat32> weight = t.now(
                "ramp",
                clock -> 0.5
                        * how.global().weight()
                        * (1 - StrictMath.cos(Math.PI * (clock.stageStep() + 1.0) / clock.stageSteps())));
        return terms.add("open", weight, openness(m, all));
    }

    private Operand<TFloat32> openness(Maths m, Operand<TFloat32> mu) {
        return StochasticGate.openness(
                m, mu, how.gates().sigma(), how.reconstruction().over());
    }

    /** CE of the auxiliary classifier on x ⊙ z ⊙ zᴳ, its labels being the head's. */
    private Terms crossEntropy(Trace t, Batch b, Global g, Operand<TInt32> y, Operand<TFloat32> mu) {
        Maths m = t.m();
        Rows<Features> x = b.x();
        Operand<TFloat32> z =
                StochasticGate.noisy(m, mu, t.noise("global-gates"), how.gates().noise());
        Rows<Features> seen = Rows.of(networks.x(), m.mul(networks.open(t, x).value(), z));
        Operand<TFloat32> logs = m.logSoftmax(g.auxiliary().apply(t, seen).value());
        Operand<TFloat32> picked = m.sum(m.mul(m.oneHot(y, parts.k()), logs), -1);
        return Terms.of(t).add("cross-entropy", m.neg(m.mean(picked, -1)));
    }
}
