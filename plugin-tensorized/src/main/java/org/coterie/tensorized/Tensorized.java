package org.coterie.tensorized;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Rows;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * T(A, k), or PT(A, k) where A shares a part: any architecture with its loss, k times, a cluster for each.
 *
 * <pre>{@code
 * Plan tae = Tensorized.of(Autoencoder.linear(1), 3).plan(problem, Training.defaults());
 * Plan ptae = Tensorized.of(Autoencoder.linear(1).shared(4), 3).plan(problem, Training.defaults());
 * Plan ae = Tensorized.of(Autoencoder.linear(1), 3).asPlain().plan(problem, Training.defaults());
 * }</pre>
 *
 * @param network A, what every cluster has
 * @param k number of clusters, 1 to 1000
 * @param centred whether networks see rows less the centre of their cluster, x̃ = x − c
 * @param plain whether there is one network for all rows and k-means on its codes: what a tensorization is compared with
 */
public record Tensorized(Tensorizable network, int k, boolean centred, boolean plain) {

    // ------------------------------------------------------------------------------------------------- constructor

    /** Checks the number of clusters. */
    public Tensorized {
        Training.check("k", k >= 1 && k <= 1000, k, "1 to 1000");
    }

    /** One network per cluster, each on rows centred on its cluster. */
    public static Tensorized of(Tensorizable network, int k) {
        return new Tensorized(network, k, true, false);
    }

    /** The same on rows as they are. */
    public Tensorized withoutCentres() {
        return new Tensorized(network, k, false, plain);
    }

    /** The plain model in place of the tensorized one. */
    public Tensorized asPlain() {
        return new Tensorized(network, k, centred, true);
    }

    /** How many networks there are. */
    int networks() {
        return plain ? 1 : k;
    }

    // ------------------------------------------------------------------------------------------------- application

    /** The networks bound to variables below {@code v}, {@code restarts} times if more than once. */
    Bound bind(Features x, Vars v, int restarts) {
        Vars place = restarts == 1 ? v : v.stack("restart", restarts);
        return bind(x, place.stack("shared", 1), place.stack("cluster", networks()));
    }

    /** Those of the restart a variable names. */
    Bound bind(Features x, Vars v, int restarts, Var<TInt32> best) {
        if (restarts == 1) {
            return bind(x, v, 1);
        }
        Vars place = v.stack("restart", restarts);
        return bind(
                x,
                place.stack("shared", 1).member(best),
                place.stack("cluster", networks()).member(best));
    }

    private Bound bind(Features x, Vars shared, Vars own) {
        Tensorizable.Copies copies = network.bind(x, shared, own);
        return new Bound(
                copies, own.state("centre", Shape.of(1, x.width()), Init.zeros()), x, networks(), centred, shared, own);
    }

    /**
     * The application rules: every row under every cluster.
     *
     * @param copies the networks
     * @param centres c, {@code [R, k, 1, m]}
     * @param space of the rows
     * @param k number of networks
     * @param centred whether rows are centred
     * @param shared where Ω is
     * @param own where Ψ is
     */
    record Bound(
            Tensorizable.Copies copies,
            Var<TFloat32> centres,
            Features space,
            int k,
            boolean centred,
            Vars shared,
            Vars own) {

        /** x̃ = x − c, {@code [R, k, n, m]}; x itself where rows are not centred. */
        Rows<Features> centre(Trace t, Operand<TFloat32> x) {
            return Rows.of(space, centred ? t.m().sub(x, t.read(centres)) : x);
        }

        /** And back. */
        Operand<TFloat32> uncentre(Trace t, Operand<TFloat32> x) {
            return centred ? t.m().add(x, t.read(centres)) : x;
        }

        /** C, the cost of every row under every cluster, {@code [R, k, n]}. */
        Operand<TFloat32> costs(Trace t, Operand<TFloat32> x) {
            return costs(t, x, x);
        }

        /** The same where networks see other rows than they are measured by. */
        Operand<TFloat32> costs(Trace t, Operand<TFloat32> x, Operand<TFloat32> target) {
            if (centred && copies instanceof Centring cheap && cheap.cheaper()) {
                return cheap.costs(t, x, target, t.read(centres));
            }
            Rows<Features> rows = centre(t, x);
            return copies.costs(t, rows, x == target ? rows : centre(t, target));
        }

        /** The numbers of the clusters that serve best, from costs: argmin over k, {@code [R, n]}. */
        static Operand<TInt32> cheapest(Maths m, Operand<TFloat32> costs) {
            return m.argMax(m.swap(m.neg(costs)));
        }

        /** Of values of every row under every cluster, those under the cluster of each: {@code [k, n, d]} to {@code [n, d]}. */
        Operand<TFloat32> own(Trace t, Operand<TFloat32> values, Operand<TFloat32> oneHot) {
            Maths m = t.m();
            return m.sum(m.mul(values, m.reshape(m.swap(oneHot), k, -1, 1)), -3);
        }
    }

    // ------------------------------------------------------------------------------------------------- training

    /**
     * Begins, descends the mean cost of each row under its cluster, moves rows to the cluster that serves them best, and keeps
     * the restart of least total cost.
     *
     * @throws CoterieException if there are fewer rows than clusters
     */
    public Plan plan(Problem problem, Training how) {
        if (problem.rows() < k) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(problem.rows() + " rows, k = " + k)
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
        Vars v = problem.vars();
        Features x = problem.features();
        Bound all = bind(x, v, how.restarts());
        Lloyd lloyd = new Lloyd(all, v, how, x.width());
        Choice choice = new Choice(lloyd, v, how.restarts());
        Plan plan = Plan.of(v).stage(new Beginning(lloyd, how.start()).stage());
        if (how.epochs() > 0) {
            plan.stage(lloyd.training());
        }
        lloyd.pairs().ifPresent(pairs -> plan.stage(pairs.expectations()));
        plan.stage(lloyd.total(), choice.choose());
        Bound best = bind(x, v, how.restarts(), choice.best());
        double numbers = size(all.shared()) + (double) networks() * size(all.own());
        plan.stage(Stage.host("size", desk -> desk.report("tensorized.parameters", numbers)));
        new Answers(best, choice, this, x).addTo(plan, v);
        return how.noise() > 0 ? new Denoising(lloyd, choice, how.noise()).addTo(plan) : plan;
    }

    /** Trained numbers of one member of a place. */
    private static long size(Vars place) {
        return place.weights().stream().mapToLong(w -> w.shape().size()).sum();
    }
}
