package org.coterie.moesimvae;

import java.util.List;
import java.util.stream.IntStream;
import org.coterie.api.Decoder;
import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Model;
import org.coterie.api.Rows;
import org.coterie.api.Trace;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * dec_1, …, dec_k: the experts as one stack of decoders. In training every row is decoded by its own expert only: rows are
 * sorted into k blocks of equal height, so that all experts are one batched program whatever the batch. At rest every
 * expert decodes every row and one is taken, so that a row's answer does not depend on how many rows share its expert.
 * Convolutions gain nothing by a batch of experts: there, in training, each expert gets its own rows and no more.
 *
 * @param decoder the stack, or one decoder that serves all clusters
 * @param k number of clusters
 * @param shared whether there is one decoder only
 * @param apart the same experts one by one, where each is to decode its own rows only; empty where they are a batch
 */
public record Experts(Model<Latent, Features> decoder, int k, boolean shared, List<Model<Latent, Features>> apart) {

    /** Copies the list. */
    public Experts {
        apart = List.copyOf(apart);
    }

    /** Declares them below {@code v}. */
    public static Experts bind(Decoder one, int k, boolean shared, Vars v) {
        if (shared) {
            return new Experts(one.bind(v.at("decoder")), k, true, List.of());
        }
        Vars bank = v.stack("expert", k);
        Model<Latent, Features> all = one.bind(bank);
        boolean kernels = all.weights().stream().anyMatch(w -> w.shape().numDimensions() > 2);
        return new Experts(
                all,
                k,
                false,
                kernels
                        ? IntStream.range(0, k)
                                .mapToObj(i -> one.bind(bank.member(i)))
                                .toList()
                        : List.of());
    }

    /**
     * Decodes each row by the expert its number names.
     *
     * @param z codes, n×L
     * @param to numbers of experts, {@code [n]}
     * @return what the experts give, n×m
     */
    public Rows<Features> decode(Trace t, Rows<Latent> z, Operand<TInt32> to) {
        if (shared) {
            return decoder.apply(t, z);
        }
        if (t.mode() == Trace.Mode.INFER) {
            return chosen(t, z, to);
        }
        return apart.isEmpty() ? sorted(t, z, to) : t.route(apart, to, z);
    }

    private Rows<Features> sorted(Trace t, Rows<Latent> z, Operand<TInt32> to) {
        Maths m = t.m();
        Ops tf = t.tf();
        Operand<TInt32> rows = tf.constant(0);
        Operand<TInt32> member = tf.oneHot(to, tf.constant(k), tf.constant(1), tf.constant(0));
        Operand<TInt32> height = tf.reduceMax(tf.reduceSum(member, rows), rows);
        Operand<TInt32> before = tf.math.cumsum(member, rows, Cumsum.exclusive(true));
        Operand<TInt32> rank = tf.reduceSum(tf.math.mul(before, member), tf.constant(1));
        Operand<TInt32> slot = tf.math.add(tf.math.mul(to, height), rank);
        Operand<TInt32> n = tf.gather(tf.shape(to), rows, rows);
        // which row lies in each slot; row 0 fills what is left over, and nobody asks for what becomes of it
        Operand<TInt32> lies = tf.scatterNd(
                tf.expandDims(slot, tf.constant(1)),
                tf.range(rows, n, tf.constant(1)),
                tf.expandDims(tf.math.mul(height, tf.constant(k)), rows));
        Operand<TFloat32> inBlocks =
                m.reshape(m.pick(z.value(), lies), k, -1, z.space().width());
        Rows<Features> blocks = decoder.apply(t, Rows.of(z.space(), inBlocks));
        Operand<TFloat32> flat = m.reshape(blocks.value(), -1, blocks.space().width());
        return Rows.of(blocks.space(), m.pick(flat, slot));
    }

    private Rows<Features> chosen(Trace t, Rows<Latent> z, Operand<TInt32> to) {
        Maths m = t.m();
        Ops tf = t.tf();
        Rows<Features> all = decoder.apply(t, z);
        int width = all.space().width();
        Operand<TInt32> n = tf.gather(tf.shape(to), tf.constant(0), tf.constant(0));
        Operand<TInt32> numbers = tf.range(tf.constant(0), n, tf.constant(1));
        Operand<TInt32> slot = tf.math.add(tf.math.mul(to, n), numbers);
        return Rows.of(all.space(), m.pick(m.reshape(all.value(), -1, width), slot));
    }
}
