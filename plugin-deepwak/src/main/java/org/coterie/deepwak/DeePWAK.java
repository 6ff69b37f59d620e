package org.coterie.deepwak;

import java.util.ArrayList;
import java.util.List;
import org.coterie.api.Clusters;
import org.coterie.api.CoterieException;
import org.coterie.api.Decoder;
import org.coterie.api.Encoder;
import org.coterie.api.Fault;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Partitioner;
import org.coterie.api.Plan;
import org.coterie.api.Problem;
import org.coterie.api.Rows;
import org.coterie.api.Scores;
import org.coterie.api.Space;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * DeePWAK(E, K, D): an encoder, a partitioner and a decoder around the kernel {@link Pwak}.
 *
 * <pre>{@code
 * var x = Features.of(64);
 * var e = Latent.of(14);
 * var deepwak = new DeePWAK(
 *         Encoder.of(x, e, dense(32), tanh(), dense(14)),
 *         Partitioner.of(x, 10, dense(128), relu(), dense(128), relu(), dense(10)),
 *         Decoder.of(e, x, dense(32), tanh(), dense(64)));
 * Plan plan = deepwak.plan(problem, Training.defaults().masked(0.5));
 * }</pre>
 *
 * @param encoder E : Arch(m, d), data to codes
 * @param partitioner K : Arch(m, k), data to scores of k clusters; reads X, not the codes
 * @param decoder D : Arch(d, m), codes to data
 * @param kernel how rows average their neighbours
 */
public record DeePWAK(Encoder encoder, Partitioner<Features> partitioner, Decoder decoder, Pwak kernel) {

    // ---------------------------------------------------------------------------------------- constructor: A3, A6

    /**
     * Checks that the parts meet.
     *
     * @throws CoterieException naming the two parts that do not
     */
    public DeePWAK {
        meet("encoder", encoder, "takes", encoder.in(), "partitioner", partitioner, "takes", partitioner.in());
        meet("encoder", encoder, "gives", encoder.out(), "decoder", decoder, "takes", decoder.in());
        meet("decoder", decoder, "gives", decoder.out(), "partitioner", partitioner, "takes", partitioner.in());
        if (encoder.out().row().numDimensions() != 1) {
            throw Fault.of("the kernel averages codes of one axis")
                    .at(encoder.toString())
                    .got("codes of " + encoder.out().row())
                    .advise("end the encoder with flatten()")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }

    /** DeePWAK(E, K, D) with the recommended kernel, A6. */
    public DeePWAK(Encoder encoder, Partitioner<Features> partitioner, Decoder decoder) {
        this(encoder, partitioner, decoder, Pwak.defaults());
    }

    /** Partitioner(K), A3: no autoencoder, what is denoised is X itself; the loss is equation (4). */
    public static DeePWAK part(Partitioner<Features> partitioner) {
        Features x = partitioner.in();
        Latent e = new Latent(x.row());
        return new DeePWAK(Encoder.of(x, e), partitioner, Decoder.of(e, x));
    }

    /** The same parts around another kernel. */
    public DeePWAK with(Pwak other) {
        return new DeePWAK(encoder, partitioner, decoder, other);
    }

    /** Largest number of clusters, k. */
    public int k() {
        return partitioner.out().k();
    }

    // ---------------------------------------------------------------------------------------- application: A4, A7

    /** DeePWAK(E, K, D)(θ, π, φ): the parts bound to variables below {@code v}; below a stack, as many heads. */
    public Head bind(Vars v) {
        return new Head(
                kernel,
                encoder.bind(v.at("encoder")),
                partitioner.bind(v.at("partitioner")),
                decoder.bind(v.at("decoder")),
                encoder.out(),
                v.at("bank").state("s", Shape.of(1, k()), Init.zeros()),
                v.at("bank").state("m", Shape.of(k(), encoder.out().width()), Init.zeros()));
    }

    /**
     * A head: the application rules. Of the two ways to reconstruct, {@link #among} depends on the batch and is for
     * training, {@link #recall} depends on each row alone and is for answers.
     *
     * @param kernel PWAK
     * @param encoder E(θ)
     * @param partitioner K(π)
     * @param decoder D(φ)
     * @param codes the space of the codes
     * @param s S = Σ_j K_j over the training rows, {@code [stack…, 1, k]}
     * @param m M = Kᵀ E over the training rows, {@code [stack…, k, d]}
     */
    public record Head(
            Pwak kernel,
            Model<Features, Latent> encoder,
            Model<Features, Scores> partitioner,
            Model<Latent, Features> decoder,
            Latent codes,
            Var<TFloat32> s,
            Var<TFloat32> m) {

        /** K = softmax(K(π)(X)), A4. */
        public Rows<Clusters> partition(Trace t, Rows<Features> x) {
            return t.soft(partitioner.apply(t, x));
        }

        /** E = E(θ)(X). */
        public Rows<Latent> embed(Trace t, Rows<Features> x) {
            return encoder.apply(t, x);
        }

        /** X̂ = D(φ)(PWAK(K) E), A7: the batch is the kernel. */
        public Rows<Features> among(Trace t, Rows<Features> x) {
            return among(t, partition(t, x), x);
        }

        /** A7 with memberships from elsewhere: of masked rows, of a consensus. */
        public Rows<Features> among(Trace t, Rows<Clusters> k, Rows<Features> x) {
            return decoder.apply(t, kernel.within(t, k, embed(t, x)));
        }

        /** X̂ through the bank: the training set is the kernel, each row is by itself. */
        public Rows<Features> recall(Trace t, Rows<Features> x) {
            return predict(t, partition(t, x));
        }

        /** What the bank predicts for rows with these memberships. */
        public Rows<Features> predict(Trace t, Rows<Clusters> k) {
            return decoder.apply(t, kernel.fromBank(t, k, codes, t.read(s), t.read(m)));
        }

        /** X ≈ K C with one-hot K, equation (1): every row becomes the centroid of its cluster. */
        public Rows<Features> compress(Trace t, Rows<Features> x) {
            return predict(t, t.hard(partitioner.apply(t, x)));
        }

        /** C of equation (1), {@code [stack…, k, m]}: what the bank predicts for members of one cluster only. */
        public Rows<Features> centroids(Trace t) {
            int k = (int) s.shape().get(1);
            return predict(t, Rows.of(new Clusters(k), t.m().eye(k)));
        }

        /** Training rows, each from all other training rows: what {@link #recall} gives without the row itself. */
        public Rows<Features> withoutItself(Trace t, Rows<Features> x) {
            return decoder.apply(t, kernel.without(t, partition(t, x), embed(t, x), t.read(s), t.read(m)));
        }

        /** Fills the bank: one pass over the training rows. */
        public Stage.Sweep bank() {
            return Stage.sweep("bank", (t, b) -> {
                        Maths maths = t.m();
                        Rows<Clusters> k = partition(t, b.x());
                        t.write(s, old -> maths.add(old, Pwak.counts(t, k)));
                        t.write(m, old -> maths.add(old, Pwak.sums(t, k, embed(t, b.x()))));
                    })
                    .reset(s, m);
        }

        /** θ, π and φ. */
        public List<Var<TFloat32>> weights() {
            List<Var<TFloat32>> all = new ArrayList<>(encoder.weights());
            all.addAll(partitioner.weights());
            all.addAll(decoder.weights());
            return all;
        }
    }

    // ---------------------------------------------------------------------------------------- training: A5

    /**
     * train(DeePWAK)(θ, π, φ, X): descends the loss, several heads at once where restarts are wanted, fills the
     * bank, keeps the head whose clusters compress best, and says what the model answers.
     *
     * @throws CoterieException if the problem has other columns than the parts, or fewer rows than clusters
     */
    public Plan plan(Problem problem, Training how) {
        check(problem);
        Vars v = problem.vars();
        Vars place = how.restarts() == 1 ? v.at("head") : v.stack("head", how.restarts());
        Head heads = bind(place);
        Plan plan = Plan.of(v).stage(how.stage(heads, place.stacked()), heads.bank());
        if (how.restarts() == 1) {
            return Answers.of(heads, problem.features(), k()).addTo(plan);
        }
        Restarts restarts = new Restarts(heads, place, v);
        Head best = bind(place.member(restarts.best()));
        plan.stage(restarts.compression(), restarts.choose());
        return Answers.of(best, problem.features(), k()).addTo(plan);
    }

    /** Refuses a problem of other columns, or of fewer rows than clusters. */
    void check(Problem problem) {
        if (!problem.features().row().equals(partitioner.in().row())) {
            throw Fault.of("the data and the partitioner do not meet")
                    .at(partitioner.toString())
                    .got("data of " + problem.features() + ", a partitioner that takes " + partitioner.in())
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
        if (problem.rows() < k()) {
            throw Fault.of("there are fewer rows than clusters")
                    .at("DeePWAK")
                    .got(problem.rows() + " rows, k = " + k())
                    .expected("at least as many rows as clusters")
                    .advise("lower k, or use more rows")
                    .as(CoterieException.Kind.DATA);
        }
    }

    private static void meet(
            String a, Object first, String does, Space x, String b, Object second, String doesToo, Space y) {
        if (!x.row().equals(y.row())) {
            throw Fault.of("the " + a + " and the " + b + " do not meet")
                    .at(first + " and " + second)
                    .got("the " + a + " " + does + " " + x.row() + ", the " + b + " " + doesToo + " " + y.row())
                    .expected("equal sizes")
                    .as(CoterieException.Kind.PLUGIN);
        }
    }
}
