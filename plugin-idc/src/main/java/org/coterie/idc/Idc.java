package org.coterie.idc;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Arch;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Model;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Readout;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * IDC: an autoencoder that sees each row through gates of its own, a head that clusters the codes of the gated rows, and an
 * auxiliary classifier that keeps the gates of whole clusters honest.
 *
 * <pre>{@code
 * var settings = IdcSettings.of(10);
 * Plan plan = settings.architecture(problem.features()).plan(problem, settings.training());
 * }</pre>
 *
 * @param encoder X to codes H
 * @param decoder codes back to X
 * @param gating X to μ, how far the gate of each feature is open
 * @param head codes to scores of k clusters
 * @param auxiliary gated rows to scores of k clusters
 */
public record Idc(
        Encoder encoder,
        Decoder decoder,
        Arch<Features, Gates> gating,
        Partitioner<Latent> head,
        Partitioner<Features> auxiliary) {

    // ------------------------------------------------------------------------------------------------ constructor

    /**
     * Checks that the parts meet.
     *
     * @throws CoterieException naming the two parts that do not
     */
    public Idc {
        meet("encoder", encoder.out().row(), "decoder", decoder.in().row());
        meet("encoder", encoder.out().row(), "head", head.in().row());
        meet("decoder", decoder.out().row(), "encoder", encoder.in().row());
        meet("gating", gating.in().row(), "encoder", encoder.in().row());
        meet("gating", gating.out().row(), "encoder", encoder.in().row());
        meet("auxiliary", auxiliary.in().row(), "encoder", encoder.in().row());
        meet("auxiliary", auxiliary.out().row(), "head", head.out().row());
    }

    /** Number of clusters, K. */
    public int k() {
        return head.out().k();
    }

    // ------------------------------------------------------------------------------------------------ application

    /** Autoencoder and gates bound to variables below {@code v}; without gates every row is seen whole. */
    public Networks bind(Vars v, boolean gated) {
        return new Networks(
                encoder.bind(v.at("encoder")),
                decoder.bind(v.at("decoder")),
                gated ? List.of(gating.bind(v.at("gating"))) : List.of(),
                encoder.in(),
                encoder.out());
    }

    /**
     * The first stage's networks and their application rules.
     *
     * @param encoder X to H
     * @param decoder H to X
     * @param gating X to μ; empty in the variant without gates
     * @param x the columns, as one axis
     * @param codes the space of H
     */
    public record Networks(
            Model<Features, Latent> encoder,
            Model<Latent, Features> decoder,
            List<Model<Features, Gates>> gating,
            Features x,
            Latent codes) {

        /** Whether there are gates. */
        public boolean gated() {
            return !gating.isEmpty();
        }

        /** μ, {@code [n, D]}. */
        public Operand<TFloat32> mu(Trace t, Rows<Features> rows) {
            return gating.get(0).apply(t, rows).value();
        }

        /** z of equation (1) at rest: the local gates; ones in the variant without. */
        public Operand<TFloat32> gates(Trace t, Rows<Features> rows) {
            return gated()
                    ? StochasticGate.atRest(t.m(), mu(t.in(Trace.Mode.INFER), rows))
                    : t.m().plus(t.m().scale(rows.value(), 0), 1);
        }

        /** X ⊙ z at rest. */
        public Rows<Features> open(Trace t, Rows<Features> rows) {
            return gated() ? Rows.of(x, t.m().mul(rows.value(), gates(t, rows))) : rows;
        }

        /** H, the codes of the gated rows. */
        public Rows<Latent> embed(Trace t, Rows<Features> rows) {
            return encoder.apply(t, open(t, rows));
        }

        /** What the autoencoder makes of rows, as it sees them. */
        public Rows<Features> back(Trace t, Rows<Features> rows) {
            return decoder.apply(t, encoder.apply(t, rows));
        }

        /** Weights of the autoencoder alone. */
        public List<Var<TFloat32>> autoencoder() {
            List<Var<TFloat32>> all = new ArrayList<>(encoder.weights());
            all.addAll(decoder.weights());
            return all;
        }

        /** All weights of the first stage. */
        public List<Var<TFloat32>> weights() {
            List<Var<TFloat32>> all = autoencoder();
            gating.forEach(model -> all.addAll(model.weights()));
            return all;
        }
    }

    // ------------------------------------------------------------------------------------------------ training

    /**
     * Two stages: autoencoder and gates; then, on their codes, the head, and gates of whole clusters. Between them the running
     * statistics of batch normalisation are replaced by those of the gated rows.
     *
     * @throws CoterieException if the problem has other columns than the parts, or fewer rows than clusters
     */
    public Plan plan(Problem problem, Training how) {
        check(problem);
        Vars v = problem.vars();
        Features x = problem.features();
        Networks networks = bind(v, how.gates().enabled());
        FirstStage first = new FirstStage(networks, v, how, problem.rows());
        Placing second = how.head().kind() == Training.Kind.K_MEANS
                ? new GatedKMeans(networks, v, k())
                : new SecondStage(this, networks, v, how, problem.rows());
        Readout.PerRow<Clusters> assign = Readout.perRow("assign", new Clusters(k()), second::place);
        Readout.PerRow<Latent> embed = Readout.perRow("embed", networks.codes(), (t, rows) -> networks.embed(t, rows));
        Readout.PerRow<Features> reconstruct =
                Readout.perRow("reconstruct", x, (t, rows) -> networks.decoder().apply(t, networks.embed(t, rows)));
        Plan plan = Plan.of(v);
        first.addTo(plan);
        second.addTo(plan);
        plan.readout(assign, embed, reconstruct);
        List<Readout.PerRow<Features>> gates = new ArrayList<>();
        if (networks.gated()) {
            gates.add(Readout.perRow("gates", x, (t, rows) -> Rows.of(x, networks.gates(t, rows))));
            plan.readout(gates.get(0));
            plan.readout(second.readouts(x).toArray(Readout[]::new));
        }
        return plan.stage(Stage.host("check", new Diagnosis(assign, gates, embed, k(), x.names())::check));
    }

    private void check(Problem problem) {
        if (problem.features().width() != encoder.in().width()) {
            throw Fault.of("the data and the encoder do not meet")
                    .at(encoder.toString())
                    .got("data of " + problem.features())
                    .expected("rows of " + encoder.in().width() + " numbers")
                    .as(CoterieException.Kind.PLUGIN);
        }
        if (problem.rows() < k()) {
            throw Fault.of("there are fewer rows than clusters")
                    .at("IDC")
                    .got(problem.rows() + " rows, k = " + k())
                    .expected("at least as many rows as clusters")
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
    }

    private static void meet(String a, Shape first, String b, Shape second) {
        if (!first.equals(second)) {
            throw Fault.of("the " + a + " and the " + b + " do not meet")
                    .at("IDC")
                    .got("rows of " + first + " and of " + second)
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }
}
