package org.coterie.idc;

import static org.coterie.idc.Checks.check;

import org.coterie.api.Features;
import org.coterie.api.Latent;
import org.coterie.api.Maths;
import org.coterie.api.Rows;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * L_recon: what the autoencoder gives back of a row it sees through its gates, whole, with most entries hidden, and by a
 * code that trembles.
 *
 * @param weight of all four terms; 0 leaves them out, which is an ablation
 * @param error squared as in the authors' code, absolute as printed
 * @param over mean over the features as in the code, sum as printed
 * @param mask chance that an entry is hidden from the third term, in [0, 1); 0 leaves the term out
 * @param codeNoise σ_h, how much the code trembles in the fourth term; 0 leaves it out
 * @param scale what σ_h is a part of
 */
public record Reconstruction(
        double weight, Difference error, Reduction over, double mask, double codeNoise, Scale scale) {

    /** What a difference costs. */
    public enum Difference {
        /** Its square. */
        SQUARED,
        /** Its absolute value. */
        ABSOLUTE
    }

    /** What the noise on a code is a part of. */
    public enum Scale {
        /** Of each number itself, as published: factors with mean 1 and deviation σ_h. */
        VALUE,
        /**
         * Of the deviation of that number over the batch: rows that look alike must then lie near each other to be told from
         * others through the noise. Not in the paper.
         */
        DEVIATION
    }

    /** As published: factors on the code. */
    public Reconstruction(double weight, Difference error, Reduction over, double mask, double codeNoise) {
        this(weight, error, over, mask, codeNoise, Scale.VALUE);
    }

    /** Checks the ranges. */
    public Reconstruction {
        check("reconstruction.weight", weight >= 0 && weight <= 1e6, weight, "0 to 1e6");
        check("reconstruction.mask", mask >= 0 && mask <= 0.999, mask, "0 to 0.999");
        check("reconstruction.code-noise", codeNoise >= 0 && codeNoise <= 10, codeNoise, "0 to 10");
    }

    /** What {@code reference.conf} says. */
    public static Reconstruction defaults() {
        return new Reconstruction(1, Difference.SQUARED, Reduction.MEAN, 0.9, 0.01);
    }

    /** The terms while all gates are open: the first then equals the second, which counts twice. */
    void open(Trace t, Rows<Features> x, Idc.Networks networks, Terms terms) {
        if (weight > 0) {
            Rows<Latent> code = networks.encoder().apply(t, x);
            terms.add("clean", 2 * weight, cost(t, x, networks.decoder().apply(t, code)));
            denoising(t, x, networks, code, terms);
        }
    }

    /** All four terms, {@code z} being the gates of the batch. */
    void gated(Trace t, Rows<Features> x, Idc.Networks networks, Operand<TFloat32> z, Terms terms) {
        if (weight > 0) {
            Rows<Features> seen = Rows.of(x.space(), t.m().mul(x.value(), z));
            Rows<Latent> code = networks.encoder().apply(t, x);
            terms.add("gated", weight, cost(t, x, networks.back(t, seen)));
            terms.add("clean", weight, cost(t, x, networks.decoder().apply(t, code)));
            denoising(t, x, networks, code, terms);
        }
    }

    private void denoising(Trace t, Rows<Features> x, Idc.Networks networks, Rows<Latent> code, Terms terms) {
        Maths m = t.m();
        if (mask > 0) {
            Operand<TFloat32> kept = m.less(m.real(mask), t.noise("mask").uniform(x.value()));
            Rows<Features> left = Rows.of(x.space(), m.mul(x.value(), kept));
            terms.add("hidden", weight, cost(t, x, networks.back(t, left)));
        }
        if (codeNoise > 0) {
            Operand<TFloat32> h = code.value();
            Operand<TFloat32> noise = m.scale(t.noise("code").normal(h), codeNoise);
            Operand<TFloat32> size = scale == Scale.VALUE ? h : deviation(m, h);
            Rows<Latent> noisy = Rows.of(code.space(), m.add(h, m.mul(size, noise)));
            terms.add("code-noise", weight, cost(t, x, networks.decoder().apply(t, noisy)));
        }
    }

    /** Of each number over the batch, without a gradient. */
    private static Operand<TFloat32> deviation(Maths m, Operand<TFloat32> h) {
        Operand<TFloat32> variance = m.meanKept(m.square(m.sub(h, m.meanKept(h, -2))), -2);
        return m.stop(m.sqrt(m.plus(variance, 1e-12)));
    }

    private Operand<TFloat32> cost(Trace t, Rows<Features> x, Rows<Features> back) {
        Maths m = t.m();
        Operand<TFloat32> apart = m.sub(back.value(), x.value());
        if (error == Difference.SQUARED && over == Reduction.MEAN) {
            return m.meanSquare(apart);
        }
        Operand<TFloat32> each = error == Difference.SQUARED ? m.square(apart) : m.abs(apart);
        return m.mean(over == Reduction.SUM ? m.sum(each, -1) : m.mean(each, -1), -1);
    }
}
