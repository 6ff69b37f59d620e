package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Desk;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Maths;
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
import org.coterie.api.Vars;
import org.coterie.api.data.Table;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A residual stack of heads: R_0 = X, Y_s = Head_s(R_{s−1}), R_s = R_{s−1} − Y_s, X̂ = Σ_s Y_s. Stages are trained one after the
 * other, each on what the earlier left over; a row's label is the tuple of its stages' labels, a hierarchy.
 *
 * <p>This is our reading: section 4.3 of the preprint, which announces recurrent DeePWAK, is empty. A figure among its sources
 * shows such a stack, with a linear layer where the sum is here.
 *
 * @param stages the heads, of the same columns
 */
public record RecurrentDeePWAK(List<DeePWAK> stages) {
    private static final int MOST = 10_000;

    // ------------------------------------------------------------------------------------------------ constructor

    /** Checks that the stages meet, and that their labels can be told apart. */
    public RecurrentDeePWAK {
        stages = List.copyOf(stages);
        long labels = 1;
        for (DeePWAK stage : stages) {
            labels = Math.min(MOST + 1L, labels * stage.k());
            if (!stage.partitioner()
                    .in()
                    .row()
                    .equals(stages.get(0).partitioner().in().row())) {
                throw Fault.of("the stages of a stack are of different columns")
                        .got(stage.partitioner() + " after " + stages.get(0).partitioner())
                        .as(CoterieException.Kind.PLUGIN);
            }
        }
        if (stages.isEmpty() || labels > MOST) {
            throw Fault.of("a stack has no stages, or too many labels")
                    .got(stages.size() + " stages of "
                            + stages.stream().map(DeePWAK::k).toList() + " clusters")
                    .expected("at least one stage, and at most " + MOST + " tuples of labels")
                    .advise("fewer stages, or fewer clusters in each")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** So many stages of one template, each with its own parameters. */
    public static RecurrentDeePWAK of(DeePWAK template, int stages) {
        return new RecurrentDeePWAK(Collections.nCopies(Math.max(0, stages), template));
    }

    /** All tuples of labels. */
    public int k() {
        return stages.stream().mapToInt(DeePWAK::k).reduce(1, (a, b) -> a * b);
    }

    // ------------------------------------------------------------------------------------------------ application

    /** The stages bound to variables, {@code stage-1} first. */
    public Stack bind(Vars v) {
        List<DeePWAK.Head> heads = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            heads.add(stages.get(s).bind(v.at("stage-" + (s + 1))));
        }
        return new Stack(heads, stages.stream().map(DeePWAK::k).toList());
    }

    /**
     * The application rules.
     *
     * @param heads Head_1, Head_2, …
     * @param sizes their numbers of clusters
     */
    public record Stack(List<DeePWAK.Head> heads, List<Integer> sizes) {

        /** Copies the lists. */
        public Stack {
            heads = List.copyOf(heads);
            sizes = List.copyOf(sizes);
        }

        /** R_depth, what the first stages leave of X; each row by itself. */
        public Rows<Features> residual(Trace t, Rows<Features> x, int depth) {
            Rows<Features> left = x;
            for (DeePWAK.Head head : heads.subList(0, depth)) {
                left = Rows.of(
                        x.space(), t.m().sub(left.value(), head.recall(t, left).value()));
            }
            return left;
        }

        /** X̂ = Σ_s Y_s of the first stages. */
        public Rows<Features> reconstruct(Trace t, Rows<Features> x, int depth) {
            return Rows.of(x.space(), t.m().sub(x.value(), residual(t, x, depth).value()));
        }

        /** Memberships at a level, from 1: of what the levels above it left. */
        public Rows<Clusters> level(Trace t, Rows<Features> x, int level) {
            return heads.get(level - 1).partition(t, residual(t, x, level - 1));
        }

        /** Memberships in tuples, the product of the levels', the first label counting most. */
        public Rows<Clusters> partition(Trace t, Rows<Features> x) {
            Maths m = t.m();
            Operand<TFloat32> joint = level(t, x, 1).value();
            int count = sizes.get(0);
            for (int s = 2; s <= heads.size(); s++) {
                int k = sizes.get(s - 1);
                Operand<TFloat32> own = m.reshape(level(t, x, s).value(), -1, 1, k);
                joint = m.reshape(m.mul(m.reshape(joint, -1, count, 1), own), -1, (long) count * k);
                count *= k;
            }
            return Rows.of(new Clusters(count), joint);
        }
    }

    // ------------------------------------------------------------------------------------------------ training

    /**
     * Trains and fills the banks stage by stage, each for {@code how.length()}, and says what the stack answers.
     *
     * @param how rows per step, length, rate, pace and mask; restarts, decay and regularisers are for single heads
     */
    public Plan plan(Problem problem, Training how) {
        int most = stages.stream().mapToInt(DeePWAK::k).max().orElseThrow();
        if (problem.rows() < most) {
            throw Fault.of("there are fewer rows than clusters")
                    .got(problem.rows() + " rows, k = " + most)
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
        Vars v = problem.vars();
        Stack stack = bind(v);
        Plan plan = Plan.of(v);
        for (int s = 1; s <= stages.size(); s++) {
            plan.stage(train(stack, s, how), bank(stack, s));
        }
        Features x = problem.features();
        List<Readout.PerRow<Features>> depths = new ArrayList<>();
        List<Readout.PerRow<Features>> unseen = new ArrayList<>();
        for (int s = 1; s <= stages.size(); s++) {
            int depth = s;
            depths.add(Readout.perRow("depth-" + s, x, (t, r) -> stack.reconstruct(t, r, depth)));
            unseen.add(Readout.perRow(
                    "unseen-" + s,
                    x,
                    (t, r) -> Rows.of(x, Unseen.of(t, r, hidden -> stack.reconstruct(t, hidden, depth)))));
            plan.probe(depths.get(s - 1), unseen.get(s - 1));
        }
        plan.stage(Stage.host("check", desk -> check(desk, depths, unseen)));
        plan.readout(
                Readout.perRow("assign", new Clusters(k()), stack::partition),
                Readout.perRow("reconstruct", x, (t, r) -> stack.reconstruct(t, r, stages.size())));
        for (int s = 1; s <= stages.size(); s++) {
            int level = s;
            plan.readout(Readout.perRow(
                    "level-" + s, new Clusters(stages.get(s - 1).k()), (t, r) -> stack.level(t, r, level)));
        }
        return plan;
    }

    private static Stage.Train train(Stack stack, int s, Training how) {
        DeePWAK.Head head = stack.heads().get(s - 1);
        String name = "train-" + s;
        Stage.Train train = how.length().unit() == Training.Unit.STEPS
                ? Stage.steps(name, how.length().count())
                : Stage.epochs(name, 0, how.length().count());
        Schedule rate = how.pace() == Training.Pace.CONSTANT
                ? Schedule.constant(how.rate())
                : clock -> how.rate() * 0.5 * (1 + StrictMath.cos(Math.PI * clock.stageStep() / clock.stageSteps()));
        return train.draw(Sampler.shuffled(how.batch()))
                .update(Update.descend("stage-" + s, Optimizer.adam("stage-" + s, rate), head.weights(), (t, b) -> {
                    Rows<Features> left = stack.residual(t, b.x(), s - 1);
                    return Terms.of(t)
                            .add(
                                    "reconstruction",
                                    loss(t, head, Rows.of(left.space(), t.m().stop(left.value())), how.mask()));
                }));
    }

    /** MSE(Head(R), R); with a mask over hidden entries only. */
    private static Operand<TFloat32> loss(Trace t, DeePWAK.Head head, Rows<Features> x, double mask) {
        Maths m = t.m();
        if (mask == 0) {
            return m.meanSquare(m.sub(head.among(t, x).value(), x.value()));
        }
        Operand<TFloat32> hidden = m.less(t.noise("mask").uniform(x.value()), m.real(mask));
        Operand<TFloat32> left = m.scale(m.mul(x.value(), m.sub(m.real(1), hidden)), 1 / (1 - mask));
        Rows<Clusters> k = head.partition(t, Rows.of(x.space(), left));
        Operand<TFloat32> error = m.square(m.sub(head.among(t, k, x).value(), x.value()));
        Operand<TFloat32> sum = m.sum(m.sum(m.mul(hidden, error), -1), -1);
        return m.div(sum, m.max(m.sum(m.sum(hidden, -1), -1), m.real(1)));
    }

    private static Stage.Sweep bank(Stack stack, int s) {
        DeePWAK.Head head = stack.heads().get(s - 1);
        return Stage.sweep("bank-" + s, (t, b) -> {
                    Rows<Features> left = stack.residual(t, b.x(), s - 1);
                    Rows<Clusters> k = head.partition(t, left);
                    t.write(head.s(), old -> t.m().add(old, Pwak.counts(t, k)));
                    t.write(head.m(), old -> t.m().add(old, Pwak.sums(t, k, head.embed(t, left))));
                })
                .reset(head.s(), head.m());
    }

    /** After each stage: the error, and the error of entries that were hidden, which says when to have stopped. */
    private static void check(Desk desk, List<Readout.PerRow<Features>> depths, List<Readout.PerRow<Features>> unseen) {
        double best = Double.POSITIVE_INFINITY;
        for (int s = 0; s < depths.size(); s++) {
            double hidden = error(desk.data(), desk.evaluate(unseen.get(s)));
            desk.report("recurrent.mse-" + (s + 1), error(desk.data(), desk.evaluate(depths.get(s))));
            desk.report("recurrent.masked-mse-" + (s + 1), hidden);
            if (hidden >= best) {
                desk.warn("stage " + (s + 1) + " does not predict hidden entries better than the stages before it: " + s
                        + (s == 1 ? " stage is" : " stages are") + " enough");
            }
            best = Math.min(best, hidden);
        }
    }

    private static double error(Table x, Table y) {
        double sum = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                double error = (double) y.at(i, j) - x.at(i, j);
                sum += error * error;
            }
        }
        return sum / x.rows() / x.columns();
    }
}
