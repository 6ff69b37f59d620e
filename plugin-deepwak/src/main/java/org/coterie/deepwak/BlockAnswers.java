package org.coterie.deepwak;

import java.util.Arrays;
import java.util.List;
import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.Stability;
import org.coterie.algorithms.Votes;
import org.coterie.api.Clusters;
import org.coterie.api.Desk;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The consensus of a trained block, and what it answers. The model keeps the votes of every head's clusters ({@link Votes}),
 * so that a row's place depends on that row alone; where the consensus is learned, they tell the agreement only.
 */
final class BlockAnswers {
    private final DeePWAKBlock of;
    private final DeePWAKBlock.Block block;
    private final Features x;
    private final Var<TFloat32> votes; // [h·k, k_c], each head weighing as much
    private final Var<TFloat32> centroids; // [k_c, m]
    private final Readout.PerRow<Latent> heads;

    /** Declares what a consensus keeps. */
    BlockAnswers(DeePWAKBlock of, DeePWAKBlock.Block block, Problem problem) {
        this.of = of;
        this.block = block;
        this.x = problem.features();
        int clusters = of.agreeing().clusters();
        int all = of.heads() * of.head().k();
        votes = problem.vars().state("votes", Shape.of(all, clusters), Init.zeros());
        centroids = problem.vars().state("centroids", Shape.of(clusters, x.width()), Init.zeros());
        heads = Readout.perRow("heads", Latent.of(all), block::memberships);
    }

    /** Adds the consensus, the check and the readouts. */
    Plan addTo(Plan plan, Training how) {
        Clusters clusters = new Clusters(of.agreeing().clusters());
        boolean coded = !block.heads().encoder().weights().isEmpty();
        Readout.PerRow<Latent> codes = coded
                ? Readout.perRow(
                        "embed", Latent.of(of.heads() * block.heads().codes().width()), block::codes)
                : Readout.perRow("embed", block.heads().codes(), block.heads()::embed);
        if (of.agreeing() instanceof Agreeing.Learned learned) {
            learned.check(of);
            ConsensusNets nets = ConsensusNets.bind(plan.vars().at("consensus"), block, learned);
            plan.stage(nets.train(how, learned.length()));
            return add(
                    plan,
                    Readout.perRow("assign", clusters, nets::partition),
                    coded ? Readout.perRow("embed", block.heads().codes(), nets::embed) : codes);
        }
        return add(plan, Readout.perRow("assign", clusters, this::voted), codes);
    }

    private Plan add(Plan plan, Readout.PerRow<Clusters> assign, Readout.PerRow<Latent> embed) {
        plan.stage(Stage.host("agree", desk -> agree(desk, assign)));
        Answers answers = new Answers(
                assign,
                embed,
                Readout.perRow("reconstruct", x, block::recall),
                Readout.fixed("centroids", x, t -> t.read(centroids)),
                Answers.novelty(block::recall),
                Readout.perRow(
                        "compress", x, (t, r) -> block.pool(t, block.heads().compress(t, r))),
                Readout.perRow(
                        "without-itself",
                        x,
                        (t, r) -> block.pool(t, block.heads().withoutItself(t, r))),
                !block.heads().encoder().weights().isEmpty());
        return answers.addTo(plan).readout(heads, Readout.perRow("agreement", Latent.of(1), this::agreement));
    }

    /** P = Σ_h K^(h) T^(h) / h, see {@link Votes}. */
    private Rows<Clusters> voted(Trace t, Rows<Features> rows) {
        Operand<TFloat32> all = block.memberships(t, rows).value();
        return Rows.of(new Clusters(of.agreeing().clusters()), t.m().dot(all, t.read(votes)));
    }

    /** The largest of P: the share of the heads' memberships that votes for a row's cluster. */
    private Rows<Latent> agreement(Trace t, Rows<Features> rows) {
        Maths m = t.m();
        Operand<TFloat32> p = voted(t, rows).value();
        Operand<TFloat32> first = m.oneHot(m.argMax(p), of.agreeing().clusters());
        return Rows.of(Latent.of(1), m.sumKept(m.mul(p, first), -1));
    }

    private void agree(Desk desk, Readout.PerRow<Clusters> assign) {
        int[] widths = new int[of.heads()];
        Arrays.fill(widths, of.head().k());
        List<Table> members = Consensus.apart(desk.evaluate(heads), widths);
        double[] weights = Consensus.equalWeights(of.heads());
        int most = of.agreeing().clusters();
        Votes counted;
        if (of.agreeing() instanceof Agreeing.Counted rule) {
            int[] labels = rule.consensus().of(members, weights, desk.random("consensus"));
            counted = Votes.settled(members, weights, labels, most);
            desk.found(counted.clusters());
        } else {
            counted = Votes.of(members, weights, Consensus.labels(desk.evaluate(assign)), most);
        }
        desk.write(votes, counted.table(most));
        int[] labels = Consensus.labels(desk.evaluate(assign));
        desk.write(centroids, Consensus.means(desk.data(), labels, most).toArray());
        desk.report("deepwak.agreement", counted.agreement(members));
        desk.report(
                "deepwak.stability",
                Stability.of(members.stream().map(Consensus::labels).toList()).mean());
    }
}
