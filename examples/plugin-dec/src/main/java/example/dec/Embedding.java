package example.dec;

import java.util.ArrayList;
import java.util.List;
import org.coterie.algorithms.KMeans;
import org.coterie.api.Batch;
import org.coterie.api.Clusters;
import org.coterie.api.Decoder;
import org.coterie.api.Desk;
import org.coterie.api.Encoder;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
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
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What DEC and IDEC share: an autoencoder, centres among its codes, and a target that every row is pulled towards. */
final class Embedding {
    private final Vars vars;
    private final Vars autoencoder;
    private final DecSettings s;
    private final Model<Features, Latent> encoder;
    private final Model<Latent, Features> decoder;
    private final Var<TFloat32> centres; // μ, [k, d]: trained
    private final RowVar<TFloat32> target; // p
    private final RowVar<TInt32> labels; // as they were at the last target
    private final Readout.PerRow<Latent> embed;
    private final Readout.PerRow<Features> reconstruct;
    private final Readout.PerRow<Clusters> assign;

    Embedding(Problem problem, DecSettings s) {
        problem.enoughFor(s.k());
        this.s = s;
        Features x = problem.features();
        Latent code = Latent.of(s.code());
        vars = problem.vars();
        autoencoder = vars.at("autoencoder");
        encoder = Encoder.dense(x, code, s.widths()).bind(autoencoder.at("encoder"));
        decoder = Decoder.mirrored(code, x, s.widths()).bind(autoencoder.at("decoder"));
        centres = vars.weight("centres", Shape.of(s.k(), s.code()), Init.zeros());
        target = vars.perRow("target", Shape.of(s.k()));
        labels = vars.perRowCount("labels", Shape.scalar());
        embed = Readout.perRow("embed", code, encoder::apply);
        reconstruct = Readout.perRow("reconstruct", x, (t, rows) -> decoder.apply(t, encoder.apply(t, rows)));
        assign = Readout.perRow(
                "assign", new Clusters(s.k()), (t, rows) -> t.soft(scores(t, encoder.apply(t, rows))));
    }

    /**
     * The plan.
     *
     * @param by what descends while clustering
     * @param reconstruction weight of the reconstruction meanwhile; at 0 the decoder rests
     * @param divergence weight of KL(P‖Q)
     */
    Plan plan(Optimizer by, double reconstruction, double divergence) {
        List<Var<TFloat32>> moving = new ArrayList<>(reconstruction > 0 ? autoencoder.weights() : encoder.weights());
        moving.add(centres);
        Plan plan = Plan.of(vars)
                .stage(
                        Stage.steps("pretrain", s.pretraining())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend(
                                        "reconstruct",
                                        Optimizer.adam("pretraining", Schedule.constant(s.pretrainingRate())),
                                        autoencoder.weights(),
                                        (t, b) -> Terms.of(t).add("reconstruction", error(t, b, corrupt(t, b.x()))))),
                        Stage.host("start", this::start),
                        Stage.steps("cluster", s.steps())
                                .draw(Sampler.shuffled(s.batch()))
                                .update(Update.descend("cluster", by, moving, (t, b) -> {
                                    Rows<Latent> z = encoder.apply(t, b.x());
                                    Operand<TFloat32> kl = StudentT.divergence(
                                            t.m(), b.at(target), scores(t, z).value());
                                    Terms terms = Terms.of(t).add("divergence", divergence, kl);
                                    return reconstruction > 0
                                            ? terms.add("reconstruction", reconstruction, error(t, b, b.x()))
                                            : terms;
                                }))
                                .everySteps(s.interval(), Stage.host("target", this::renew)))
                .readout(assign, embed);
        return reconstruction > 0 ? plan.readout(reconstruct) : plan;
    }

    private Rows<Scores> scores(Trace t, Rows<Latent> z) {
        return Rows.of(new Scores(s.k()), StudentT.scores(t.m(), z.value(), t.read(centres), s.k(), s.code()));
    }

    /** Mean squared error of what comes out for {@code in} beside the batch. */
    private Operand<TFloat32> error(Trace t, Batch b, Rows<Features> in) {
        Rows<Features> out = decoder.apply(t, encoder.apply(t, in));
        return t.m().meanSquare(t.m().sub(out.value(), b.x().value()));
    }

    /** Numbers set to 0 at random: the autoencoder learns to put them back. */
    private Rows<Features> corrupt(Trace t, Rows<Features> x) {
        Maths m = t.m();
        Operand<TFloat32> kept = m.less(t.noise("corruption").uniform(x.value()), m.real(1 - s.corruption()));
        return Rows.of(x.space(), m.mul(x.value(), kept));
    }

    /** Centres by k-means on the codes, and the first target. */
    private void start(Desk desk) {
        KMeans.Result found =
                KMeans.of(s.k()).withRestarts(s.restarts()).fit(desk.evaluate(embed), desk.random("k-means"));
        desk.write(centres, found.centres().toArray());
        desk.write(labels, found.labels());
        desk.write(target, StudentT.target(desk.evaluate(assign)));
    }

    /** The target of the memberships as they are; the end, if hardly a row changed its cluster since the last. */
    private void renew(Desk desk) {
        Table q = desk.evaluate(assign);
        int[] before = desk.ints(labels);
        int[] now = StudentT.labels(q);
        int changed = 0;
        for (int i = 0; i < now.length; i++) {
            changed += now[i] == before[i] ? 0 : 1;
        }
        desk.report("changed", (double) changed / now.length);
        if (changed < s.tolerance() * now.length) {
            desk.stop();
        }
        desk.write(labels, now);
        desk.write(target, StudentT.target(q));
    }
}
