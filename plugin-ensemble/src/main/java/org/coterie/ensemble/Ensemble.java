package org.coterie.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.coterie.algorithms.Agreement;
import org.coterie.algorithms.Consensus;
import org.coterie.algorithms.Stability;
import org.coterie.algorithms.Votes;
import org.coterie.api.Child;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
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
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Several methods on the same rows and one clustering from theirs. Members are fitted one after the other, each from a random
 * stream of its own, as children of one plan: one model, one checkpoint, one answer for a new row, whether a member answers by a
 * formula or by the nearest row it keeps.
 *
 * <pre>{@code
 * Ensemble ensemble = Ensemble.of(
 *                 Member.of(new KMeansMethod(), KMeansMethod.Options.of(10)),
 *                 Member.of(new LeidenMethod(), GraphOptions.of(15)),
 *                 Member.of(problem -> deepwak.plan(problem, Training.defaults())))
 *         .into(10);
 * try (Fitted model = Coterie.on(data).fit(ensemble::plan)) { ... }
 * }</pre>
 *
 * @param members the members, from 1
 * @param k clusters of the consensus; 0 for as many as the member that declares fewest
 * @param way how members become one clustering
 * @param weighting how much each of them counts
 * @param anchors most rows in the linkage of a co-association, 2 to 30,000
 */
public record Ensemble(List<Member> members, int k, Consensus.Way way, Weighting weighting, int anchors) {

    /** How much a member counts. */
    public enum Weighting {
        /** In proportion to its mean ARI with the other members. */
        STABILITY,
        /** Each as much. */
        EQUAL
    }

    /** Copies the members and checks the ranges. */
    public Ensemble {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw Fault.of("an ensemble without members")
                    .expected("at least one")
                    .as(CoterieException.Kind.CONFIG);
        }
        if (k < 0) {
            throw Fault.of("an ensemble has no such number of clusters")
                    .got(k)
                    .expected("at least 1, or 0 for as many as the member that declares fewest")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Members with weights by stability, made one by k-means on their memberships. */
    public static Ensemble of(Member... members) {
        return new Ensemble(Arrays.asList(members), 0, Consensus.Way.K_MEANS, Weighting.STABILITY, 5000);
    }

    /** With so many clusters. */
    public Ensemble into(int clusters) {
        return new Ensemble(members, clusters, way, weighting, anchors);
    }

    /** Made one in another way. */
    public Ensemble by(Consensus.Way other) {
        return new Ensemble(members, k, other, weighting, anchors);
    }

    /** With other weights. */
    public Ensemble weighted(Weighting other) {
        return new Ensemble(members, k, way, other, anchors);
    }

    /**
     * Fits the members, agrees, and says what the model answers: {@code assign}, the votes for each cluster; {@code members},
     * the memberships side by side; {@code agreement}, the votes for a row's own cluster; {@code centroids}, means of rows.
     *
     * @throws CoterieException if a member refuses the problem, or there are fewer rows than clusters
     */
    public Plan plan(Problem problem) {
        List<Child> children = new ArrayList<>();
        for (Member member : members) {
            children.add(member.in(problem, "member-" + (children.size() + 1)));
        }
        int clusters = k > 0
                ? k
                : children.stream().mapToInt(c -> c.clusters().k()).min().orElseThrow();
        if (problem.rows() < clusters) {
            throw Fault.of("there are fewer rows than clusters")
                    .at("ensemble")
                    .got(problem.rows() + " rows, k = " + clusters)
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
        Plan plan = Plan.of(problem.vars());
        children.forEach(child -> plan.stage(Stage.fit(child)));
        return new Fitted(children, new Consensus(way, clusters, anchors), problem.vars(), problem.features())
                .addTo(plan);
    }

    /** The votes, and what is computed from them. */
    private final class Fitted {
        private final List<Child> children;
        private final Consensus consensus;
        private final Features x;
        private final Latent all;
        private final Var<TFloat32> votes; // [Σ k_h, k], weights in them
        private final Var<TFloat32> centroids; // [k, m]

        Fitted(List<Child> children, Consensus consensus, Vars v, Features x) {
            this.children = children;
            this.consensus = consensus;
            this.x = x;
            this.all =
                    Latent.of(children.stream().mapToInt(c -> c.clusters().k()).sum());
            this.votes = v.state("votes", Shape.of(all.width(), consensus.k()), Init.zeros());
            this.centroids = v.state("centroids", Shape.of(consensus.k(), x.width()), Init.zeros());
        }

        Plan addTo(Plan plan) {
            Readout.PerRow<Clusters> assign = Readout.perRow("assign", new Clusters(consensus.k()), this::voted);
            Readout.PerRow<Latent> sides = Readout.perRow("members", all, this::memberships);
            return plan.stage(Stage.host("agree", desk -> agree(desk, assign, sides)))
                    .readout(
                            assign,
                            sides,
                            Readout.perRow("agreement", Latent.of(1), this::agreement),
                            Readout.fixed("centroids", x, t -> t.read(centroids)));
        }

        /** K^(1) … K^(h) side by side. */
        private Rows<Latent> memberships(Trace t, Rows<Features> rows) {
            List<Operand<TFloat32>> parts = children.stream()
                    .map(child -> child.assign(t, rows).value())
                    .toList();
            return Rows.of(all, t.m().beside(parts));
        }

        /** P = Σ_h w_h K^(h) T^(h), see {@link Votes}. */
        private Rows<Clusters> voted(Trace t, Rows<Features> rows) {
            Operand<TFloat32> p = t.m().dot(memberships(t, rows).value(), t.read(votes));
            return Rows.of(new Clusters(consensus.k()), p);
        }

        private Rows<Latent> agreement(Trace t, Rows<Features> rows) {
            Maths m = t.m();
            Operand<TFloat32> p = voted(t, rows).value();
            return Rows.of(Latent.of(1), m.sumKept(m.mul(p, m.oneHot(m.argMax(p), consensus.k())), -1));
        }

        private void agree(Desk desk, Readout.PerRow<Clusters> assign, Readout.PerRow<Latent> sides) {
            int[] widths = children.stream().mapToInt(c -> c.clusters().k()).toArray();
            List<Table> tables = Consensus.apart(desk.evaluate(sides), widths);
            double[] weights = weighting == Weighting.EQUAL
                    ? Consensus.equalWeights(tables.size())
                    : Consensus.stabilityWeights(tables);
            desk.progress(0.2);
            int[] labels = consensus.of(tables, weights, desk.random("consensus"));
            Votes counted = Votes.settled(tables, weights, labels, consensus.k());
            desk.write(votes, counted.table(consensus.k()));
            desk.found(counted.clusters());
            int[] voted = Consensus.labels(desk.evaluate(assign));
            desk.write(
                    centroids,
                    Consensus.means(desk.data(), voted, consensus.k()).toArray());
            report(desk, tables, weights, voted);
            desk.report("agreement", counted.agreement(tables));
        }

        private void report(Desk desk, List<Table> tables, double[] weights, int[] voted) {
            List<int[]> each = tables.stream().map(Consensus::labels).toList();
            for (int h = 0; h < weights.length; h++) {
                desk.report("weight." + children.get(h).name(), weights[h]);
                desk.report(
                        "ari." + children.get(h).name(),
                        Agreement.between(each.get(h), voted).ari());
            }
            if (each.size() > 1) {
                desk.report("stability", Stability.of(each).mean());
            }
        }
    }
}
