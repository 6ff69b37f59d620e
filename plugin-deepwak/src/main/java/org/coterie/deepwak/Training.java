package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Batch;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Scores;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The hyper-parameters of A5 and what was learnt since. Begin with {@link #defaults()} and change what differs.
 *
 * @param length how long, t
 * @param batch rows per step, b; all rows where there are fewer
 * @param optimizer how weights follow the gradient
 * @param rate η, the learning rate, in (0, 10]
 * @param pace how the rate goes on
 * @param decay λ, weight decay in [0, 1]; only {@link Rule#ADAM_W} and {@link Rule#SIGN} have one
 * @param mask probability of hiding an entry of X from the partitioner, in [0, 0.95]; 0 for none. With a mask only
 *     hidden entries are scored, so that a membership cannot be a code of what it predicts (noise2self, equations
 *     (6), (7))
 * @param entropy weight of the mean entropy of memberships in units of ln k: sharpens them
 * @param balance weight of minus the entropy of the mean membership in units of ln k: keeps clusters in use
 * @param restarts heads trained side by side, from 1; the one whose clusters compress best is kept
 */
public record Training(
        Length length,
        int batch,
        Rule optimizer,
        double rate,
        Pace pace,
        double decay,
        double mask,
        double entropy,
        double balance,
        int restarts) {

    /** What an amount of training is counted in. */
    public enum Unit {
        /** Batches. */
        STEPS,
        /** Passes over the rows. */
        EPOCHS
    }

    /**
     * An amount of training.
     *
     * @param count how many, at least 1
     * @param unit of what
     */
    public record Length(int count, Unit unit) {}

    /** How weights follow the gradient. */
    public enum Rule {
        /** Plain gradient descent, as A5 prints it. */
        SGD,
        /** Adam. */
        ADAM,
        /** Adam with decoupled weight decay. */
        ADAM_W,
        /**
         * A step of fixed size along the sign of the gradient: what the published code does, see {@link
         * Optimizer#sign}.
         */
        SIGN
    }

    /** How the rate goes on. */
    public enum Pace {
        /** Always the same. */
        CONSTANT,
        /** Half a cosine, from the rate to 0 over the whole training. */
        COSINE
    }

    /** Checks the ranges, and what belongs together. */
    public Training {
        check("length", length.count() >= 1, length.count(), "at least 1");
        check("batch", batch >= 2, batch, "at least 2 rows, each predicted from the others");
        check("rate", rate > 0 && rate <= 10, rate, "0 < rate <= 10");
        check("decay", decay >= 0 && decay <= 1, decay, "0 <= decay <= 1");
        check("decay", decay == 0 || decays(optimizer), decay + " with " + optimizer, "0, or ADAM_W or SIGN");
        check("mask", mask >= 0 && mask <= 0.95, mask, "0 <= mask <= 0.95");
        check("entropy", entropy >= 0 && entropy <= 100, entropy, "0 <= entropy <= 100");
        check("balance", balance >= 0 && balance <= 100, balance, "0 <= balance <= 100");
        check("entropy", entropy == 0 || balance > 0, entropy + " with balance 0", "a balance above 0 beside it");
        check("restarts", restarts >= 1 && restarts <= 100, restarts, "1 to 100");
    }

    /** 1500 steps of 256 rows, Adam from 3e-3 down a cosine, no mask, no regulariser, the best of five heads. */
    public static Training defaults() {
        return new Training(new Length(1500, Unit.STEPS), 256, Rule.ADAM, 3e-3, Pace.COSINE, 0, 0, 0, 0, 5);
    }

    /** For so many batches. */
    public Training steps(int count) {
        return lasting(new Length(count, Unit.STEPS));
    }

    /** For so many passes over the rows. */
    public Training epochs(int count) {
        return lasting(new Length(count, Unit.EPOCHS));
    }

    private Training lasting(Length other) {
        return new Training(other, batch, optimizer, rate, pace, decay, mask, entropy, balance, restarts);
    }

    /** With so many rows per step. */
    public Training batch(int rows) {
        return new Training(length, rows, optimizer, rate, pace, decay, mask, entropy, balance, restarts);
    }

    /** With another optimiser that knows no decay. */
    public Training optimizer(Rule rule, double learningRate, Pace how) {
        return new Training(length, batch, rule, learningRate, how, 0, mask, entropy, balance, restarts);
    }

    /** With an optimiser that decays weights. */
    public Training optimizer(Rule rule, double learningRate, Pace how, double weightDecay) {
        return new Training(length, batch, rule, learningRate, how, weightDecay, mask, entropy, balance, restarts);
    }

    /** With this share of the entries hidden from the partitioner. */
    public Training masked(double share) {
        return new Training(length, batch, optimizer, rate, pace, decay, share, entropy, balance, restarts);
    }

    /** With sharper memberships, and clusters kept in use: sharpening alone starves clusters, so they come together. */
    public Training sharpened(double entropyWeight, double balanceWeight) {
        return new Training(length, batch, optimizer, rate, pace, decay, mask, entropyWeight, balanceWeight, restarts);
    }

    /** With so many heads to choose from. */
    public Training restarts(int heads) {
        return new Training(length, batch, optimizer, rate, pace, decay, mask, entropy, balance, heads);
    }

    /** The training stage of heads that live in a stack, each for itself. */
    Stage.Train stage(DeePWAK.Head heads, Shape stack) {
        return stage("train", length)
                .update(Update.descend(
                        "descend",
                        descent("head"),
                        heads.weights(),
                        (t, b) -> loss(t, b, heads, stack, (trace, predicted) -> predicted)));
    }

    /** The training stage of heads that reconstruct together; they share a mask, or one would see what another hides. */
    Stage.Train stage(DeePWAKBlock.Block block) {
        List<Var<TFloat32>> weights = new ArrayList<>(block.heads().weights());
        weights.addAll(block.pooled());
        return stage("train", length)
                .update(Update.descend(
                        "descend",
                        descent("head"),
                        weights,
                        (t, b) -> loss(t, b, block.heads(), Shape.scalar(), block::pool)));
    }

    /** A stage without updates that lasts so long and draws batches. */
    Stage.Train stage(String name, Length lasts) {
        Stage.Train train =
                lasts.unit() == Unit.STEPS ? Stage.steps(name, lasts.count()) : Stage.epochs(name, 0, lasts.count());
        return train.draw(Sampler.shuffled(batch));
    }

    /** What heads that reconstruct together make of their predictions. */
    @FunctionalInterface
    private interface Pool {
        Rows<Features> of(Trace t, Rows<Features> predicted);
    }

    /** Equations (4) and (5), per member of the stack: MSE(X̂, X), with a mask over its hidden entries only. */
    private Terms loss(Trace t, Batch b, DeePWAK.Head heads, Shape stack, Pool pool) {
        Maths m = t.m();
        Rows<Features> x = b.x();
        if (mask == 0) {
            Rows<Scores> scores = heads.partitioner().apply(t, x);
            return terms(t, scores, m.meanSquare(error(t, heads, scores, x, pool)));
        }
        Operand<TFloat32> hidden = hide(t, x, stack);
        Operand<TFloat32> left = m.mul(x.value(), m.sub(m.real(1), hidden));
        Rows<Features> seen = Rows.of(x.space(), m.scale(left, 1 / (1 - mask)));
        Rows<Scores> scores = heads.partitioner().apply(t, seen);
        return terms(t, scores, over(m, hidden, m.square(error(t, heads, scores, x, pool))));
    }

    /** X̂ − X, X̂ from all of X under these scores. */
    private static Operand<TFloat32> error(
            Trace t, DeePWAK.Head heads, Rows<Scores> scores, Rows<Features> x, Pool pool) {
        Rows<Features> predicted = pool.of(t, heads.among(t, t.soft(scores), x));
        return t.m().sub(predicted.value(), x.value());
    }

    private Terms terms(Trace t, Rows<Scores> scores, Operand<TFloat32> mse) {
        Terms terms = Terms.of(t).add("reconstruction", mse);
        if (entropy > 0) {
            terms.add("entropy", entropy, Penalties.entropy().of(t, scores));
        }
        if (balance > 0) {
            terms.add("balance", balance, Penalties.balance().of(t, t.soft(scores)));
        }
        return terms;
    }

    /** H: 1 where an entry is hidden; members of a stack hide different ones. */
    private Operand<TFloat32> hide(Trace t, Rows<Features> x, Shape stack) {
        Operand<TFloat32> own = t.m().spread(x.value(), stack, x.space().row().numDimensions() + 1);
        return t.m().less(t.noise("mask").uniform(own), t.m().real(mask));
    }

    /** Σ H ⊙ error / Σ H. */
    private static Operand<TFloat32> over(Maths m, Operand<TFloat32> hidden, Operand<TFloat32> error) {
        Operand<TFloat32> sum = m.sum(m.sum(m.mul(hidden, error), -1), -1);
        return m.div(sum, m.max(m.sum(m.sum(hidden, -1), -1), m.real(1)));
    }

    /** The optimiser of these hyper-parameters, under a name of its own. */
    Optimizer descent(String name) {
        Schedule schedule = pace == Pace.CONSTANT
                ? Schedule.constant(rate)
                : clock -> rate * 0.5 * (1 + StrictMath.cos(Math.PI * clock.stageStep() / clock.stageSteps()));
        return switch (optimizer) {
            case SGD -> Optimizer.sgd(name, schedule);
            case ADAM -> Optimizer.adam(name, schedule);
            case ADAM_W -> Optimizer.adamW(name, schedule, decay);
            case SIGN -> Optimizer.sign(name, schedule, decay);
        };
    }

    static boolean decays(Rule rule) {
        return rule == Rule.ADAM_W || rule == Rule.SIGN;
    }

    private static void check(String part, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a hyper-parameter of the training is out of range")
                    .at(part)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
