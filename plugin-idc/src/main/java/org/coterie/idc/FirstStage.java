package org.coterie.idc;

import org.coterie.api.Batch;
import org.coterie.api.Features;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Optimizer;
import org.coterie.api.Plan;
import org.coterie.api.Rows;
import org.coterie.api.Sampler;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;
import org.coterie.api.Terms;
import org.coterie.api.Trace;
import org.coterie.api.Update;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Stage 1, L_sparse = L_recon + L_gtcr + λ(t) L_reg: some epochs as a plain autoencoder, then with gates. */
final class FirstStage {
    /** How fast λ follows a target, per step. */
    private static final double GAIN = 0.01;

    /** How strongly the weight answers at once: without it gates overshoot, since they move slowly. */
    private static final double ANSWER = 2;

    /** The share of the gated epochs in which a target comes down from half of the features. */
    private static final double DESCENT = 0.6;

    private final Idc.Networks networks;
    private final Training how;
    private final int rows;
    private final Var<TFloat32> lambda;

    FirstStage(Idc.Networks networks, Vars v, Training how, int rows) {
        this.networks = networks;
        this.how = how;
        this.rows = rows;
        this.lambda =
                v.state("lambda", Shape.scalar(), Init.constant(how.gates().weight()));
    }

    void addTo(Plan plan) {
        Sampler draw = Sampler.shuffled(how.batch());
        Training.Epochs epochs = how.epochs();
        int closed = networks.gated() ? epochs.open() : epochs.open() + epochs.gated();
        // as published: the cosine ends one epoch early
        long steps = Math.max(1, (long) draw.steps(rows) * (epochs.open() + epochs.gated() - 1));
        Optimizer adam = Optimizer.adam("autoencoder", Schedule.cosine(how.rate(), how.rateEnd(), steps));
        plan.stage(Stage.epochs("open", 0, closed)
                .draw(draw)
                .update(Update.descend("autoencoder", adam, networks.autoencoder(), this::openTerms)));
        if (networks.gated()) {
            plan.stage(Stage.epochs("gated", closed, closed + epochs.gated())
                    .draw(draw)
                    .update(Update.descend("gates", adam, networks.weights(), this::gatedTerms)));
        }
        if (how.boundary() == Training.Boundary.RECALIBRATED) {
            plan.stage(Stage.sweep("recalibrate", (t, b) -> {
                Rows<Features> open = networks.open(t, b.x());
                networks.back(t.in(Trace.Mode.CALIBRATE), open);
            }));
        }
    }

    private Terms openTerms(Trace t, Batch b) {
        Terms terms = Terms.of(t);
        how.reconstruction().open(t, b.x(), networks, terms);
        return terms;
    }

    private Terms gatedTerms(Trace t, Batch b) {
        Maths m = t.m();
        Training.LocalGates gates = how.gates();
        Reduction over = how.reconstruction().over();
        Rows<Features> x = b.x();
        Operand<TFloat32> mu = networks.mu(t, x);
        Operand<TFloat32> z = StochasticGate.noisy(m, mu, t.noise("gates"), gates.noise());
        Terms terms = Terms.of(t);
        how.reconstruction().gated(t, x, networks, z, terms);
        Operand<TFloat32> openness = StochasticGate.openness(m, mu, gates.sigma(), over);
        Operand<TFloat32> size = m.mean(m.sum(StochasticGate.atRest(m, mu), -1), -1);
        if (gates.target() > 0) {
            Operand<TFloat32> off = excess(t, m.stop(size));
            terms.add("open", m.mul(t.read(lambda), m.exp(m.scale(off, ANSWER))), openness);
            t.write(lambda, old -> m.clip(m.mul(old, m.exp(m.scale(off, GAIN))), 1e-4, 1e4));
            t.watch("lambda", t.read(lambda));
        } else if (gates.weight() > 0) {
            terms.add("open", t.now("ramp", ramp(how.epochs(), gates.weight())), openness);
        }
        if (gates.codingRate() > 0) {
            terms.add("coding-rate", gates.codingRate(), CodingRate.ofGates(m, z, gates.epsilon(), over));
        }
        t.watch("size", size);
        return terms;
    }

    /**
     * λ(t) = ½ λ_max (1 − cos(π j/G)) in the j-th of G gated epochs, from 1; in the code's numbering
     * ½ λ_max (1 + cos(π (t − e₁)/(e₁ − e₀))).
     */
    static Schedule ramp(Training.Epochs epochs, double most) {
        return clock ->
                0.5 * most * (1 - StrictMath.cos(Math.PI * (clock.epoch() - epochs.open() + 1.0) / epochs.gated()));
    }

    /** ln(size/wanted) within ±1, by which λ grows where rows need more features than wanted, and shrinks where fewer. */
    private Operand<TFloat32> excess(Trace t, Operand<TFloat32> size) {
        Maths m = t.m();
        double target = how.gates().target();
        double half = Math.max(target, 0.5 * networks.x().width());
        Operand<TFloat32> wanted = t.now("wanted", clock -> {
            double done = clock.stageStep() / (DESCENT * clock.stageSteps());
            return done >= 1 ? target : target + (half - target) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
        });
        return m.clip(m.log(m.div(m.plus(size, 1e-3), wanted)), -1, 1);
    }
}
