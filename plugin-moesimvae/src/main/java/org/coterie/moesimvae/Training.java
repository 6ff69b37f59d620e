package org.coterie.moesimvae;

import org.coterie.api.CoterieException;
import org.coterie.api.Fault;
import org.coterie.api.Optimizer;
import org.coterie.api.Schedule;
import org.coterie.api.Stage;

/**
 * The hyper-parameters of training, equations (10) and (11): L = w_rec L_rec + w_clu (Σ L_sim + π₂ L_DEP) + w_kl L_KL.
 *
 * @param steps how long, from 1
 * @param pretraining steps before that and before rows are compared, in which the encoder is an autoencoder's, 0 or more
 * @param batch rows of a step, from 2; all rows where there are fewer
 * @param replacement whether batches are drawn with replacement, as published
 * @param rate of Adam (β₁ 0.9), above 0 and at most 1
 * @param beta2 of Adam, 0 to below 1
 * @param pace how the rate goes on
 * @param weights of the terms
 */
public record Training(
        int steps,
        int pretraining,
        int batch,
        boolean replacement,
        double rate,
        double beta2,
        Pace pace,
        Weights weights) {

    /** How the rate goes on. */
    public enum Pace {
        /** Always the same. */
        CONSTANT,
        /** Half a cosine, from the rate to 0 over the whole training. */
        COSINE
    }

    /**
     * The weights of the terms, each at least 0.
     *
     * @param reconstruction w_rec
     * @param clustering w_clu
     * @param depict π₂
     * @param depictRamp the share of the steps over which π₂ rises from 0, 0 to 1
     * @param divergence w_kl
     */
    public record Weights(
            double reconstruction, double clustering, double depict, double depictRamp, double divergence) {
        /** Checks the ranges. */
        public Weights {
            weight("weights.reconstruction", reconstruction);
            weight("weights.clustering", clustering);
            weight("weights.depict", depict);
            check("weights.depict-ramp", depictRamp >= 0 && depictRamp <= 1, depictRamp, "0 to 1");
            weight("weights.divergence", divergence);
        }

        private static void weight(String key, double value) {
            check(key, value >= 0 && value <= 1e6, value, "0 to 1e6");
        }
    }

    /** Checks the ranges. */
    public Training {
        check("steps", steps >= 1, steps, "at least 1");
        check("pretraining", pretraining >= 0, pretraining, "at least 0");
        check("batch", batch >= 2, batch, "at least 2");
        check("rate", rate > 0 && rate <= 1, rate, "0 < rate <= 1");
        check("beta2", beta2 >= 0 && beta2 < 1, beta2, "0 <= beta2 < 1");
    }

    /** What {@code reference.conf} says. */
    public static Training defaults() {
        return new Training(1200, 0, 128, false, 1e-3, 0.99, Pace.COSINE, new Weights(0.487, 0.487, 0.1, 0, 0.001));
    }

    /** For so many batches. */
    public Training steps(int count) {
        return new Training(count, pretraining, batch, replacement, rate, beta2, pace, weights);
    }

    /** With so many rows in a batch. */
    public Training batch(int rows) {
        return new Training(steps, pretraining, rows, replacement, rate, beta2, pace, weights);
    }

    /** At another rate. */
    public Training rate(double value, Pace how) {
        return new Training(steps, pretraining, batch, replacement, value, beta2, how, weights);
    }

    /** With other weights. */
    public Training weights(Weights other) {
        return new Training(steps, pretraining, batch, replacement, rate, beta2, pace, other);
    }

    /** After so many steps of an autoencoder. */
    public Training pretraining(int count) {
        return new Training(steps, count, batch, replacement, rate, beta2, pace, weights);
    }

    Optimizer optimizer(String name) {
        Schedule schedule = pace == Pace.CONSTANT
                ? Schedule.constant(rate)
                : clock -> rate * 0.5 * (1 + StrictMath.cos(Math.PI * clock.stageStep() / clock.stageSteps()));
        return Optimizer.adam(name, schedule, 0.9, beta2, 1e-8);
    }

    /** w_clu·π₂, which may rise from 0. */
    Schedule depict() {
        double full = weights.clustering() * weights.depict();
        long ramp = Math.round(steps * weights.depictRamp());
        return ramp < 1 ? Schedule.constant(full) : Schedule.ramp(0, full, ramp);
    }

    Stage.Train stage() {
        return Stage.steps("train", steps);
    }

    private static void check(String key, boolean fine, Object got, String expected) {
        if (!fine) {
            throw Fault.of("a hyper-parameter of the training is out of range")
                    .at("training." + key)
                    .got(got)
                    .expected(expected)
                    .as(CoterieException.Kind.CONFIG);
        }
    }
}
