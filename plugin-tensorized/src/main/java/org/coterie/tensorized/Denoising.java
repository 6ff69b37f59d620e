package org.coterie.tensorized;

import java.util.random.RandomGenerator;
import org.coterie.api.Batch;
import org.coterie.api.Desk;
import org.coterie.api.Init;
import org.coterie.api.Maths;
import org.coterie.api.Plan;
import org.coterie.api.RowVar;
import org.coterie.api.Stage;
import org.coterie.api.Trace;
import org.coterie.api.Var;
import org.coterie.api.Vars;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * How well noise is removed, by two rules. The reference rule is that of the public code: the noise of training, and each row
 * in the cluster that serves it best with the clean row in view. The honest rule: new noise, and clusters from the noisy rows
 * alone, which is what the readout {@code denoise} can know. Beside both stands the error of the noisy rows themselves: above
 * it, nothing was gained.
 */
final class Denoising {
    private final Lloyd lloyd;
    private final Choice choice;
    private final double deviation;

    Denoising(Lloyd lloyd, Choice choice, double deviation) {
        this.lloyd = lloyd;
        this.choice = choice;
        this.deviation = deviation;
    }

    /** Fills noise for every row; a pure function of the stage and the purpose. */
    static void draw(Desk desk, RowVar<TFloat32> noise, double deviation, String purpose) {
        RandomGenerator random = desk.random(purpose);
        float[] values = new float[desk.data().rows() * desk.data().columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        desk.write(noise, values);
    }

    Plan addTo(Plan plan) {
        if (!(lloyd.bound().copies() instanceof Tensorizable.Reconstructs networks)) {
            return plan;
        }
        Vars v = plan.vars().at("denoise");
        Vars place =
                lloyd.how().restarts() == 1 ? v : v.stack("restart", lloyd.how().restarts());
        Var<TFloat32> reference = place.state("reference", Shape.scalar(), Init.zeros());
        Var<TFloat32> honest = place.state("honest", Shape.scalar(), Init.zeros());
        RowVar<TFloat32> noise = lloyd.noise().orElseThrow();
        return plan.stage(
                Stage.sweep("denoise-reference", (t, b) -> add(t, b, reference, networks, true))
                        .reset(reference),
                Stage.host("denoise-noise", desk -> draw(desk, noise, deviation, "new-noise")),
                Stage.sweep("denoise-honest", (t, b) -> add(t, b, honest, networks, false))
                        .reset(honest),
                Stage.host("denoise-report", desk -> {
                    double numbers = (double) desk.data().rows() * desk.data().columns();
                    int best = desk.ints(choice.best())[0];
                    double own = desk.read(honest)[best] / numbers;
                    double input = squares(desk.read(noise)) / numbers;
                    desk.report("denoise.input-mse", input);
                    desk.report("denoise.mse", own);
                    desk.report("denoise.reference-mse", desk.read(reference)[best] / numbers);
                    if (own >= input) {
                        desk.warn("what denoise gives is no nearer to the clean rows than the noisy rows are: the codes"
                                + " drop more of the data than of the noise. Make codes longer, or the noise is"
                                + " too small to matter.");
                    }
                }));
    }

    /** Adds the squared error of the rows given back from noisy ones. */
    private void add(Trace t, Batch b, Var<TFloat32> sum, Tensorizable.Reconstructs networks, boolean clean) {
        Maths m = t.m();
        Tensorized.Bound bound = lloyd.bound();
        Operand<TFloat32> x = b.x().value();
        Operand<TFloat32> noisy = lloyd.seen(t, b);
        Operand<TFloat32> costs = bound.costs(t, noisy, clean ? x : noisy);
        Operand<TFloat32> of = m.oneHot(Tensorized.Bound.cheapest(m, costs), bound.k());
        Operand<TFloat32> back = bound.uncentre(
                t, networks.reconstruct(t, bound.centre(t, noisy)).value());
        Operand<TFloat32> error = m.sum(m.square(m.sub(back, x)), -1);
        t.write(sum, old -> m.add(old, m.sum(m.sum(m.mul(m.swap(error), of), -1), -1)));
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
