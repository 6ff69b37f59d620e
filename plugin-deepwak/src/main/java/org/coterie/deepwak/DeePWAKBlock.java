package org.coterie.deepwak;

import java.util.List;
import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Rows;
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

/**
 * DeePWAKBlock: h heads of one architecture with parameters of their own, the pooling of what they reconstruct, and one
 * clustering from theirs. The heads are a stack: every layer of all of them is one batched product.
 *
 * <pre>{@code
 * var deepwak = DeePWAK.part(Partitioner.of(x, 10, dense(128), relu(), dense(128), relu(), dense(10)));
 * Plan plan = DeePWAKBlock.of(deepwak, 5).plan(problem, Training.defaults());
 * }</pre>
 *
 * @param head the architecture of a head
 * @param heads how many, h, from 2
 * @param pooling how their reconstructions become one
 * @param fit whether heads learn each for itself or together
 * @param agreeing how their clusters become one clustering
 * @param followUp how long a linear pooling of independent heads is trained, when these stand still
 */
public record DeePWAKBlock(
        DeePWAK head, int heads, Pooling pooling, Fit fit, Agreeing agreeing, Training.Length followUp) {

    /** How h reconstructions become one. */
    public enum Pooling {
        /** Linear(h·m, m), A9. */
        LINEAR,
        /** Their sum: what the published code does. */
        SUM,
        /** Their mean. */
        MEAN
    }

    /** How heads learn. */
    public enum Fit {
        /** h losses: each head reconstructs the rows. Heads come to similar clusters, and a consensus sharpens them. */
        INDEPENDENT,
        /** One loss of what is pooled, A9: heads divide the work, so that no single one is a clustering of the rows. */
        JOINT
    }

    // ---------------------------------------------------------------------------------------------- constructor: A8

    /** Checks the number of heads, and that networks of a consensus fit them. */
    public DeePWAKBlock {
        if (heads < 2 || heads > 1000) {
            throw Fault.of("a block has too few or too many heads")
                    .got(heads)
                    .expected("2 to 1000")
                    .advise("a lone head is a DeePWAK without a block")
                    .as(CoterieException.Kind.CONFIG);
        }
        if (pooling == Pooling.SUM && fit == Fit.INDEPENDENT) {
            throw Fault.of("the sum of heads of which each reconstructs the rows is not a reconstruction")
                    .got("pooling SUM, fit INDEPENDENT")
                    .expected("the mean or a linear pooling of independent heads")
                    .as(CoterieException.Kind.CONFIG);
        }
    }

    /** Independent heads, the mean of their reconstructions, k-means on their memberships with the k of the heads. */
    public static DeePWAKBlock of(DeePWAK head, int heads) {
        Training.Length length = new Training.Length(500, Training.Unit.STEPS);
        return new DeePWAKBlock(head, heads, Pooling.MEAN, Fit.INDEPENDENT, Agreeing.kMeans(head.k()), length);
    }

    /** Heads that learn together under another pooling, as in the paper. */
    public DeePWAKBlock joint(Pooling other) {
        return new DeePWAKBlock(head, heads, other, Fit.JOINT, agreeing, followUp);
    }

    /** With another way to one clustering. */
    public DeePWAKBlock agreeing(Agreeing other) {
        return new DeePWAKBlock(head, heads, pooling, fit, other, followUp);
    }

    // ---------------------------------------------------------------------------------------------- application: A9

    /** The heads and the pooling bound to variables below {@code v}. */
    public Block bind(Vars v) {
        int m = head.decoder().out().width();
        List<Var<TFloat32>> pooled = pooling == Pooling.LINEAR
                ? List.of(
                        v.at("pool").weight("weight", Shape.of((long) heads * m, m), Init.glorotUniform()),
                        v.at("pool").weight("bias", Shape.of(1, m), Init.zeros()))
                : List.of();
        return new Block(head.bind(v.stack("head", heads)), heads, pooling, pooled);
    }

    /**
     * A block: the application rules.
     *
     * @param heads the heads, a stack
     * @param count h
     * @param pooling how reconstructions become one
     * @param pooled W and c of a linear pooling, else empty
     */
    public record Block(DeePWAK.Head heads, int count, Pooling pooling, List<Var<TFloat32>> pooled) {

        /** Copies the list. */
        public Block {
            pooled = List.copyOf(pooled);
        }

        /** X̂ from the X̂^(h): {@code [h, n, m]} to {@code [n, m]}; shared rows stand for all heads. */
        public Rows<Features> pool(Trace t, Rows<Features> predicted) {
            Maths m = t.m();
            Operand<TFloat32> all = m.spread(predicted.value(), Shape.of(count), 2);
            Operand<TFloat32> one = switch (pooling) {
                case MEAN -> m.mean(all, -3);
                case SUM -> m.sum(all, -3);
                case LINEAR -> m.affine(beside(t, all), t.read(pooled.get(0)), t.read(pooled.get(1)));
            };
            return Rows.of(predicted.space(), one);
        }

        /** X̂ = pool(X̂^(1) … X̂^(h)), A9: the batch is the kernel. */
        public Rows<Features> among(Trace t, Rows<Features> x) {
            return pool(t, heads.among(t, x));
        }

        /** X̂ through the banks: each row is by itself. */
        public Rows<Features> recall(Trace t, Rows<Features> x) {
            return pool(t, heads.recall(t, x));
        }

        /** K^(1) … K^(h) side by side, {@code [n, h·k]}. */
        public Rows<Latent> memberships(Trace t, Rows<Features> x) {
            return beside(t, heads.partition(t, x));
        }

        /** E^(1) … E^(h) side by side, {@code [n, h·d]}. */
        public Rows<Latent> codes(Trace t, Rows<Features> x) {
            return beside(t, heads.embed(t, x));
        }

        private <S extends Space> Rows<Latent> beside(Trace t, Rows<S> all) {
            Operand<TFloat32> stack = t.m().spread(all.value(), Shape.of(count), 2);
            return Rows.of(Latent.of(count * all.space().width()), beside(t, stack));
        }

        /** One transposition; choosing heads one by one spreads each gradient over all of them. */
        private Operand<TFloat32> beside(Trace t, Operand<TFloat32> all) {
            Operand<TFloat32> rows = t.tf().linalg.transpose(all, t.tf().constant(new int[] {1, 0, 2}));
            return t.m().reshape(rows, all.shape().get(1), count * all.shape().get(2));
        }
    }

    // ---------------------------------------------------------------------------------------------- training

    /**
     * Trains the heads, fills their banks, pools, agrees, and says what the model answers.
     *
     * @throws CoterieException if the problem has other columns than the parts, or fewer rows than clusters
     */
    public Plan plan(Problem problem, Training how) {
        head.check(problem);
        Vars v = problem.vars();
        Block block = bind(v);
        Stage.Train train = fit == Fit.JOINT ? how.stage(block) : how.stage(block.heads(), Shape.of(heads));
        Plan plan = Plan.of(v).stage(train, block.heads().bank());
        if (fit == Fit.INDEPENDENT && pooling == Pooling.LINEAR) {
            plan.stage(how.stage("pool", followUp)
                    .update(Update.descend(
                            "pool",
                            how.descent("pool"),
                            block.pooled(),
                            (t, b) -> Terms.of(t).add("reconstruction", mse(t, block.among(t, b.x()), b.x())))));
        }
        return new BlockAnswers(this, block, problem).addTo(plan, how);
    }

    /** MSE(X̂, X). */
    static Operand<TFloat32> mse(Trace t, Rows<Features> predicted, Rows<Features> x) {
        return t.m().meanSquare(t.m().sub(predicted.value(), x.value()));
    }
}
